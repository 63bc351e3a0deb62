"""Bodies of agency copy as sanitised blocks. Pure.

HTML and NITF go through the allow-list of nh3; what is not on it loses its tags and keeps its text, scripts and styles
go with their content.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import nh3
from lxml import etree
from lxml.html import HTMLParser, fragments_fromstring

from articles.parsing.errors import CopyTooLarge, MarkupIsTooDeep, MarkupIsTooLarge
from articles.text.clean import clean_text
from articles.text.embed_providers import find_embed
from articles.text.figures import split_at_references
from articles.text.html_parts import unwrap_items
from articles.wire.desk_marks import is_closing_line, is_desk_mark
from articles.wire.desk_notes import is_note_to_desks
from articles.wire.item import BodyBlock
from articles.wire.vocabularies import read_forms, read_values
from newsroom.text.wordlists import split_words

TAGS = split_words(
    "p h2 h3 ul ol li blockquote aside a strong em table caption thead tbody tr th td br div pre"
)
SYNONYMS = read_values(str, "body_elements", "html")
"""Element of HTML or NITF → element on the allow-list."""
MAX_TAGS = 60_000
"""Opening and closing ones; a table of 2,000 rows has half of them."""
MAX_LENGTH = 500_000
"""Characters of one text; a book has as many."""
LONG_LENGTH = 50_000
_PRIVATE = 0xE000
_SLOW_LETTERS = {code: _PRIVATE + code for code in range(0x80, 0xC0)}
"""Letters for each of which nh3 copies the whole text → letters of private use, in their place while it works."""
_HAS_PRIVATE = re.compile("[\ue080-\ue0bf]")
MAX_NESTING = 200
"""Elements in elements; the parser would leave out what is deeper."""
MAX_QUOTED = 4
"""Paragraphs of a quote."""
_NESTING_TAG = re.compile(
    r"<(/?)(?:div|section|article|main|header|footer|aside|center|block|ul|ol|dl|blockquote|bq|table|pre|address|figure|"
    r"a|b|i|u|s|em|strong|span|font|small|big|sub|sup|tt|code|cite|q|strike)(?=[\s/>])(?:[^>]*(/)>)?",
    re.IGNORECASE,
)
"""Tags of elements that only their own end closes."""
_DROPPED = split_words(
    "script style iframe object embed template noscript svg math head title form textarea select button video audio"
)
_CLEANER, _SHOWN = (
    nh3.Cleaner(
        tags=set(TAGS),
        attributes={"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}},
        url_schemes={"http", "https"},
        link_rel=relation,
        clean_content_tags=set(_DROPPED),
    )
    for relation in (None, "noopener noreferrer nofollow")
)
_TRACKING = re.compile(r"(?:(?<=\?)|&amp;|&)(?:utm_[a-z]+|fbclid|gclid|mc_[a-z]+)=[^&#\"]*", re.IGNORECASE)
_FRAME = re.compile(
    r"<iframe\b[^<>]*?\ssrc\s*=\s*[\"'](?P<address>[^\"'<>]{1,500})[\"'][^<>]*>(?:[^<>]*</iframe\s*>)?",
    re.IGNORECASE,
)
_SYNONYM_TAG = re.compile(rf"<(/?)({'|'.join(SYNONYMS)})(?=[\s/>])", re.IGNORECASE)
_FOR_DESKS = re.compile(read_forms("desk", "words"), re.IGNORECASE)
"""Words of notes that agencies write into their texts."""
_SINGLE_BREAK = re.compile(r"(?:(?<!\s)\s+)?<br\s*/?>\s*", re.IGNORECASE)
"""Looks at a run of spaces once, from its beginning."""
_BREAK = re.compile(r"(?:(?<!\s)\s+)?<br\s*/?>(?:\s*<br\s*/?>)+\s*", re.IGNORECASE)
_CLOSED_TAG = re.compile(
    r"<(?:title|script|style|textarea|iframe|noscript|template)\b[^<>]*/>", re.IGNORECASE
)
"""`<title/>` of XHTML, which in HTML would be open and hide the whole text."""
_ESCAPED_TAG = re.compile(
    r"&(?:amp;){0,3}lt;(?:/(?:p|div|[uo]l|table|h[1-6])|br ?/?)&(?:amp;){0,3}gt;", re.IGNORECASE
)
_REAL_TAG = re.compile(r"<(?:/(?:p|div|[uo]l|table|h[1-6])|br ?/?)>", re.IGNORECASE)
_MAX_ESCAPES = 3
_OUTER_TAG = re.compile(r"^<(\w+)[^>]*>|</\w+>$")
_LISTS = frozenset({"ul", "ol"})
_CONTAINERS = frozenset({"div", "ul", "ol", "blockquote", "pre"})
_BLOCKS = frozenset({"p", "h2", "h3", "li", "blockquote", "table", "div", "ul", "ol", "aside", "pre"})
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def read_html(source: str) -> tuple[BodyBlock, ...]:
    """Return the blocks of HTML; text outside of blocks becomes paragraphs.

    A figure that names pictures or media of the item is a block without text, and a frame of a provider whose content
    a story can show is a paragraph with the link.

    Raise CopyTooLarge, MarkupIsTooLarge or MarkupIsTooDeep for more than any story has.
    """
    _check_limits(source)
    source = _FRAME.sub(_link_frame, source)
    blocks: list[BodyBlock] = []
    for is_figure, part in split_at_references(source):
        blocks += [BodyBlock("figure", "", part)] if is_figure else _read_part(part)
    return tuple(blocks)


def _link_frame(frame: re.Match[str]) -> str:
    """Return a link for the frame of a known provider; another one stays."""
    content = find_embed(re.sub(r"^//", "https://", html.unescape(frame["address"]).strip()))
    if content is None:
        return frame[0]
    address = html.escape(content.address)
    return f'<p><a href="{address}">{address}</a></p>'


def _read_part(source: str) -> list[BodyBlock]:
    source = _CLOSED_TAG.sub("", _CONTROLS.sub("", source))
    mapped = _SYNONYM_TAG.sub(lambda m: f"<{m[1]}{SYNONYMS[m[2].lower()]}", source)
    # References such as &#31; become control characters when HTML is cleaned, and lxml refuses them.
    cleaned = unwrap_items(_CONTROLS.sub("", _clean(_BREAK.sub("</p><p>", mapped))))
    return _split_blocks(cleaned) if cleaned.strip() else []


def _clean(source: str) -> str:
    if len(source) < LONG_LENGTH or _HAS_PRIVATE.search(source):
        return _CLEANER.clean(source)
    cleaned = _CLEANER.clean(source.translate(_SLOW_LETTERS))
    return cleaned.translate({private: code for code, private in _SLOW_LETTERS.items()})


def _check_limits(source: str) -> None:
    if len(source) > MAX_LENGTH:
        raise CopyTooLarge(length=len(source), limit=MAX_LENGTH)
    tags = source.count("<")
    if tags > MAX_TAGS:
        raise MarkupIsTooLarge(limit=MAX_TAGS)
    depth = 0
    for tag in _NESTING_TAG.finditer(source) if tags > MAX_NESTING else ():
        depth = max(0, depth - 1) if tag[1] else depth + (not tag[2])
        if depth > MAX_NESTING:
            raise MarkupIsTooDeep(limit=MAX_NESTING)


def read_element(element: Any, *, skip: Iterable[Any] = ()) -> tuple[BodyBlock, ...]:
    """Return the blocks in an element of XHTML or NITF, without the elements to skip."""
    return read_html(_unescape_markup(element_html(element, skip=skip)))


def _unescape_markup(source: str) -> str:
    """Return the HTML that an element holds as text, escaped once or several times.

    A story about HTML, which quotes tags, has more paragraphs of its own.
    """
    for _ in range(_MAX_ESCAPES):
        escaped = len(_ESCAPED_TAG.findall(source)) if "lt;" in source else 0
        if not escaped or escaped < len(_REAL_TAG.findall(source)):
            break
        source = html.unescape(source)
    return source


def read_plain(text: str) -> tuple[BodyBlock, ...]:
    """Return the paragraphs of plain text: blank lines separate them."""
    parts = _BLANK_LINES.split(clean_text(text))
    return paragraphs(" ".join(part.split()) for part in parts)


def paragraphs(texts: Iterable[str]) -> tuple[BodyBlock, ...]:
    """Return plain texts as paragraphs, without empty ones."""
    return tuple(make_block("p", text) for text in texts if text)


def make_block(tag: str, text: str) -> BodyBlock:
    """Return plain text as a block of that element."""
    return BodyBlock(tag, text, f"<{tag}>{html.escape(text, quote=False)}</{tag}>")


def make_table(rows: Sequence[Sequence[str]]) -> BodyBlock:
    """Return rows of plain cells as a table."""
    cells = (f"<tr>{''.join(make_block('td', cell).html for cell in row)}</tr>" for row in rows)
    text = "\n".join(" | ".join(filter(None, row)) for row in rows)
    return BodyBlock("table", text, f"<table>{''.join(cells)}</table>")


def element_html(element: Any, *, skip: Iterable[Any] = ()) -> str:
    """Return the content of an element as HTML, with `href` as its only attribute."""
    parts: list[str] = []
    skipped = set(skip)
    if local_name(element) and element not in skipped:
        _write(element, skipped, parts)
    return "".join(parts)


def element_text(element: Any) -> str:
    """Return all text in an element on one line; empty for None."""
    return " ".join(clean_text("".join(element.itertext())).split()) if element is not None else ""


def body_html(blocks: Iterable[BodyBlock]) -> str:
    """Return the blocks as HTML, with list items in lists."""
    parts: list[str] = []
    for block in blocks:
        if block.tag != "li":
            parts.append(block.html)
        elif parts and parts[-1].endswith("</ul>"):
            parts[-1] = f"{parts[-1][:-5]}{block.html}</ul>"
        else:
            parts.append(f"<ul>{block.html}</ul>")
    return "\n".join(parts)


def sanitize_blocks(blocks: Iterable[Sequence[str]]) -> str:
    """Return stored blocks (element, text, HTML) as HTML, sanitised again.

    A block without HTML is plain text.
    """
    parts = (BodyBlock(tag, text, source or make_block("p", text).html) for tag, text, source in blocks)
    return _SHOWN.clean(body_html(parts))


def local_name(element: Any) -> str:
    """Return the element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _write(element: Any, skipped: set[Any], parts: list[str]) -> None:
    """Append the content of an element.

    Nested generators would pass each part on at each of 200 levels.
    """
    parts.append(html.escape(element.text or "", quote=False))
    for child in element:
        name = local_name(child)
        if name and child not in skipped:
            parts.append(f'<a href="{html.escape(child.get("href", ""))}">' if name == "a" else f"<{name}>")
            _write(child, skipped, parts)
            parts.append(f"</{name}>")
        parts.append(html.escape(child.tail or "", quote=False))


