"""NewsML-G2 and Atom to the last attribute: each document is the one in `tests/data/feed`, indented for reading."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from lxml import etree

from articles.feed.formats.atom import DeletedEntry, render_atom
from articles.feed.formats.feed_item import FeedItem, Redaction
from articles.feed.formats.newsml_g2 import render_message, render_picture_message
from articles.text.figures import write_reference
from articles.text.media_figures import write_media_reference
from tests.articles.feed.test_formats import (
    AT,
    AUDIO,
    CLOSED,
    CLOSED_VIDEO,
    PICTURE,
    STUB,
    TRANSLATED,
    VIDEO,
)
from tests.paths import DATA

ELSEWHERE = "http://localhost:8000/id/story/"
PLAIN_PICTURE = replace(
    PICTURE,
    uri="http://localhost:8000/id/picture/6",
    caption='Der "Lange Hans" & sein Dock.',
    alt='Kran "Hans" <grau>',
    credit="",
    digital_source="",
    renditions=(
        ("1280px", "http://localhost:8000/6-large?a=1&b=2", 1280, 720),
        ("480px", "http://localhost:8000/6-small", 480, 270),
    ),
)
FILM = replace(VIDEO, title='Kräne & "Kai"', caption='Der "Hans" dreht.', href=f"{VIDEO.href}&c=d")
MISSING = tuple(
    Redaction(f"associations[{place}].renditions", "own-use-only", f"Agentur {place}") for place in range(6)
)
STORY = replace(
    TRANSLATED,
    first_published=AT - timedelta(hours=5),
    embargoed_until=AT + timedelta(hours=3),
    digital_source="compositeWithTrainedAlgorithmicMedia",
    breaking_until=AT + timedelta(hours=1),
    media=(FILM, AUDIO, CLOSED_VIDEO),
    pictures=(PLAIN_PICTURE, PICTURE, CLOSED),
    redactions=MISSING,
    body="".join(
        (
            "<p>Der Kran.</p>",
            write_reference((PLAIN_PICTURE.uri, PICTURE.uri, "http://localhost:8000/id/picture/99")),
            write_media_reference(VIDEO.uri),
            write_media_reference("http://localhost:8000/id/media/99"),
            write_reference((CLOSED.uri,)),
            write_media_reference(CLOSED_VIDEO.uri),
        )
    ),
)
AGAIN = replace(STUB, uri=f"{ELSEWHERE}11", version=3, pictures=(CLOSED,), media=(VIDEO,), redactions=())
ONE_PICTURE = replace(STUB, uri=f"{ELSEWHERE}12", pictures=(PICTURE,), headline="Nur ein Bild")
ONE_SOUND = replace(STUB, uri=f"{ELSEWHERE}14", media=(AUDIO,), headline="Nur ein Ton")
ITEMS = (STORY, AGAIN, ONE_PICTURE, ONE_SOUND, replace(STUB, uri=f"{ELSEWHERE}13"))
GONE = (
    DeletedEntry(f"{ELSEWHERE}2", AT - timedelta(days=1), "killed"),
    DeletedEntry(f"{ELSEWHERE}3", AT - timedelta(days=2), "not for you"),
)
FEED: dict[str, Any] = {"title": "Nordhaven", "address": "http://localhost:8000/feed.atom", "language": "de"}


def write_readably(document: bytes) -> str:
    root = etree.fromstring(document)
    etree.indent(root)
    return etree.tostring(root, encoding="unicode") + "\n"


SENT: dict[str, Any] = {"sender": "Küstenbote", "sent": AT + timedelta(minutes=1)}
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "message.xml": lambda: render_message(ITEMS, **SENT),
    "picture_message.xml": lambda: render_picture_message(CLOSED, STORY, **SENT),
    "feed.atom": lambda: render_atom(ITEMS, GONE, at=AT, **FEED),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_the_expected_one_to_the_last_attribute(name: str) -> None:
    document = DOCUMENTS[name]()

    assert document.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n")
    assert write_readably(document) == (DATA / "feed" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("items", "deleted", "updated"),
    [
        ([], [], "2026-03-02T12:00:00Z"),
        ([replace(STUB, version_published=AT - timedelta(days=3))], [], "2026-02-27T12:00:00Z"),
        ([replace(STUB, version_published=AT - timedelta(days=3))], GONE, "2026-03-01T12:00:00Z"),
        ([STUB], GONE, "2026-03-02T12:00:00Z"),
    ],
)
def test_a_feed_is_as_new_as_the_newest_of_its_entries_and_deletions(
    items: list[FeedItem], deleted: list[DeletedEntry], updated: str
) -> None:
    feed = render_atom(items, deleted, at=AT, **FEED)

    assert etree.fromstring(feed).findtext("{http://www.w3.org/2005/Atom}updated") == updated
