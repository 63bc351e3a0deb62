"""The parsed copy of received items, parsed once and stored."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from articles.actions.intake.receive.reading_time import MAX_SECONDS, ReadingTookTooLong, limit_reading
from articles.actions.intake.receive.store_items import build_search_vector, get_zone
from articles.actions.reading_rules.uses import count_uses
from articles.models import WireItem
from articles.parsing.errors import CopyError, CopyIsEmpty
from articles.parsing.lexicon import BUILTIN, Lexicon
from articles.parsing.serialize import CopyDataError, dump_copy, load_copy
from articles.parsing.story.parse import Copy, read_copy, refuse_unreadable
from articles.parsing.story.part_markup import write_parts
from articles.parsing.to_dict import story_to_dict
from articles.selectors.desk_lexicon import desk_lexicon, lexicon_fingerprint
from articles.text.boxes import BODY_BLOCKS
from articles.text.html_blocks import looks_like_html, plain_text
from articles.text.html_parts import split_parts
from articles.text.language import UNKNOWN
from articles.text.pasted_html import clean_pasted_html
from articles.wire.detect import decode_text, refuse_markup
from articles.wire.documents.reader import read_document
from articles.wire.documents.types import Document
from articles.wire.formats import Format
from articles.wire.joined_takes import join_takes
from articles.wire.news_item_copy import read_news_item

UNMATCHED = (WireItem.Status.RECEIVED, WireItem.Status.READ, WireItem.Status.QUARANTINED)
LONG_TEXT = 60_000
"""Characters that are read in about a second; 240,000 take six in the hardest shape."""


def parse_item(item_id: int) -> Copy:
    """Parse a stored item and save the result; quarantine it on a CopyError.

    An item that another process has parsed and matched meanwhile stays as it is.
    """
    item = WireItem.objects.get(pk=item_id)
    unmatched = WireItem.objects.filter(pk=item_id, status__in=UNMATCHED)
    try:
        copy = get_copy(item)
    except CopyError as refusal:
        unmatched.update(status=WireItem.Status.QUARANTINED, reason=refusal.message)
        raise
    facts: dict[str, Any] = {"status": WireItem.Status.READ, "reason": "", "reading": story_to_dict(copy)}
    if item.content is None:
        facts |= _describe_copy(copy)
    unmatched.update(**facts)
    return copy


def _describe_copy(copy: Copy) -> dict[str, Any]:
    """Return the values of pasted copy that the list of the wire desk shows and finds."""
    headline = copy.headline.value if copy.headline else next(iter(copy.paragraphs), "")
    return {
        "headline": headline[:300],
        "language": "" if copy.language == UNKNOWN else copy.language[:12],
        "urgency": copy.urgency.value if copy.urgency else None,
        "search": build_search_vector(headline, copy.text),
    }


def get_copy(item: WireItem) -> Copy:
    """Return the stored parse of the item; parse again if the lexicon has changed.

    An item is parsed as of its time of receipt, on which its embargo may depend, and the result is stored. Raise
    CopyError.
    """
    lexicon = desk_lexicon()
    fingerprint = lexicon_fingerprint(lexicon)
    if item.parsed is not None and item.parsed.get("lexicon") == fingerprint:
        with suppress(CopyDataError):
            return load_copy(item.parsed["copy"])
    copy = read_item(item, lexicon)
    is_first = item.parsed is None and item.status != WireItem.Status.USED
    item.parsed = {"lexicon": fingerprint, "copy": dump_copy(copy)}
    item.save(update_fields=["parsed"])
    if is_first:
        count_uses(copy, item)
    return copy


def read_item(item: WireItem, lexicon: Lexicon) -> Copy:
    """Return the parse of the item by a lexicon, without storing it; raise CopyError."""
    if item.content is not None:
        return _read_content(item, item.content, lexicon)
    zone = ZoneInfo(settings.DESK_TIME_ZONE)
    text = readable_text(item)
    with limit_reading():
        return read_copy(text, lexicon=lexicon, at=item.received_at, zone=zone)


def get_joined_copy(takes: Sequence[WireItem]) -> Copy:
    """Return the takes of a long story as one copy, in their order; it is not stored."""
    return _read_content(takes[0], join_takes([take.content or {} for take in takes]), desk_lexicon())


def _read_content(item: WireItem, content: Mapping[str, Any], lexicon: Lexicon) -> Copy:
    agency, zone = BUILTIN.find_agency(item.provider), get_zone(item.source)
    with limit_reading():
        return read_news_item(
            {**content, "language": content.get("language") or item.language},
            lexicon=lexicon,
            agency=agency.code if agency else "",
            zone=zone,
        )


def readable_text(item: WireItem) -> str:
    """Return plain text, declared HTML or the text of a document.

    Raise CopyError for any other format. HTML from a browser's clipboard may be the source of a file of another format,
    copied out of an editor.
    """
    raw = raw_bytes(item)
    if (document := read_document(raw)) is not None:
        return document.text
    is_html = item.media_type.startswith("text/html")
    refuse_markup(raw, said_to_be_html=is_html)
    text = decode_text(raw)
    if is_html:
        refuse_markup(plain_text(text).encode("utf-8", "replace"))
    return text


def is_long(item: WireItem) -> bool:
    """Return whether a task reads the pasted copy.

    Copy that is refused at first sight is not long.
    """
    with suppress(CopyError):
        text = readable_text(item) if item.file_id is None else ""
        refuse_unreadable(text)
        return len(text) > LONG_TEXT and bool(plain_text(text).strip())
    return False


def is_waiting(item: WireItem) -> bool:
    """Return whether long pasted copy is yet to be read and compared with the stories."""
    is_unmatched = item.status in UNMATCHED[:2] and not item.outcome
    return is_unmatched and not item.changes.exists() and is_long(item)


def find_refusal(item: WireItem) -> CopyError | None:
    """Return why long pasted copy was set aside, without reading it again; else None."""
    if item.status != WireItem.Status.QUARANTINED or not is_long(item):
        return None
    known = (CopyIsEmpty(), ReadingTookTooLong(seconds=round(MAX_SECONDS)))
    return next((one for one in known if one.message == item.reason), CopyError())


def get_document(item: WireItem) -> Document | None:
    """Return the document that an item was received as, None for other copy."""
    try:
        return read_document(raw_bytes(item)) if item.content is None else None
    except CopyError:
        return None


def list_stories(item: WireItem, parts: Sequence[str]) -> list[tuple[str, str]]:
    """Return text and media type of each part of the item's text.

    A part that has markup is HTML.
    """
    written = write_parts(parts, _list_blocks(item))
    return [
        (html, "text/html") if html else (part, "text/plain")
        for part, html in zip(parts, written, strict=True)
    ]


def _list_blocks(item: WireItem) -> list[str]:
    """Return the HTML of the outermost elements of the item's text; [] for plain text."""
    if item.content is not None:
        return [html for _tag, _text, html in item.content.get("blocks") or ()]
    clean = clean_pasted_html(readable_text(item)).html
    return [part.html for part in split_parts(clean, BODY_BLOCKS)] if looks_like_html(clean) else []


def raw_bytes(item: WireItem) -> bytes:
    """Return the bytes of pasted copy, or of the file that an item came in."""
    return bytes(item.file.raw or b"") if item.file is not None else bytes(item.raw)


def displayed_text(item: WireItem) -> str:
    """Return the bytes as text, with replacement characters for undecodable bytes.

    Of a document it is the text in it, of a picture nothing.
    """
    if item.file is not None and item.file.format == Format.PHOTO:
        return ""
    if (document := get_document(item)) is not None:
        return document.text
    raw = raw_bytes(item)
    try:
        return decode_text(raw)
    except CopyError:
        return raw.decode("utf-8", errors="replace")