def _split_blocks(cleaned: str) -> list[BodyBlock]:
    parser = HTMLParser(encoding="utf-8", remove_comments=True)
    parts = fragments_fromstring(cleaned.encode("utf-8"), parser=parser)
    holder = etree.Element("div")
    for part in parts:
        if isinstance(part, str):
            holder.text = part
        else:
            holder.append(part)
    blocks: list[BodyBlock] = []
    _walk(holder, "p", blocks)
    return blocks


def _walk(container: Any, tag: str, blocks: list[BodyBlock]) -> None:
    """Append the blocks of a container; loose text forms paragraphs."""
    loose = [html.escape(container.text or "", quote=False)]
    for child in container:
        name = child.tag
        if name not in _BLOCKS:
            loose.append(_serialize(child, with_tail=True))
            continue
        blocks += _make_loose_blocks("".join(loose), tag)
        _walk_block(child, name, blocks)
        loose = [html.escape(child.tail or "", quote=False)]
    blocks += _make_loose_blocks("".join(loose), tag)


def _walk_block(element: Any, name: str, blocks: list[BodyBlock]) -> None:
    if name == "table":
        rows = [" | ".join(filter(None, (element_text(cell) for cell in row))) for row in element.iter("tr")]
        if text := "\n".join(filter(None, [element_text(element.find("caption")), *rows])):
            blocks.append(BodyBlock("table", text, _serialize(element)))
    elif name == "pre" and is_note_to_desks(text := "".join(element.itertext()), preformatted=True):
        blocks.append(make_block("pre", " ".join(text.split())))
    elif _is_whole(element, name):
        blocks += _join_blocks(element, name)
    elif name in _CONTAINERS or any(child.tag in _BLOCKS for child in element):
        inner = {"blockquote": "blockquote", "li": "li"}.get(name, "p")
        _walk(element, inner, blocks)
    else:
        blocks += _make_loose_blocks(_OUTER_TAG.sub("", _serialize(element)), name)


