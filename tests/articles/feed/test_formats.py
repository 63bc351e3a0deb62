"""What is written validates against the published schemas, for full items, stubs and redacted pictures alike."""

import hashlib
import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import orjson
import pytest
from jsonschema import Draft202012Validator
from lxml import etree
from referencing import Registry, Resource

from articles.feed.formats.atom import DeletedEntry, render_atom
from articles.feed.formats.feed_item import (
    Concept,
    FeedItem,
    FeedMedia,
    FeedPicture,
    ItemTranslation,
    Redaction,
)
from articles.feed.formats.newsml_g2 import NAMESPACE, render_message, render_picture_message
from articles.feed.formats.ninjs import render_ninjs, render_ninjs_22, render_ninjs_picture
from articles.wire.newsml_g2.rules import load_schema
from tests.paths import ROOT

SCHEMAS = ROOT / "articles" / "wire" / "ninjs" / "schema"
AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

PICTURE = FeedPicture(
    uri="http://localhost:8000/id/picture/5",
    role="lead",
    caption="Der Kran am Nordkai & das „neue“ Dock.",
    credit="Foto: Jonna Ekvall",
    alt="Kran vor grauem Himmel",
    digital_source="trainedAlgorithmicMedia",
    renditions=(("480px", "http://localhost:8000/api/v1/pictures/5/file/480px?link=a:b", 480, 320),),
)
CLOSED = replace(PICTURE, uri=PICTURE.uri + "1", caption="", alt="", renditions=(), agency_item_id="X-77")
FULL = FeedItem(
    uri="http://localhost:8000/id/story/7",
    guid="tag:nordhaven.example,2026:7",
    address="http://localhost:8000/hafen/kran-7/",
    version=2,
    first_published=AT,
    version_published=AT,
    language="de",
    urgency=4,
    section=Concept("http://localhost:8000/id/section/1", "Hafen"),
    full=True,
    headline="Kran <dreht> sich & wendet",
    kicker="Hafen",
    dek="Kurz gesagt\x0b.",
    byline="Von Jonna Ekvall",
    dateline="Nordhaven",
    body="<p>Der Kran&nbsp;dreht sich.<br>]]> Wieder.</p>",
    agencies=(("afp", "AFP"),),
    topics=(Concept("http://localhost:8000/id/topic/3", "Werft"),),
    people=(Concept("http://localhost:8000/id/person/17", "Mira Talberg", "Senatorin"),),
    pictures=(PICTURE, CLOSED),
    agency_item_id="urn:afp:1",
    correction="In einer früheren Fassung stand der Kran.",
    redactions=(Redaction("associations[1].renditions", "own-use-only", "AFP"),),
)
STUB = FeedItem(
    **{
        name: getattr(FULL, name)
        for name in (
            "uri", "guid", "address", "version", "first_published", "version_published", "language", "urgency",
            "section", "agencies", "topics", "agency_item_id",
        )
    },
    full=False,
)  # fmt: skip
BARE = replace(FULL, pictures=(), people=(), topics=(), agencies=(), correction="", byline="", dateline="")
WITH_AI = replace(BARE, digital_source="compositeWithTrainedAlgorithmicMedia")
BREAKING = replace(BARE, urgency=1, breaking_until=AT)
TRANSLATED = replace(
    FULL,
    uri="http://localhost:8000/id/story/9",
    translations=tuple(ItemTranslation(f"http://localhost:8000/id/story/{tag}", tag) for tag in ("en", "fr")),
)
VIDEO = FeedMedia(
    "http://localhost:8000/id/media/7", "video", "video/mp4", "Jonna Ekvall", "Kräne & Kai", "Der Kran dreht.", "Möwen.",
    900, 12.48, 640, 360, "http://localhost:8000/api/v1/media/7/file?link=a:b",
)  # fmt: skip
AUDIO = FeedMedia("http://localhost:8000/id/media/8", "audio", "audio/mpeg", "", seconds=0.2, href=VIDEO.href)
CLOSED_VIDEO = FeedMedia("http://localhost:8000/id/media/9", "video", "video/webm", "AFP")
WITH_MEDIA = replace(
    FULL,
    uri="http://localhost:8000/id/story/10",
    media=(VIDEO, AUDIO, CLOSED_VIDEO),
    redactions=(Redaction("associations[4].renditions", "own-use-only", "AFP"),),
)
ITEMS = {
    "breaking": BREAKING, "full": FULL, "stub": STUB, "bare": BARE, "with AI": WITH_AI, "translated": TRANSLATED,
    "with media": WITH_MEDIA,
}  # fmt: skip


