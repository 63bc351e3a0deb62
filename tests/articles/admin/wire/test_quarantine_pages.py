"""The pages of the quarantine: reasons in words, the place of the fault, and each way out."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.intake.receive.ingest import ingest_file
from articles.models import WireFile, WireItem
from articles.wire import registry
from articles.wire.formats import Format
from articles.wire.item import WireReading
from tests.articles.wire.g2_files import build_g2
from tests.factories import NOON, make_user
from tests.wire_items import BROKEN_XML, UNKNOWN_XML, make_news, make_source, receive_broken

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_wirefile_changelist")
MANY = reverse("admin:articles_wirefile_read_many")


def url_of(file: WireFile, page: str = "change") -> str:
    return reverse(f"admin:articles_wirefile_{page}", args=[file.pk])


def test_the_list_has_reason_source_size_and_preview(desk: Client):
    receive_broken()

    page = desk.get(LIST).content.decode()

    for words in (
        "kran.xml",
        "dpa-text",
        "Die Datei ist beschädigt: Zeile 3, Spalte 18",
        "81",
        "&lt;newsItem&gt;",
    ):
        assert words in page


def test_the_page_marks_the_place_of_the_fault(desk: Client):
    page = desk.get(url_of(receive_broken())).content.decode()

    assert "&lt;headline&gt;Kran <mark>&amp;</mark> Werft" in page


def test_a_wrong_byte_is_marked_by_its_number(desk: Client):
    file = receive_broken("Größe: Müßig über Brücke wäre".encode() + b"\xe4 kaputt")

    assert "<mark>\\xe4</mark>" in desk.get(url_of(file)).content.decode()


def test_files_are_read_again_one_by_one_and_in_bulk(desk: Client, monkeypatch: pytest.MonkeyPatch):
    files = [receive_broken(UNKNOWN_XML + b" " * number) for number in range(3)]
    monkeypatch.setitem(
        registry.XML_READERS, Format.XML, lambda root, zone: WireReading("own", (make_news(),))
    )

    single = desk.post(url_of(files[0], "again"))
    desk.post(MANY, {"file": [files[1].pk, files[2].pk, "x"], "again": "1"})

    item = WireItem.objects.order_by("pk").first()
    assert item is not None
    assert single.headers["Location"] == reverse("admin:articles_wireitem_change", args=[item.pk])
    assert WireItem.objects.count() == 3
    assert set(WireFile.objects.values_list("status", flat=True)) == {"read"}


def test_all_files_are_read_again_at_once(desk: Client):
    receive_broken()
    receive_broken(UNKNOWN_XML)

    page = desk.post(MANY, {"all": "1"}, follow=True)

    assert len(page.context["rows"]) == 2


def test_a_file_becomes_text_or_is_assigned_or_dismissed(desk: Client):
    text, moved, gone = (receive_broken(BROKEN_XML + b"\n" * number) for number in range(3))
    other = make_source("afp-text", agency="afp")

    desk.post(url_of(text, "text"))
    desk.post(url_of(moved, "assign"), {"source": other.pk, "again": "1"})
    desk.post(url_of(gone, "dismiss"), {"reason": "Probe"})

    states = dict(WireFile.objects.values_list("pk", "status"))
    assert states == {text.pk: "read", moved.pk: "quarantined", gone.pk: "dismissed"}
    assert WireFile.objects.get(pk=moved.pk).source == other
    assert WireFile.objects.get(pk=gone.pk).reason == "Probe"


def test_marked_files_are_dismissed_with_one_reason(desk: Client):
    files = [receive_broken(BROKEN_XML + b"\n" * number) for number in range(2)]

    desk.post(MANY, {"file": [file.pk for file in files], "dismiss": "1", "reason": "Probesendung"})

    assert set(WireFile.objects.values_list("status", "reason")) == {("dismissed", "Probesendung")}


def test_without_a_reason_nothing_is_dismissed(desk: Client):
    file = receive_broken()

    desk.post(url_of(file, "dismiss"), {"reason": " "})

    assert WireFile.objects.get().status == "quarantined"


def test_the_home_page_and_the_pulse_count_the_quarantine(desk: Client):
    receive_broken()

    home = desk.get(reverse("admin:index"))
    pulse = desk.get(reverse("admin:articles_article_pulse")).json()

    assert LIST in home.content.decode()
    assert pulse["quarantined"] == 1


def test_a_reader_sees_the_quarantine_and_decides_nothing(client: Client):
    file = receive_broken()
    user = make_user("leser", "articles.view_article")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    codes = [client.get(url).status_code for url in (LIST, url_of(file), url_of(file, "raw"))]
    refused = [client.post(url_of(file, step)).status_code for step in ("again", "text", "assign", "dismiss")]

    assert codes == [200, 200, 200]
    assert refused == [403, 403, 403, 403]


def test_a_file_that_has_come_whole_says_so_in_the_language_of_the_desk(desk: Client):
    file = receive_broken(build_g2()[:600])
    ingest_file(build_g2(), source=file.source, name=file.name, at=NOON)
    file.refresh_from_db()
    assert file.status == "dismissed"

    pages = [desk.get(url).content.decode() for url in (LIST, url_of(file))]

    assert all("Die Datei ist vollständig gekommen." in page for page in pages)
    assert not any("has come whole" in page for page in pages)


def test_the_reason_that_an_editor_gave_stands_as_entered(desk: Client):
    file = receive_broken()
    desk.post(url_of(file, "dismiss"), {"reason": "Draft"})

    assert "<br>Draft" in desk.get(LIST).content.decode()
