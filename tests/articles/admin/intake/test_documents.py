"""Documents dropped into the paste box: the file is stored, read, and its pictures become photos."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.models import Article, Photo, WireItem
from tests.articles.wire.document_files import PICTURE, make_docx, make_mail, make_picture, paragraph

pytestmark = pytest.mark.django_db

BODY = (
    paragraph("Rat will neue Mole bauen", "Titel")
    + paragraph("Der Rat der Stadt Nordhaven hat am Freitag beschlossen, im Mai eine neue Mole zu bauen.")
    + PICTURE
    + paragraph("Die Mole im März 2026. Foto: Ida Brandt/Stadt Nordhaven", "Beschriftung")
    + paragraph("Die Arbeiten sollen ein Jahr dauern, wie die Verwaltung nach der Sitzung mitteilte.")
)


def drop(desk: Client, raw: bytes, name: str) -> Any:
    upload = SimpleUploadedFile(name, raw, "application/octet-stream")
    return desk.post(reverse("admin:articles_article_from_copy"), {"file": upload, "copy": "", "html": ""})


def create(desk: Client, url: str, **changes: str) -> Article:
    form = desk.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields if form[name].value() is not False}
    data = {name: value for name, value in data.items() if not name.endswith("nameless")}
    desk.post(url, {**data, **changes, "_create": "1"})
    return Article.objects.get()


def test_a_word_document_becomes_a_story_with_its_picture(desk: Client, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    raw = make_docx(BODY)

    url = drop(desk, raw, "mole.docx").url
    page = desk.get(url).content.decode()
    story = create(desk, url)

    item = WireItem.objects.get()
    assert bytes(item.raw) == raw
    assert "image1.jpeg" in page
    assert story.headline == "Rat will neue Mole bauen"
    placement = story.placements.get()
    assert placement.caption == "Die Mole im März 2026."
    assert placement.photo.file
    assert "Ida Brandt" in placement.photo.credit_raw
    assert not placement.photo.grants.exists()


def test_the_picture_is_shown_to_those_who_may_make_a_story(desk: Client) -> None:
    url = drop(desk, make_docx(BODY), "mole.docx").url

    picture = desk.get(f"{url}picture/0/")

    assert picture["Content-Type"] == "image/jpeg"
    assert desk.get(f"{url}picture/1/").status_code == 404
    assert Client().get(f"{url}picture/0/").status_code == 302


def test_a_picture_without_caption_can_be_left_out_or_captioned(
    desk: Client, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    text = "Der Rat der Stadt Nordhaven tagt am Freitag im Rathaus und berät über die neue Mole."
    files = {"a.jpg": ("image/jpeg", make_picture("red")), "b.jpg": ("image/jpeg", make_picture("green"))}

    url = drop(desk, make_mail("Rat berät über Mole", text, attachments=files), "rat.eml").url
    story = create(
        desk, url, **{"picture0-text": "Die Mole", "picture0-credit": "Ida Brandt", "picture1-use": ""}
    )

    assert [placement.caption for placement in story.placements.all()] == ["Die Mole"]
    assert Photo.objects.get().credit_raw == "Ida Brandt"


def test_an_attachment_that_is_not_read_is_named_as_such(desk: Client) -> None:
    text = "Der Rat der Stadt Nordhaven tagt am Freitag im Rathaus und berät über die neue Mole."
    files = {"plan.pdf": ("application/pdf", b"%PDF-1.7 x")}

    page = desk.get(drop(desk, make_mail("Rat berät", text, attachments=files), "rat.eml").url)

    assert page.context["unread_attachments"] == ("plan.pdf",)
    assert "Anhänge der Mail:</strong> plan.pdf" in page.content.decode()
    assert "fremder Server" not in page.content.decode()


def test_an_unreadable_document_is_set_aside_with_the_reason(desk: Client) -> None:
    page = drop(desk, make_docx(BODY)[:-300], "mole.docx").content.decode()

    item = WireItem.objects.get()
    assert item.status == WireItem.Status.QUARANTINED
    assert "beschädigt" in page