def validator(version: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"ninjs-schema_{version}.json").read_text())
    # The feed has no places on maps; any mention of one is a fault.
    shapes = Resource.from_contents({"$schema": Draft202012Validator.META_SCHEMA["$id"], "not": {}})
    registry = Registry().with_resource("https://geojson.org/schema/GeoJSON.json", shapes)
    return Draft202012Validator(schema, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)


NINJS_31, NINJS_22 = validator("3.1"), validator("2.2")
XSD = load_schema()


def faults(checker: Draft202012Validator, item: dict) -> list[str]:
    return [f"{list(e.absolute_path)}: {e.message[:200]}" for e in checker.iter_errors(item)]


def elements(message: bytes, path: str) -> list:
    return etree.fromstring(message).findall(path, {"n": NAMESPACE})


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_an_item_is_valid_ninjs_in_both_versions(item) -> None:
    assert faults(NINJS_31, render_ninjs(item)) == []
    assert faults(NINJS_22, render_ninjs_22(render_ninjs(item))) == []


def test_a_picture_of_its_own_is_valid_ninjs_in_both_versions() -> None:
    assert faults(NINJS_31, render_ninjs_picture(PICTURE)) == []
    assert faults(NINJS_22, render_ninjs_22(render_ninjs_picture(CLOSED))) == []


def test_a_picture_drawn_by_a_machine_says_so_in_every_format() -> None:
    concept = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"

    message = etree.fromstring(render_message([FULL], sender="Newsroom", sent=AT))

    assert render_ninjs(FULL)["associations"][0]["digitalSourceType"] == {"uri": concept}
    assert render_ninjs_22(render_ninjs(FULL))["associations"][0]["digitalsourcetype"] == {"uri": concept}
    assert message.find(f".//{{{NAMESPACE}}}digitalSourceType").get("uri") == concept


def test_the_schema_would_notice_a_key_that_is_not_in_the_standard() -> None:
    assert faults(NINJS_31, {**render_ninjs(FULL), "seq": 5}) != []
    assert faults(NINJS_22, {**render_ninjs_22(render_ninjs(FULL)), "seq": 5}) != []


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_a_message_of_one_item_is_valid_newsml(item) -> None:
    message = etree.fromstring(render_message([item], sender="Küstenbote", sent=AT))

    XSD.assertValid(message)


def test_a_message_of_many_items_and_a_picture_message_are_valid_newsml() -> None:
    other = replace(FULL, uri="http://localhost:8000/id/story/8")
    XSD.assertValid(etree.fromstring(render_message([*ITEMS.values(), other], sender="Desk", sent=AT)))
    XSD.assertValid(etree.fromstring(render_picture_message(PICTURE, FULL, sender="Desk", sent=AT)))


def test_a_package_joins_the_story_and_its_pictures() -> None:
    message = render_message([FULL], sender="Desk", sent=AT)

    refs = [ref.get("residref") for ref in elements(message, ".//n:packageItem//n:itemRef")]

    assert refs == [FULL.uri, PICTURE.uri, CLOSED.uri]


