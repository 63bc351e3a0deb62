"""Received items and files for tests: stored as the intake stores them, without a reader of a format."""

import json
from datetime import datetime
from itertools import count
from typing import Any

from articles.actions.intake.receive.ingest import process_file
from articles.actions.intake.receive.receive_file import receive_file
from articles.actions.intake.receive.store_items import store_items
from articles.models import Agency, WireFile, WireItem, WireSource
from articles.wire.body import paragraphs
from articles.wire.item import NewsItem, WireReading
from tests.factories import NOON

_numbers = count(1)

TEXT = (
    "Nordhaven (dpa) - Auf der Werft in Nordhaven ist am Montag ein Kran umgestürzt.",
    "Zwei Menschen wurden leicht verletzt, sagte Bürgermeisterin Mira Talberg.",
)
BROKEN_XML = b'<?xml version="1.0"?>\n<newsItem>\n  <headline>Kran & Werft</headline>\n</newsItem>\n'
UNKNOWN_XML = b'<?xml version="1.0"?>\n<meldung><titel>Kran steht wieder</titel><text>Der Kran steht.</text></meldung>\n'


def make_source(code: str = "dpa-text", *, agency: str = "dpa", **facts: Any) -> WireSource:
    known = WireSource.objects.filter(code=code).first()
    if known is not None:
        return known
    owner = Agency.objects.get_or_create(code=agency, defaults={"name": agency})[0] if agency else None
    defaults = {"name": code, "transport": "folder", "created_at": NOON, "agency": owner}
    return WireSource.objects.create(code=code, **{**defaults, **facts})


def make_news(**facts: Any) -> NewsItem:
    """A news item about a crane; `text` are its paragraphs."""
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "guid": f"urn:newsml:dpa.com:20090101:260302-99-{number:06}",
        "version": "1",
        "provider": "dpa",
        "headline": f"Kran in Nordhaven umgestürzt, Meldung {number}",
        "slugline": "Unfälle/Nordhaven",
        "language": "de",
        "urgency": 4,
        "versioncreated": NOON,
        "body": paragraphs(facts.pop("text", TEXT)),
    }
    return NewsItem(**{**defaults, **facts})


def receive_news(
    item: NewsItem | None = None, *, source: WireSource | None = None, at: datetime = NOON, **facts: Any
) -> WireItem:
    """Receive a news item as a file of its own."""
    news = item or make_news(**facts)
    raw = json.dumps({"guid": news.guid, "version": news.version, "head": news.headline}).encode()
    file = receive_file(raw, source=source or make_source(), name="meldung.json", at=at).file
    WireFile.objects.filter(pk=file.pk).update(status=WireFile.Status.READ, format="test")
    file.refresh_from_db()
    stored = list(store_items(file, WireReading("test", (news,)), at))
    process_file(file, at=at)
    return WireItem.objects.get(pk=stored[0].item.pk)


def receive_broken(
    raw: bytes = BROKEN_XML, *, source: WireSource | None = None, name: str = "kran.xml"
) -> WireFile:
    """Receive a file that no reader can read."""
    file = receive_file(raw, source=source or make_source(), name=name, at=NOON).file
    process_file(file, at=NOON)
    return WireFile.objects.get(pk=file.pk)
