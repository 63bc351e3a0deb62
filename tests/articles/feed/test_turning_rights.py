"""Rights begin and end by the clock: mirrors learn of it by a row of the log, written when due."""

from datetime import timedelta

import pytest

from articles.actions.desk.agencies import agency_for
from articles.actions.desk.reference_data import GrantDraft, set_contract
from articles.actions.photos.rights import set_photo_rights
from articles.actions.publication.rights_changes import log_rights_changes
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import save_story
from articles.models import LogEntry
from tests.factories import NOON, make_photo, make_published

pytestmark = pytest.mark.django_db

END = NOON + timedelta(hours=2)


def contract(code: str = "afp", **partner_right) -> None:
    drafts = [GrantDraft(channel="site"), GrantDraft(channel="partner", **partner_right)]
    set_contract(agency_for(code).pk, drafts, by=None, at=NOON)


def test_the_end_of_a_contract_turns_a_mirrored_text_into_a_stub(get) -> None:
    contract(until=END)
    make_published(tag="(afp/dl)")
    first = get("changes").json()

    log_rights_changes(at=END)
    (change,) = get("changes", cursor=first["cursor"], at=END).json()["changes"]

    assert (change["kind"], change["item"]["representationType"]) == ("rights", "partial")
    assert change["redactions"][0]["reason"] == "rights-ended"


def test_the_beginning_of_a_contract_turns_a_stub_into_the_text(get) -> None:
    contract(since=END)
    make_published(tag="(afp/dl)")
    first = get("changes").json()

    log_rights_changes(at=END)
    (change,) = get("changes", cursor=first["cursor"], at=END).json()["changes"]

    assert change["item"]["representationType"] == "full"


def test_the_end_of_a_pictures_licence_is_told_with_its_story(get) -> None:
    photo = make_photo()
    make_published(pictures=(photo,))
    photo.grants.filter(channel="partner").update(until=END)
    first = get("changes").json()

    log_rights_changes(at=END)
    (change,) = get("changes", cursor=first["cursor"], at=END).json()["changes"]

    assert "renditions" not in change["item"]["associations"][0]


def test_what_turned_is_told_once_and_not_before_it_is_due() -> None:
    contract(until=END)
    make_published(tag="(afp/dl)")
    make_published("Eigene Meldung")

    assert log_rights_changes(at=END - timedelta(seconds=1)) == 0
    assert [log_rights_changes(at=END), log_rights_changes(at=END + timedelta(minutes=1))] == [1, 0]


def test_many_stories_are_told_in_several_small_transactions(monkeypatch) -> None:
    monkeypatch.setattr("articles.actions.publication.rights_changes.BATCH_SIZE", 2)
    contract(until=END)
    for number in range(5):
        make_published(f"Meldung {number}", tag="(afp/dl)")

    assert log_rights_changes(at=END) == 5
    assert LogEntry.objects.filter(kind="rights").count() == 5


def test_a_contract_that_loses_partners_recalls_the_text_from_every_mirror(get) -> None:
    contract()
    make_published(tag="(afp/dl)")
    first = get("changes").json()
    later = NOON + timedelta(minutes=5)
    set_contract(agency_for("afp").pk, [GrantDraft(channel="site")], by=None, at=later)

    log_rights_changes(at=later)
    (change,) = get("changes", cursor=first["cursor"], at=later).json()["changes"]

    assert (change["kind"], change["item"]["representationType"]) == ("rights", "partial")


def test_a_picture_taken_from_the_working_copy_alone_is_still_told_of() -> None:
    photo = make_photo()
    story = make_published(pictures=(photo,))
    save_story(story.pk, StoryChange(placements=()), by=None, at=NOON, based_on=None)

    set_photo_rights(photo.pk, [GrantDraft(channel="site")], by=None, at=NOON)

    assert LogEntry.objects.first().kind == "rights"


def test_a_story_with_an_agencys_picture_is_told_of_when_the_contract_changes() -> None:
    contract()
    make_published(pictures=(make_photo("Jonna EKVALL/AFP", channels=None),))
    make_published("Ohne Bild")

    set_contract(agency_for("afp").pk, [GrantDraft(channel="site")], by=None, at=END)

    assert log_rights_changes(at=END) == 1


def test_a_row_dated_after_the_contract_but_committed_before_it_is_told_of() -> None:
    contract()
    make_published(tag="(afp/dl)", at=END + timedelta(seconds=1))

    set_contract(agency_for("afp").pk, [GrantDraft(channel="site")], by=None, at=END)

    assert log_rights_changes(at=END + timedelta(minutes=1)) == 1
    assert log_rights_changes(at=END + timedelta(minutes=2)) == 0