def test_a_correction_carries_its_signal_and_its_note() -> None:
    message = render_message([FULL], sender="Desk", sent=AT)

    assert elements(message, ".//n:signal")[0].get("qcode") == "sig:correction"
    assert elements(message, ".//n:edNote")[0].text == FULL.correction


def test_a_story_under_an_embargo_says_until_when_in_newsml_and_others_say_nothing() -> None:
    until = AT + timedelta(hours=3)
    embargoed = replace(FULL, embargoed_until=until)
    open_item = replace(FULL, embargoed_until=None)

    told, untold = (
        elements(render_message([item], sender="Desk", sent=AT), ".//n:itemMeta/n:embargoed")
        for item in (embargoed, open_item)
    )

    assert {datetime.fromisoformat(element.text) for element in told} == {until}
    assert untold == []


def test_a_feed_in_atom_is_as_new_as_its_newest_deletion() -> None:
    gone = DeletedEntry("http://localhost:8000/id/story/9", AT + timedelta(days=400), "killed")

    atom = render_atom([FULL], [gone], title="Feed", address="http://localhost:8000", language="de", at=AT)

    updated = etree.fromstring(atom).findtext("{http://www.w3.org/2005/Atom}updated")
    assert datetime.fromisoformat(updated) == AT + timedelta(days=400)


def test_markup_in_a_body_comes_back_as_it_was_written() -> None:
    message = render_message([FULL], sender="Desk", sent=AT)

    assert elements(message, ".//n:inlineData")[0].text == FULL.body


def test_a_stub_has_neither_text_nor_headline_in_any_format() -> None:
    message = render_message([STUB], sender="Desk", sent=AT)

    assert elements(message, ".//n:inlineData") == elements(message, ".//n:headline") == []


def test_two_items_that_differ_in_links_alone_have_one_fingerprint() -> None:
    other = replace(PICTURE, renditions=(("480px", "http://localhost:8000/other", 480, 320),))

    assert replace(FULL, pictures=(other, CLOSED)).fingerprint() == FULL.fingerprint()
    assert replace(FULL, headline="Anders").fingerprint() != FULL.fingerprint()


def test_a_text_with_ai_says_so_in_every_format() -> None:
    ninjs, source = render_ninjs(WITH_AI), WITH_AI.digital_source

    assert ninjs["digitalSourceType"]["uri"].endswith(f"/{source}")
    assert render_ninjs_22(ninjs)["digitalsourcetype"]["uri"].endswith(f"/{source}")
    message = render_message([WITH_AI], sender="Newsroom", sent=AT)
    (text, *_pictures) = elements(message, ".//n:newsItem")
    found = text.find(f"{{{NAMESPACE}}}contentMeta/{{{NAMESPACE}}}digitalSourceType")
    assert found.get("uri").endswith(f"/{source}")
    assert "digitalSourceType" not in render_ninjs(FULL)


def test_a_text_without_ai_has_the_hash_of_earlier_deliveries() -> None:
    """The fields of an item before these were added, in their order."""
    item = replace(FULL, digital_source="", pictures=())
    names = [field.name for field in fields(item)]
    first = names[: names.index("redactions") + 1]
    earlier = {name: getattr(item, name) for name in first if name != "media"}

    assert item.fingerprint() == hashlib.sha256(orjson.dumps(earlier)).hexdigest()
    assert replace(item, digital_source="trainedAlgorithmicMedia").fingerprint() != item.fingerprint()


def test_partners_learn_until_when_a_story_is_breaking_news() -> None:
    genre = {"name": "Breaking news until 2026-03-02T12:00:00Z", "literal": "breaking"}
    message = etree.fromstring(render_message([BREAKING], sender="nordhaven.example", sent=AT))

    assert render_ninjs(BREAKING)["genres"] == [genre]
    assert "genres" not in render_ninjs(BARE)
    assert message.findtext(f".//{{{NAMESPACE}}}genre/{{{NAMESPACE}}}name") == genre["name"]
