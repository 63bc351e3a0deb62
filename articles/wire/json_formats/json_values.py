"""Values of parsed JSON by type; one of another type counts as absent. Pure."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from itertools import islice
from typing import Any

from articles.parsing.errors import MarkupIsTooLarge
from articles.wire.body import read_html, read_plain
from articles.wire.item import BodyBlock, Link
from articles.wire.item_draft import ItemDraft, clean_line
from articles.wire.times import parse_time

type JsonObject = Mapping[str, Any]

MAX_LINES = 50_000
MAX_MEMBERS = 1_000
"""Members of a list that are read; no item of an agency has as many subjects or pictures."""
_TAG = re.compile(
    r"<(?:!--|/?(?:a|abbr|b|blockquote|br|center|cite|code|div|em|embed|figcaption|figure|font|form|h[1-6]|hr|html|body|"
    r"i|iframe|img|input|li|link|mark|meta|object|ol|p|pre|q|s|script|section|small|span|strike|strong|style|sub|sup|svg|"
    r"table|tbody|td|th|tr|tt|u|ul|video|audio)(?=[\s/>]))",
    re.IGNORECASE,
)
"""Elements of HTML, unlike `<redaktion@example.org>`."""
_MARKUP = re.compile(
    r"<(?:p|div|br|section|article|h[1-6]|ul|ol|table|blockquote|body|html|block)\b[^<>]*>", re.I
)
_LINK_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")
_FETCHABLE = frozenset({"http", "https", "ftp", "ftps", "sftp", "urn", "tag"})
_LONG_LINE = 100
"""Characters; wrapped lines of a teleprinter are shorter, lines that are paragraphs mostly longer."""


def read_text(value: Any) -> str:
    """Return a text or a number as text; empty for all other types."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def read_line(value: Any) -> str:
    """Return a text on one line, without tags and entities."""
    text = read_text(value)
    if _TAG.search(text):
        text = " ".join(block.text for block in read_html(text))
    elif "&" in text:
        text = html.unescape(text)
    return clean_line(text)


def read_lines(value: Any) -> tuple[str, ...]:
    """Return the texts of a list, of its objects' names, or a text alone."""
    values = value[:MAX_MEMBERS] if isinstance(value, list) else [value]
    lines = (read_line(one.get("name") if isinstance(one, dict) else one) for one in values)
    return tuple(filter(None, lines))


def read_object(value: Any) -> JsonObject:
    return value if isinstance(value, dict) else {}


def read_objects(value: Any) -> list[JsonObject]:
    """Return the objects of a list, or an object alone as a list of one."""
    if isinstance(value, dict):
        return [value]
    return [one for one in value[:MAX_MEMBERS] if isinstance(one, dict)] if isinstance(value, list) else []


def read_integer(value: Any) -> int | None:
    """Return a whole number, also one that is written as text."""
    try:
        return int(read_text(value)) if not isinstance(value, float) else int(value)
    except (ValueError, OverflowError):
        return None


def read_urgency(value: Any) -> int | None:
    """Return an urgency from 1 to 9."""
    number = read_integer(value)
    return number if number is not None and 1 <= number <= 9 else None


def set_line(draft: ItemDraft, name: str, content: JsonObject, keys: Iterable[str], place: str = "") -> None:
    """Set a field of one line to the first key that holds text."""
    for key in keys:
        draft.set(name, read_line(content.get(key)), place + key)


def read_time(value: Any, zone: tzinfo) -> datetime | None:
    return parse_time(value, zone) if isinstance(value, str) else None


def read_body(text: str) -> tuple[BodyBlock, ...]:
    """Return the paragraphs of a text that is HTML or plain.

    Raise MarkupIsTooLarge for more lines than any story has.
    """
    if text.count("\n") > MAX_LINES:
        raise MarkupIsTooLarge(limit=MAX_LINES)
    if _MARKUP.search(text):
        return read_html(text)
    if "\n\n" in text or "\n" not in text:
        return read_plain(text)
    lines = text.split("\n")
    if sum(map(len, lines)) > _LONG_LINE * len(lines):
        return read_plain("\n\n".join(lines))
    return read_plain(text)


def make_link(
    href: Any,
    *,
    media_type: Any = "",
    role: str = "",
    title: Any = "",
    width: Any = None,
    height: Any = None,
) -> Link | None:
    """Return a link; None without an address.

    An address that runs a program or reads a local file is none.
    """
    address = read_text(href)
    scheme = _LINK_SCHEME.match(address)
    if not address or (scheme is not None and scheme[1].lower() not in _FETCHABLE):
        return None
    return Link(
        href=address,
        media_type=read_line(media_type),
        role=role,
        title=read_line(title),
        width=read_integer(width),
        height=read_integer(height),
    )


def keep_links(links: Iterable[Link | None]) -> tuple[Link, ...]:
    """Return the links without the refused ones."""
    return tuple(link for link in links if link is not None)


def split_code(written: str) -> tuple[str, str]:
    """Return scheme and code of `medtop:20000568` or of an address with both.

    The scheme of an address keeps its slash, so that both parts together are the address again.
    """
    if "://" in written:
        scheme, slash, code = written.rpartition("/")
        return (scheme + slash, code) if code and not scheme.endswith("/") else ("", written)
    scheme, colon, code = written.partition(":")
    return (scheme, code) if colon and code and " " not in scheme else ("", written)


def read_concept(concept: JsonObject, scheme: str) -> tuple[str, str, str]:
    """Return scheme, code and name of a concept of ninjs, as it is written."""
    name = read_line(concept.get("name"))
    if code := read_text(concept.get("code") if "code" in concept else concept.get("qcode")):
        if "://" in code and "scheme" not in concept:
            return *split_code(code), name
        return read_line(concept.get("scheme")) or scheme, read_line(code), name
    if address := read_line(concept.get("uri")):
        return *split_code(address), name
    return scheme, read_line(concept.get("literal")), name


def iterate_members(value: Any) -> Iterator[tuple[str, JsonObject]]:
    """Yield the objects of a list or of an object's values, each with its name."""
    if isinstance(value, dict):
        yield from ((name, one) for name, one in islice(value.items(), MAX_MEMBERS) if isinstance(one, dict))
    for position, one in enumerate(read_objects(value) if isinstance(value, list) else ()):
        yield read_text(one.get("name")) or read_text(one.get("id")) or str(position), one
