"""Pictures of agencies become photos when an editor asks, from their file or from an allowed host."""

import io
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation
from PIL import Image

from articles.actions.errors import ActionRefused
from articles.actions.intake.effects.fetch_renditions import store_item_photo
from articles.actions.intake.receive.ingest import ingest_file
from articles.actions.intake.receive.sources import save_credentials
from articles.models import EmbeddedMetadata, Photo, WireItem, WireSource
from articles.wire import registry
from articles.wire.formats import Format
from articles.wire.item import (
    ItemKind,
    Link,
    NewsItem,
    PubStatus,
    RightsNotice,
    WirePhoto,
    WireReading,
)
from newsroom.actions import NotPermitted
from tests.articles.actions.intake.receive.agency_servers import AgencyServer, ServerReply
from tests.factories import NOON, make_user, picture_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def speak_english() -> Iterator[None]:
    with translation.override("en"):
        yield


class PictureServer(AgencyServer):
    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, ServerReply] = {}

    def reply(self, method: str, path: str, headers: dict[str, str]) -> ServerReply:
        return self.files.get(path, ServerReply(404))


@pytest.fixture
def server(settings, tmp_path) -> Iterator[PictureServer]:
    settings.WIRES_FROM_LOOPBACK = True
    settings.MEDIA_ROOT = tmp_path
    started = PictureServer()
    yield started
    started.close()


@pytest.fixture(autouse=True)
def read_test_formats(monkeypatch: pytest.MonkeyPatch, settings, tmp_path) -> None:
    """Read JSON by the names of our own fields, and every JPEG as a picture without facts."""
    settings.MEDIA_ROOT = tmp_path

    def read_item(content: Any, zone: Any) -> WireReading:
        entries = content if isinstance(content, list) else [content]
        return WireReading(Format.NINJS.value, tuple(make_item(**one) for one in entries))

    def read_picture(raw: bytes, zone: Any) -> WireReading:
        item = NewsItem(guid=f"made:{len(raw)}", guid_made=True, kind=ItemKind.PICTURE, headline="Bild")
        return WireReading(Format.PHOTO.value, (item,))

    monkeypatch.setitem(registry.JSON_READERS, Format.NINJS, read_item)
    monkeypatch.setitem(registry.BYTE_READERS, Format.PHOTO, read_picture)
    monkeypatch.setattr("articles.wire.registry.detect_container", detect_test_format)
    monkeypatch.setattr("articles.actions.intake.receive.read_file.detect_wire_container", detect_test_format)


def detect_test_format(raw: bytes) -> Format:
    return Format.PHOTO if raw.startswith(b"\xff\xd8") else Format.NINJS


def make_item(
    uri: str,
    kind: str = "picture",
    pubstatus: str = "usable",
    links: Any = (),
    **photo: Any,
):
    return NewsItem(
        guid=uri, kind=ItemKind(kind), pubstatus=PubStatus(pubstatus), headline="Kran in Nordhaven", version=photo.pop("version", ""),
        photo=WirePhoto(**photo) if kind == "picture" else None, links=tuple(Link(**one) for one in links),
        rights=RightsNotice(terms=("Nur redaktionell",)),
    )  # fmt: skip


FACTS = {
    "caption": "Ein Kran steht am 2. März 2026 in der Werft von Nordhaven.", "creator": "Jonna Ekvall", "credit": "xyz",
    "city": "Nordhaven", "date_created": "2026-03-02", "instructions": "NO SALES", "headline": "Kran in der Werft",
}  # fmt: skip


def make_source(**facts: Any) -> WireSource:
    return WireSource.objects.create(
        code="test-pictures", name="Bilder", transport=WireSource.Transport.FOLDER, created_at=NOON, **facts
    )


def ingest_item(source: WireSource, name: str = "", minutes: float = 0, **facts: Any) -> WireItem:
    raw = json.dumps({"uri": "urn:kran:1", "pubstatus": "usable", **facts}).encode()
    return ingest(raw, source, name, minutes)


def ingest(raw: bytes, source: WireSource, name: str = "", minutes: float = 0) -> WireItem:
    result = ingest_file(raw, source=source, name=name, at=NOON + timedelta(minutes=minutes))
    return result.items[0].item


