"""Elements of feeds by short names, whatever their prefixes and namespaces. Pure."""

import html
import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from articles.wire.body import element_html, element_text
from articles.wire.item_draft import clean_line
from articles.wire.safe_xml import XmlElement
from newsroom.text.wordlists import read_table

type FeedFields = Mapping[str, list[XmlElement]]
"""Short name, such as `title`, `dc:creator` or `media:content` → its elements."""

_PREFIXES = {
    address: f"{prefix}:".removeprefix("rss:")
    for prefix, addresses in read_table("articles/wire/data/feed_namespaces.txt")
    for address in addresses.split()
}
_WORDPRESS = re.compile(r"wordpress\.org/export/[\d.]+(/excerpt)?")
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|audio|b|big|br|center|cite|code|del|div|em|font|h[1-6]|i|img|ins|li|link|mark|meta|p|q|s|small|span"
    r"|strike|strong|sub|sup|table|td|tr|tt|u|ul|video|wbr)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ACTIVE = re.compile(r"<(script|style|iframe|object|svg)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_ADDRESS = r"[^\s<>()@]+@[^\s<>()@]+"
_NAME_IN_BRACKETS = re.compile(rf"(?:mailto:)?{_ADDRESS}\s*\(([^()]*)\)")
_ADDRESS_PART = re.compile(rf"[<(\[]?(?:mailto:)?{_ADDRESS}[>)\]]?")


def index_children(element: XmlElement, *, core: str = "") -> FeedFields:
    """Return the child elements by short name; `core` is the format's own prefix."""
    fields: dict[str, list[XmlElement]] = {}
    for child in element:
        if isinstance(child.tag, str):
            name = short_name(child.tag)
            fields.setdefault(name.removeprefix(core) if core else name, []).append(child)
    return fields


@lru_cache(maxsize=2_000)
def short_name(tag: str) -> str:
    """Return the name with a fixed prefix: `media:credit` for Yahoo's namespace.

    Names are in lower case, since some feeds write `pubdate`.
    """
    if not tag.startswith("{"):
        return tag.lower()[:100]
    namespace, _, name = tag[1:].partition("}")
    address = namespace.lower().partition("://")[2].rstrip("/#")
    if match := _WORDPRESS.fullmatch(address):
        return f"{'excerpt' if match[1] else 'wp'}:{name.lower()}"
    prefix = _PREFIXES.get(address)
    return f"{prefix}{name.lower()}" if prefix is not None else f"?{address}:{name.lower()}"[:300]


def first_text(fields: FeedFields, *names: str) -> str:
    """Return the first text that is not empty, on one line."""
    for name in names:
        for element in fields.get(name, ()):
            if text := element_text(element):
                return text
    return ""


def markup_of(element: XmlElement) -> str:
    """Return the HTML that an element holds, escaped or as real elements."""
    return element_html(element) if len(element) else element.text or ""


def strip_tags(text: str) -> str:
    """Return HTML as one line of text; a sign such as `<` in a title is no tag."""
    if "<" in text:
        text = _INLINE_TAG.sub("", _ACTIVE.sub("", text[:20_000]))
    return clean_line(html.unescape(text))


def resolve_link(href: str | None, element: XmlElement, page: str) -> str:
    """Return the absolute address by `xml:base`, else by the feed's page.

    Empty without one: only http and https are addresses of the web.
    """
    written = "".join((href or "").split())
    if not written or len(written) > 4_000:
        return ""
    try:
        scheme = urlsplit(written).scheme.lower()
        if not scheme:
            written = urljoin(urljoin(page, element.base or ""), written)
            scheme = urlsplit(written).scheme.lower()
    except ValueError:
        return ""
    return written if scheme in {"http", "https"} else ""


def author_name(written: str) -> str:
    """Return the name without the address: `a@b.example (Ida Brandt)` is Ida Brandt."""
    text = clean_line(written[:500])
    if "@" not in text:
        return text
    if match := _NAME_IN_BRACKETS.fullmatch(text):
        return match[1].strip()
    return clean_line(_ADDRESS_PART.sub(" ", text)).strip(" ,;\"'")
