"""Parsing of feeds, also of damaged ones, with a warning for each repair. Pure.

Named letters of HTML are read without a doubt. A bare `&` or `<` is repaired. After any other error each entry is
parsed alone, so that an error concerns one entry, and a cut-off entry is left out.
"""

import html
import re
from bisect import bisect
from collections.abc import Iterator
from html.entities import html5

from articles.parsing.errors import (
    CopyError,
    CopyIsMisencoded,
    CopyTooLarge,
    MarkupIsBroken,
    MarkupIsTooLarge,
    gettext_noop,
)
from articles.wire.body import local_name
from articles.wire.charset import decode_wire
from articles.wire.feeds.feed_fields import short_name
from articles.wire.item import WireWarning
from articles.wire.safe_xml import MAX_BYTES, XmlElement, parse_xml_text

MAX_ENTRIES = 2_000
"""Entries; feeds have 10 to 200, an export of a site more."""
MAX_SIGNS = 400_000
"""Signs of mark-up, also escaped: an export of 5 MB has 200,000, and each costs up to 5 µs when HTML is cleaned."""
_OPAQUE = r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
_NAMED = re.compile(rf"{_OPAQUE}|&([A-Za-z][A-Za-z0-9]{{1,31}});", re.DOTALL)
_OWN_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_BARE = re.compile(
    rf"{_OPAQUE}|&(?!(?:amp|lt|gt|quot|apos|#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}});)|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])"
    r"|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]));|<(?=[\s\d=])",
    re.DOTALL,
)
"""`&` that begins no reference, a reference to a control character, `<` that begins no tag."""
_HAS_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]")
_ROOT_TAG = re.compile(r"<([A-Za-z_](?:[\w.-]{0,40}:)?[\w.-]{0,60})(?:\s[^<>]{0,20000})?>")
_ENTRY = re.compile(r"<((?:[A-Za-z_][\w.-]{0,40}:)?(?:item|entry))(?=[\s>])")


def parse_feed(raw: bytes) -> tuple[XmlElement, tuple[WireWarning, ...]]:
    """Return the root element and a warning for each doubt; raise a CopyError."""
    if len(raw) > MAX_BYTES:
        raise CopyTooLarge(length=len(raw), limit=MAX_BYTES)
    text, warnings = _decode(raw)
    if text.count("<") + text.count("&") > MAX_SIGNS:
        raise MarkupIsTooLarge(limit=MAX_SIGNS // 2)
    if _HAS_NAMED.search(text):
        text = _NAMED.sub(_name_letter, text)
    try:
        return parse_xml_text(text), warnings
    except MarkupIsBroken as broken:
        root, doubts = _repair(text, broken)
        return root, (*warnings, *doubts)


def find_entries(
    root: XmlElement, name: str, core: str = ""
) -> tuple[list[XmlElement], tuple[WireWarning, ...]]:
    """Return the elements of a short name up to the limit, with a warning above it."""
    found = [
        element for element in root.iter("{*}" + name) if short_name(element.tag).removeprefix(core) == name
    ]
    if len(found) <= MAX_ENTRIES:
        return found, ()
    warning = WireWarning(
        gettext_noop("Only the first {limit} of {count} entries were read."),
        {"limit": MAX_ENTRIES, "count": len(found)},
    )
    return found[:MAX_ENTRIES], (warning,)


def _decode(raw: bytes) -> tuple[str, tuple[WireWarning, ...]]:
    try:
        decoded = decode_wire(raw)
    except CopyIsMisencoded as error:
        warning = WireWarning(
            gettext_noop("Byte {where} is not valid UTF-8; a letter may be missing."), {"where": error.where}
        )
        return raw.decode("utf-8", errors="replace").lstrip("\ufeff"), (warning,)
    return decoded.text, decoded.warnings


def _name_letter(match: re.Match[str]) -> str:
    name = match[1]
    if not name or name in _OWN_NAMES or f"{name};" not in html5:
        return match[0]
    return html.escape(html5[f"{name};"])


def _repair(text: str, broken: MarkupIsBroken) -> tuple[XmlElement, tuple[WireWarning, ...]]:
    repaired, places = _escape_signs(text)
    doubts: tuple[WireWarning, ...] = ()
    if places:
        doubts = (
            WireWarning(
                gettext_noop(
                    "Signs “&” or “<” that were not escaped: {count}, the first in line {line}; they were repaired."
                ),
                {"count": len(places), "line": text.count("\n", 0, places[0]) + 1},
            ),
        )
        try:
            return parse_xml_text(repaired), doubts
        except MarkupIsBroken as error:
            broken = error
    root, warning = _parse_apart(repaired, broken)
    return root, (*doubts, warning)


def _escape_signs(text: str) -> tuple[str, list[int]]:
    places: list[int] = []

    def escape(match: re.Match[str]) -> str:
        sign = match[0]
        if sign.startswith("<!"):
            return sign
        places.append(match.start())
        return {"&": "&amp;", "<": "&lt;"}.get(sign, "")

    return _BARE.sub(escape, text), places


def _parse_apart(text: str, broken: MarkupIsBroken) -> tuple[XmlElement, WireWarning]:
    """Return the feed with each entry parsed alone; raise `broken` if nothing is read."""
    starts = [match.start() for match in _ENTRY.finditer(text)][:MAX_ENTRIES]
    opening = _ROOT_TAG.search(text)
    if opening is None:
        raise broken
    root = parse_xml_text(text[: starts[0]] if starts else text, recover=True)
    if len(root) == 0 and not starts:
        raise broken
    entries = list(_parse_entries(text, starts, opening))
    channel = next((child for child in root if local_name(child) == "channel"), root)
    channel.extend(entry for entry in entries if entry is not None)
    return root, WireWarning(
        gettext_noop("The feed is damaged in line {line}. Entries read: {read}, left out: {lost}."),
        {
            "line": broken.where,
            "read": sum(entry is not None for entry in entries),
            "lost": entries.count(None),
        },
    )


def _parse_entries(text: str, starts: list[int], opening: re.Match[str]) -> Iterator[XmlElement | None]:
    """Yield each entry; None for one that is cut off or cannot be read."""
    outer, outer_name = opening[0].removesuffix("/>").removesuffix(">") + ">", opening[1]
    for begin in starts:
        at = bisect(starts, begin)
        fragment = text[begin : starts[at] if at < len(starts) else len(text)]
        name = _ENTRY.match(fragment)[1]  # type: ignore[index]  # each start is a match
        end = fragment.rfind(f"</{name}")
        yield _parse_entry(f"{outer}{fragment[:end]}</{name}></{outer_name}>") if end > 0 else None


def _parse_entry(wrapped: str) -> XmlElement | None:
    for recover in (False, True):
        try:
            root = parse_xml_text(wrapped, recover=recover)
        except CopyError:
            continue
        if len(root):
            return root[0]
    return None