def test_the_best_rendition_becomes_a_photo_with_the_facts_of_the_item(server) -> None:
    data = picture_bytes("#345", (900, 600))
    server.files["/kran.jpg?x=1"] = ServerReply(200, data)
    source = make_source(rendition_hosts=["127.0.0.1"])
    item = ingest_item(source, links=[{"href": f"{server.url}/kran.jpg?x=1", "width": 900}, {"href": f"{server.url}/klein.jpg", "width": 90}], **FACTS)  # fmt: skip

    photo = store_item_photo(item.pk, by=None, at=NOON)

    item.refresh_from_db()
    assert item.photo == photo
    assert (photo.title, photo.place, photo.taken, photo.agency_item_id) == ("Kran in der Werft", "Nordhaven", "2026-03-02", "urn:kran:1")  # fmt: skip
    assert (photo.caption, photo.credit_raw) == (FACTS["caption"], "Jonna Ekvall/xyz")
    assert photo.original_name == "kran.jpg"
    with photo.file.open() as stored:
        assert stored.read() == data
    read = EmbeddedMetadata.objects.get(photo=photo).read
    assert read["instructions"] == {"value": "NO SALES", "origin": "agency item"}
    assert read["usage_terms"]["value"] == "Nur redaktionell"


def test_asking_again_gives_the_same_photo_without_a_request(server) -> None:
    server.files["/kran.jpg"] = ServerReply(200, picture_bytes())
    item = ingest_item(
        make_source(rendition_hosts=["127.0.0.1"]), links=[{"href": f"{server.url}/kran.jpg"}], **FACTS
    )

    photos = [store_item_photo(item.pk, by=None, at=NOON) for _ in range(2)]

    assert photos[0] == photos[1]
    assert len(server.asked) == 1


def test_nothing_is_fetched_while_the_item_is_read(server) -> None:
    ingest_item(
        make_source(rendition_hosts=["127.0.0.1"]), links=[{"href": f"{server.url}/kran.jpg"}], **FACTS
    )

    assert (server.asked, Photo.objects.count()) == ([], 0)


def test_a_host_that_the_source_does_not_allow_is_not_asked(server) -> None:
    item = ingest_item(make_source(), links=[{"href": f"{server.url}/kran.jpg"}], **FACTS)

    with pytest.raises(ActionRefused, match=r"The picture is on 127\.0\.0\.1\. Allow this host"):
        store_item_photo(item.pk, by=None, at=NOON)
    assert server.asked == []


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (ServerReply(402), "The picture could not be fetched from 127.0.0.1: status 402."),
        (
            ServerReply(302, headers={"Location": "https://elsewhere.example/a.jpg"}),
            "the host is not allowed",
        ),
        (ServerReply(200, b"<html>log in</html>"), "."),
        (ServerReply(200, b"\xff\xd8\xff\xe0 broken"), "."),
    ],
)
def test_what_is_no_picture_becomes_no_photo(server, reply: ServerReply, reason: str) -> None:
    server.files["/kran.jpg"] = reply
    item = ingest_item(
        make_source(rendition_hosts=["127.0.0.1"]), links=[{"href": f"{server.url}/kran.jpg"}], **FACTS
    )

    with pytest.raises(ActionRefused, match=reason):
        store_item_photo(item.pk, by=None, at=NOON)
    item.refresh_from_db()
    assert (item.photo, Photo.objects.count()) == (None, 0)


def test_the_next_rendition_is_tried_if_the_best_is_not_to_be_had(server) -> None:
    server.files["/web.jpg"] = ServerReply(200, picture_bytes())
    links = [
        {"href": f"{server.url}/main.jpg", "width": 4000},
        {"href": f"{server.url}/web.jpg", "width": 800},
    ]
    item = ingest_item(make_source(rendition_hosts=["127.0.0.1"]), links=links, **FACTS)

    assert store_item_photo(item.pk, by=None, at=NOON).width == 640
    assert server.requests == ["GET /main.jpg", "GET /web.jpg"]


def test_only_the_host_of_the_source_is_sent_its_key(server) -> None:
    server.files["/kran.jpg"] = ServerReply(200, picture_bytes())
    other = make_source(rendition_hosts=["127.0.0.1"], url="https://wire.example/feed")
    save_credentials(other.pk, token="s3cr3t", by=None, at=NOON)
    item = ingest_item(other, links=[{"href": f"{server.url}/kran.jpg"}], **FACTS)
    WireSource.objects.filter(pk=other.pk).update(url="https://wire.example/feed")

    store_item_photo(item.pk, by=None, at=NOON)

    assert "s3cr3t" not in str(server.asked)


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_a_withdrawn_picture_becomes_no_photo(server, status: str) -> None:
    source = make_source(rendition_hosts=["127.0.0.1"])
    first = ingest_item(source, links=[{"href": f"{server.url}/kran.jpg"}], version="1", **FACTS)
    second = ingest_item(source, pubstatus=status, version="2", minutes=1, **FACTS)

    with pytest.raises(ActionRefused, match="withdrawn or withheld"):
        store_item_photo(second.pk, by=None, at=NOON)
    if status == "canceled":
        with pytest.raises(ActionRefused, match="withdrawn or withheld"):
            store_item_photo(first.pk, by=None, at=NOON)
    assert server.asked == []


