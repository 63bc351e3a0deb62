"""Many pictures at once: what becomes of each is said, link by link and reason by reason."""

import struct
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles import visibility
from articles.actions.photos import store_file
from articles.models import Photo
from articles.rights.grants import RightsChannel
from tests.articles.photos.invented import AGENCY_XMP, encoded, scene, scene_bytes
from tests.articles.photos.test_validate import head_of
from tests.factories import NOON, picture_bytes

pytestmark = pytest.mark.django_db


def file(data: bytes, name: str = "bild.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def upload(desk: Client, *files: SimpleUploadedFile, **fields: Any) -> Any:
    return desk.post(reverse("admin:articles_photo_upload"), {"files": list(files), **fields})


def test_many_files_are_taken_in_at_once_with_a_result_for_each(desk: Client):
    page = upload(desk, file(scene_bytes(1)), file(scene_bytes(2)), file(b"nichts", "text.jpg"))

    assert [o.state for o in page.context["outcomes"]] == ["new", "new", "refused"]
    assert Photo.objects.count() == 2


def test_what_the_file_says_of_itself_is_read_on_the_way(desk: Client):
    upload(desk, file(scene_bytes(1, xmp=AGENCY_XMP)))

    photo = Photo.objects.get()
    assert (photo.title, photo.credit, photo.agency_codes) == ("Hafen Nordhaven", "Ida Brandt/AFP", ["afp"])


def test_a_new_photo_that_may_not_be_shown_says_why(desk: Client):
    unknown = AGENCY_XMP.replace(b"AFP", b"Kea")

    closed = upload(desk, file(scene_bytes(1, xmp=unknown)))
    own = upload(desk, file(scene_bytes(2, xmp=unknown)), rights="own")

    assert "kein Recht für die eigene Website; der Nachweis nennt keine hier bekannte Agentur" in closed.text
    assert "kein Recht" not in own.text


def test_a_file_that_is_here_leads_to_the_photo_that_has_it(desk: Client):
    upload(desk, file(scene_bytes(1)))

    page = upload(desk, file(scene_bytes(1), "nochmal.jpg")).content.decode()

    assert "schon vorhanden" in page
    assert reverse("admin:articles_photo_change", args=[Photo.objects.get().pk]) in page


def test_a_picture_that_looks_like_another_is_taken_and_both_are_named(desk: Client):
    upload(desk, file(scene_bytes(1)))
    first = Photo.objects.get()

    page = upload(desk, file(encoded(scene(1).resize((320, 213)), quality=60), "klein.jpg"))

    (outcome,) = page.context["outcomes"]
    assert (outcome.state, [a.photo for a in outcome.similar]) == ("new", [first])
    assert "ähnlich" in page.content.decode()


def test_plain_fields_are_not_said_to_look_alike(desk: Client):
    upload(desk, file(picture_bytes("#123")))

    page = upload(desk, file(picture_bytes("#124")))

    assert page.context["outcomes"][0].similar == ()


@pytest.mark.parametrize(
    ("data", "name", "german"),
    [
        (b"", "leer.jpg", "0 Byte"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg.jpg", "SVG"),
        (scene_bytes(1)[:3000], "a.jpg", "unvollständig"),
        (scene_bytes(1), "a.exe", "„.exe“"),
        (scene_bytes(1) + b"<?php ?>", "a.jpg", "enthält zugleich"),
        (b"GIF89a" + bytes(40), "a.jpg", "GIF"),
        (b"kein Bild", "a.jpg", "kein JPEG"),
    ],
)
def test_a_refusal_says_why_in_german_and_leaves_nothing_behind(
    desk: Client, data: bytes, name: str, german: str, settings: Any, tmp_path: Any
):
    settings.MEDIA_ROOT = tmp_path

    page = upload(desk, file(data, name))

    assert german in page.context["outcomes"][0].reason
    assert (Photo.objects.count(), [p for p in tmp_path.rglob("*") if p.is_file()]) == (0, [])


def test_a_refusal_says_why_in_english_to_who_reads_english(desk: Client):
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    page = upload(desk, file(b"GIF89a" + bytes(40)))

    assert page.context["outcomes"][0].reason.startswith("This is a GIF")


@pytest.mark.parametrize(
    ("said", "site", "partner"), [("contract", False, False), ("site", True, False), ("own", True, True)]
)
def test_the_rights_said_of_the_batch_hold_for_each_photo(desk: Client, said: str, site: bool, partner: bool):
    upload(desk, file(scene_bytes(1)), rights=said)

    photo = Photo.objects.get()
    allowed = [
        visibility.photo_decision(photo, c, NOON).allowed for c in (RightsChannel.SITE, RightsChannel.PARTNER)
    ]
    assert allowed == [site, partner]


def test_an_empty_form_is_answered_in_words(desk: Client):
    assert "Keine Datei ausgewählt" in desk.post(reverse("admin:articles_photo_upload"), {}).content.decode()


def test_the_script_gets_the_row_of_its_file_alone(desk: Client):
    answer = desk.post(reverse("admin:articles_photo_upload") + "?row", {"files": [file(scene_bytes(1))]})

    assert answer.content.decode().count("<li") == 1
    assert "<html" not in answer.content.decode()


def test_the_library_takes_pictures_where_it_lists_them(desk: Client):
    assert "data-photo-upload" in desk.get(reverse("admin:articles_photo_changelist")).content.decode()


def test_who_may_not_add_photos_may_not_upload(client: Client, member: Any):
    nobody = member("editor")
    nobody.logout()

    assert nobody.post(reverse("admin:articles_photo_upload"), {}).status_code == 302


def test_a_picture_that_decoders_stumble_over_fails_alone(desk: Client, monkeypatch):
    whole = scene_bytes(3)

    def stumble(data: bytes) -> int:
        if data == whole:
            raise MemoryError("100 million rows")
        return likeness(data)

    likeness = store_file.hash_picture
    monkeypatch.setattr(store_file, "hash_picture", stumble)

    page = upload(
        desk, file(scene_bytes(1)), file(whole), file(scene_bytes(2)), file(head_of(1, 100_000_000), "a.png")
    )

    assert [o.state for o in page.context["outcomes"]] == ["new", "refused", "new", "refused"]
    assert "1 Pixel breit und 100000000 hoch" in page.content.decode().replace(".", "")
    assert Photo.objects.count() == 2


def test_a_picture_whose_copies_cannot_be_made_leaves_nothing_behind(
    desk: Client, monkeypatch, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path

    def fail(photo: Photo, made: list[str]) -> list[str]:
        raise struct.error("unpack requires more")

    monkeypatch.setattr("articles.actions.photos.save.make_first_renditions", fail)

    page = upload(desk, file(scene_bytes(1)))

    assert [o.state for o in page.context["outcomes"]] == ["refused"]
    assert not Photo.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
