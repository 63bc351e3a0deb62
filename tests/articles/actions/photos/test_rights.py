from datetime import timedelta

import pytest

from articles import visibility
from articles.actions.desk.reference_data import GrantDraft
from articles.actions.errors import ActionRefused
from articles.actions.photos.rights import extend_licence, set_photo_rights
from articles.models import AuditEntry, Grant, LogEntry, Photo
from articles.rights.grants import RightsChannel
from tests.factories import NOON, make_photo, make_published

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def ended() -> Photo:
    photo = make_photo("Foto: Ida Brandt", channels=None)
    set_photo_rights(photo.pk, [GrantDraft(channel="site", until=NOON + DAY)], by=None, at=NOON)
    return photo


def extend(
    photo: Photo, channels=("site",), until=NOON + 30 * DAY, proof="Mail der Agentur vom 2. März"
) -> int:
    return extend_licence([photo.pk], channels, until=until, proof=proof, by=None, at=NOON + 2 * DAY)


def test_an_extended_licence_is_shown_again_until_its_new_end():
    photo = ended()

    extend(photo)

    decisions = [
        visibility.photo_decision(Photo.objects.get(), RightsChannel.SITE, NOON + days * DAY).allowed
        for days in (2, 29, 31)
    ]
    assert decisions == [True, True, False]


def test_the_proof_is_kept_with_the_right_and_in_the_audit_list():
    extend(ended())

    grant = Grant.objects.get(remark="Mail der Agentur vom 2. März")
    assert (grant.source, AuditEntry.objects.get(verb="extend licence").detail["proof"]) == (
        "editor", "Mail der Agentur vom 2. März",
    )  # fmt: skip


@pytest.mark.parametrize("proof", ["", "   ", "ok", "  ja  "])
def test_without_proof_nothing_is_extended(proof):
    photo = ended()

    with pytest.raises(ActionRefused) as refused:
        extend(photo, proof=proof)

    assert (refused.value.field, Grant.objects.count()) == ("proof", 1)


@pytest.mark.parametrize(
    ("wish", "field"),
    [({"channels": ()}, "channels"), ({"channels": ("mond",)}, "channels"), ({"until": NOON}, "until")],
)
def test_an_extension_without_sense_is_refused_at_its_field(wish, field):
    photo = ended()

    with pytest.raises(ActionRefused) as refused:
        extend(photo, **wish)

    assert refused.value.field == field


def test_stories_that_show_the_photo_are_told_to_partners_at_once():
    photo = ended()
    make_published(pictures=(photo,))

    extend(photo)

    assert list(LogEntry.objects.order_by("seq").values_list("kind", "cause"))[-1] == (
        "rights",
        "licence extended",
    )


def test_the_photos_own_rights_speak_before_the_contract() -> None:
    photo = make_photo("Ida Brandt/AFP", channels=None)
    set_photo_rights(photo.pk, [GrantDraft(channel="site", allow=False)], by=None, at=NOON)

    assert not visibility.photo_decision(Photo.objects.get(), RightsChannel.SITE, NOON).allowed