def test_a_text_is_no_picture_and_an_editor_needs_permission(server) -> None:
    item = ingest_item(make_source(), kind="text")

    with pytest.raises(ActionRefused, match=r"This item is no picture\."):
        store_item_photo(item.pk, by=None, at=NOON)
    with pytest.raises(NotPermitted):
        store_item_photo(item.pk, by=make_user(), at=NOON)


def test_a_picture_file_becomes_a_photo_of_its_own_bytes(server) -> None:
    data = picture_bytes()
    item = ingest(data, make_source(), "kran.jpg")

    photo = store_item_photo(item.pk, by=None, at=NOON)

    with photo.file.open() as stored:
        assert stored.read() == data
    assert (photo.original_name, photo.agency_item_id) == ("kran.jpg", "")


@pytest.mark.parametrize("file_first", [True, False])
@pytest.mark.parametrize("asked_from", ["file", "item"])
def test_a_file_and_the_item_about_it_are_one_photo_in_either_order(
    file_first: bool, asked_from: str
) -> None:
    source = make_source()
    minutes = (0, 9) if file_first else (9, 0)
    items = {}
    for name in ("file", "item") if file_first else ("item", "file"):
        if name == "file":
            items[name] = ingest(picture_bytes(), source, "nhv-1.jpg", minutes[0])
        else:
            items[name] = ingest_item(source, "nhv-1.xml", minutes[1], **FACTS)

    photo = store_item_photo(items[asked_from].pk, by=None, at=NOON)

    assert Photo.objects.count() == 1
    assert set(WireItem.objects.values_list("photo", flat=True)) == {photo.pk}
    assert (photo.caption, photo.credit_raw, photo.agency_item_id) == (FACTS["caption"], "Jonna Ekvall/xyz", "urn:kran:1")  # fmt: skip


def test_an_item_that_comes_after_the_photo_was_made_fills_what_the_file_lacked() -> None:
    source = make_source()
    file = ingest(picture_bytes(), source, "nhv-1.jpg")
    photo = store_item_photo(file.pk, by=None, at=NOON)
    assert photo.caption == ""

    item = ingest_item(source, "nhv-1.xml", 5, **FACTS)

    photo.refresh_from_db()
    item.refresh_from_db()
    assert (item.photo, photo.caption, photo.credit) == (photo, FACTS["caption"], "Jonna Ekvall/xyz")
    assert EmbeddedMetadata.objects.get(photo=photo).read["instructions"]["value"] == "NO SALES"


def test_facts_that_an_editor_entered_stay_when_the_item_comes() -> None:
    source = make_source()
    photo = store_item_photo(ingest(picture_bytes(), source, "nhv-1.jpg").pk, by=None, at=NOON)
    Photo.objects.filter(pk=photo.pk).update(caption="Von uns beschrieben.")

    ingest_item(source, "nhv-1.xml", 5, **FACTS)

    photo.refresh_from_db()
    assert (photo.caption, photo.title) == ("Von uns beschrieben.", "Kran in der Werft")


@pytest.mark.parametrize(
    ("name", "minutes", "is_other_source"),
    [("nhv-1.xml", 11, False), ("nhv-2.xml", 1, False), ("nhv-1.xml", 1, True)],
)
def test_a_later_item_of_another_name_or_source_is_another_picture(name, minutes, is_other_source) -> None:
    source = make_source()
    photo = store_item_photo(ingest(picture_bytes(), source, "nhv-1.jpg").pk, by=None, at=NOON)
    other = WireSource.objects.create(code="other", name="Andere", transport="folder", created_at=NOON)

    item = ingest_item(other if is_other_source else source, name, minutes, **FACTS)

    item.refresh_from_db()
    assert item.photo is None
    assert Photo.objects.get() == photo


def test_the_same_bytes_of_two_items_are_one_photo(server) -> None:
    server.files["/a.jpg"] = server.files["/b.jpg"] = ServerReply(200, picture_bytes())
    source = make_source(rendition_hosts=["127.0.0.1"])
    items = [
        ingest_item(source, uri=f"urn:{name}", links=[{"href": f"{server.url}/{name}.jpg"}], **FACTS)
        for name in "ab"
    ]

    assert len({store_item_photo(item.pk, by=None, at=NOON).pk for item in items}) == 1


def test_the_facts_in_the_file_come_before_those_of_the_item() -> None:
    xmp = (
        b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        b"<rdf:Description rdf:about='' xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' photoshop:City='Werfthafen'/>"
        b"</rdf:RDF></x:xmpmeta>"
    )
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), "#345").save(buffer, "JPEG", xmp=xmp)
    source = make_source()
    file = ingest(buffer.getvalue(), source, "nhv-1.jpg")
    ingest_item(source, "nhv-1.xml", 1, **FACTS)

    photo = store_item_photo(file.pk, by=None, at=NOON)

    assert (photo.place, photo.title) == ("Werfthafen", "Kran in der Werft")