def _is_whole(element: Any, name: str) -> bool:
    """Return whether the element is more than its blocks one by one.

    It is a box, a list with levels or numbers, or a quote. Letters that mail programs indent are no quotes.
    """
    if name == "blockquote":
        return 0 < len(element) <= MAX_QUOTED and all(child.tag == "p" for child in element)
    return name in {"aside", "ol"} or (name == "ul" and element.find(".//li//li") is not None)


def _join_blocks(element: Any, name: str) -> list[BodyBlock]:
    """Return the element as one block whose text has a line for each of its own.

    They stay apart if one may be for desks, so that what looks for such blocks finds them.
    """
    inner: list[BodyBlock] = []
    _walk(element, "li" if name in _LISTS else "p", inner)
    if not inner or any(_may_be_for_desks(block.text) for block in inner):
        return inner
    written = _TRACKING.sub("", _serialize(element))
    return [BodyBlock(name, "\n".join(block.text for block in inner), written)]


def _may_be_for_desks(text: str) -> bool:
    return bool(_FOR_DESKS.search(text)) or is_desk_mark(text) or is_closing_line(text)


def _make_loose_blocks(source: str, tag: str) -> Iterator[BodyBlock]:
    for part in _BLANK_LINES.split(_SINGLE_BREAK.sub(" <br> ", source)):
        inner = " ".join(clean_text(part).replace("<br>", "").split())
        text = " ".join(html.unescape(re.sub(r"<[^>]*>", "", inner)).split())
        if text:
            yield BodyBlock(tag, text, f"<{tag}>{_TRACKING.sub('', inner)}</{tag}>")


def _serialize(element: Any, *, with_tail: bool = False) -> str:
    written: str = etree.tostring(element, encoding="unicode", method="html", with_tail=with_tail)
    return written
