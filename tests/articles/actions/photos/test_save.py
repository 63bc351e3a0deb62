import io

import pytest
from django.contrib.auth.models import Group, User
from django.utils import translation
from PIL import Image

from articles import visibility
from articles.actions.accounts.staff import ensure_groups
from articles.actions.errors import ActionRefused
from articles.actions.photos import save
from articles.actions.photos.store_file import DuplicateFile
from articles.models import Photo
from articles.rights.grants import RightsChannel
from newsroom.actions import NotPermitted
from tests.articles.photos.invented import AGENCY_XMP, scene_bytes
from tests.factories import NOON, make_photo, make_published, picture_bytes

pytestmark = pytest.mark.django_db


def svg() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def bomb() -> bytes:
    buffer = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"no picture at all", "not a JPEG"),
        (svg(), "SVG"),
        (b"GIF89a" + b"\x00" * 40, "GIF"),
        (picture_bytes()[:400], "damaged"),
        (bomb(), "pixels"),
    ],
)
def test_a_file_that_is_no_fit_picture_is_refused_and_nothing_is_kept(data: bytes, why: str) -> None:
    with translation.override("en"), pytest.raises(ActionRefused, match=why):
        save.add_photo({"credit_raw": "Foto: Ida Brandt"}, by=None, at=NOON, data=data, name="a.jpg")

    assert not Photo.objects.exists()


def test_the_same_file_is_kept_once_and_the_first_is_named() -> None:
    data = picture_bytes()
    first = save.add_photo({}, by=None, at=NOON, data=data, name="a.jpg")

    with pytest.raises(DuplicateFile, match=str(first.pk)) as refused:
        save.add_photo({}, by=None, at=NOON, data=data, name="b.jpg")

    assert refused.value.photo_id == first.pk


def test_an_act_that_fails_leaves_no_file_behind(settings, tmp_path, monkeypatch) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(save, "store_metadata", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        save.add_photo({}, by=None, at=NOON, data=picture_bytes(), name="a.jpg")

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_the_file_says_fills_the_empty_fields_and_is_kept_beside() -> None:
    data = scene_bytes(1, xmp=AGENCY_XMP)

    photo = save.add_photo({"title": "Vom Desk"}, by=None, at=NOON, data=data, name="a.jpg")

    assert (photo.title, photo.credit, photo.agency_codes, photo.taken, photo.place) == (
        "Vom Desk", "Ida Brandt/AFP", ["afp"], "2026-03-02", "Nordhaven",
    )  # fmt: skip
    assert bytes(photo.embedded.xmp) == AGENCY_XMP
    assert photo.embedded.read["headline"] == {"value": "Hafen Nordhaven", "origin": "XMP photoshop:Headline"}


def test_a_new_file_of_a_photo_does_not_overwrite_what_an_editor_wrote() -> None:
    photo = make_photo("Foto: Jonna Ekvall", with_file=False, caption="Vom Desk.")

    saved = save.save_photo(photo.pk, {}, by=None, at=NOON, data=scene_bytes(1, xmp=AGENCY_XMP), name="a.jpg")

    assert (saved.caption, saved.credit, saved.place) == ("Vom Desk.", "Jonna Ekvall", "Nordhaven")


def test_a_reporter_replaces_the_file_of_a_photo_only_while_no_reader_sees_it() -> None:
    ensure_groups()
    reporter = User.objects.create_user("olga", is_staff=True)
    reporter.groups.set(Group.objects.filter(name="reporter"))
    unused, shown = make_photo("Foto: Jonna Ekvall"), make_photo("Foto: Jonna Ekvall")
    make_published(pictures=(shown,))
    before = shown.file.name

    save.save_photo(unused.pk, {}, by=reporter, at=NOON, data=scene_bytes(1), name="a.jpg")
    save.save_photo(shown.pk, {"alt_text": "Ein Kran"}, by=reporter, at=NOON)
    with pytest.raises(NotPermitted):
        save.save_photo(shown.pk, {}, by=reporter, at=NOON, data=scene_bytes(2), name="b.jpg")

    shown.refresh_from_db()
    assert (shown.alt_text, shown.file.name) == ("Ein Kran", before)


def test_the_original_is_kept_byte_for_byte() -> None:
    data = scene_bytes(1, xmp=AGENCY_XMP)

    photo = save.add_photo({}, by=None, at=NOON, data=data, name="a.jpg")

    assert photo.file.open("rb").read() == data


def test_the_credit_line_is_read_into_its_parts() -> None:
    photo = make_photo("Foto: IDA BRANDT/POOL/AFP via Getty Images")

    assert (photo.photographers, photo.agency_codes, photo.pool, photo.distributor) == (
        ["Ida Brandt"],
        ["afp"],
        True,
        "Getty Images",
    )


def test_a_photo_nobody_gave_rights_for_is_shown_nowhere() -> None:
    photo = make_photo("Foto: Ida Brandt", channels=None)

    assert not visibility.photo_decision(photo, RightsChannel.SITE, NOON).allowed


def test_an_agency_photo_is_allowed_where_the_contract_allows() -> None:
    photo = make_photo("Ida Brandt/AFP", channels=None)

    assert visibility.photo_decision(photo, RightsChannel.SITE, NOON).allowed
    assert not visibility.photo_decision(photo, RightsChannel.PARTNER, NOON).allowed
