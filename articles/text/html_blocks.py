"""Text blocks of pasted HTML, each with the element that it comes from. Pure.

The standard parser reads the markup, no regular expression does. Only text comes out, so nothing here has to be made
safe: what is displayed as HTML goes through `articles.text.sanitize`.
"""

import html
import re
from dataclasses import dataclass
from html.parser import HTMLParser

from articles.text.clean import clean_text, collapse_whitespace
from newsroom.text.wordlists import split_words

_TEXT_BLOCKS = split_words("p li h1 h2 h3 h4 h5 h6 figcaption td th dt dd caption summary address")
_BLOCKS = _TEXT_BLOCKS | split_words(
    "article aside blockquote body center details div dl fieldset figure footer form header html head hr main nav "
    "ol option pre section table tbody tfoot thead tr ul button select textarea title noscript template svg"
)
_INLINE = split_words(
    "a abbr b br cite code em font i img ins kbd mark q s small span strike strong sub sup time tt u"
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
FURNITURE = split_words("nav button form footer select textarea title noscript template svg aside")
_CONTEXT_TAGS = (
    FURNITURE | _HEADINGS | frozenset({"figcaption", "li", "blockquote", "pre", "td", "th", "dt", "dd"})
)
_INVISIBLE_TAGS = frozenset({"script", "style"})
_VOID = frozenset({"hr"})
_EMPTY = split_words("img input meta link source track wbr area base col embed param")
_ARTICLES = frozenset({"article", "main"})
_ARTICLE_NAMES = frozenset({"articlebody"})
_HIDDEN_NAMES = split_words(
    "visually-hidden visuallyhidden sr-only screen-reader-text screenreader hidden is-hidden u-hidden d-none"
)
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NAMING_ATTRIBUTES = frozenset({"class", "id", "role", "itemprop"})
_CREDIT_NAMES = ("credit", "copyright", "photographer", "quelle", "source", "bildrechte")

KICKER_NAMES = ("kicker", "overline", "dachzeile", "topline", "roofline", "spitzmarke", "eyebrow")
_GLUE_AFTER = re.compile(r"[\w.!?)“”\"»«]$")
_GLUE_BEFORE = re.compile(r"[A-ZÄÖÜ©(]")
_SPLIT_TAGS = _HEADINGS | {"figcaption", "figure"}

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,11})(?=[\s/>:])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_BLANK_LINE = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_MAX_SCANNED = 50_000
_MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """A run of text with its context: the innermost element that says what it is.

    `tag` is `p` where there is none; `names` are the classes, ids and roles down to it. `article` is the number of the
    innermost `article` or `main` element, `figure` that of the picture, 0 for none; `link_share` is the part of the
    characters that are a link.
    """

    text: str
    tag: str
    names: frozenset[str] = frozenset()
    article: int = 0
    figure: int = 0
    is_hidden: bool = False
    link_share: float = 0.0


def looks_like_html(raw: str) -> bool:
    """Return True if the text has known tags; `2 < 3` and `<max@example.org>` do not."""
    return bool(_find_tags(raw) & (_BLOCKS | _INLINE))


def plain_text(raw: str) -> str:
    """Return the cleaned text; of HTML without tags and with entities decoded."""
    if looks_like_html(raw):
        return "\n\n".join(block.text for block in html_blocks(raw))
    return clean_text(decode_entities(raw))


def decode_entities(raw: str) -> str:
    """Return the text with entities decoded; other ampersands stay."""
    if "&" not in raw:
        return raw
    return _ENTITY.sub(lambda match: html.unescape(match.group()), raw)


def html_blocks(raw: str) -> tuple[HtmlBlock, ...]:
    """Return the visible text in order as cleaned blocks; `<br>` becomes a line end."""
    walker = _BlockParser(has_blocks=bool(_find_tags(raw) & _BLOCKS))
    walker.feed(raw)
    walker.close()
    return tuple(walker.blocks)


def _find_tags(raw: str) -> set[str]:
    return {match.group(1).lower() for match in _TAG.finditer(raw, 0, _MAX_SCANNED)}


@dataclass(frozen=True, slots=True)
class _Element:
    tag: str
    names: frozenset[str]
    is_hidden: bool = False
    article: int = 0
    figure: int = 0


class _BlockParser(HTMLParser):
    """Parser that ends a block where a block element or a hidden one begins or ends.

    Line ends count only in text outside of block elements.
    """

    def __init__(self, *, has_blocks: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[HtmlBlock] = []
        self._text: list[str] = []
        self._open: list[_Element] = []
        self._inner_names: set[str] = set()
        self._has_blocks = has_blocks
        self._invisible_depth = 0
        self._is_split = False
        self._link_depth = 0
        self._linked_chars = 0
        self._count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = _get_names(attrs)
        if tag == "br":
            self._text.append("\n")
        elif tag in _INVISIBLE_TAGS:
            self._invisible_depth += 1
        elif tag in _BLOCKS or self._is_hidden() or _is_hidden(attrs, names):
            if tag not in _EMPTY:
                self._flush()
                self._open_element(tag, names, attrs)
        elif names and self._begins_kicker(names):
            self._flush()
            self._open_element(tag, names, attrs)
        elif names:
            self._inner_names |= names
            if any(known in name for name in names for known in _CREDIT_NAMES):
                self._text.append("\n")
        self._link_depth += tag == "a"
        self._is_split = tag == "span"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag != "br":
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _INVISIBLE_TAGS:
            self._invisible_depth = max(0, self._invisible_depth - 1)
        elif tag in _BLOCKS or self._is_hidden() or (self._open and self._open[-1].tag == tag):
            self._flush()
            self._close_element(tag)
        self._is_split = tag == "span"
        if tag == "a":
            self._link_depth = max(0, self._link_depth - 1)

    def handle_data(self, data: str) -> None:
        if self._invisible_depth:
            return
        if self._link_depth:
            self._linked_chars += len(data.strip())
        parent = self._open[-1].tag if self._open else ""
        if self._is_split and parent in _SPLIT_TAGS and self._is_glued(data):
            self._text.append(" ")
        self._is_split = False
        if parent == "pre" or not self._has_blocks:
            self._text.append(data)
        elif parent in _TEXT_BLOCKS:
            self._text.append(data.replace("\n", " ").replace("\r", " "))
        else:
            for count, piece in enumerate(_BLANK_LINE.split(data)):
                if count:
                    self._flush()
                self._text.append(piece.replace("\n", " ").replace("\r", " "))

    def close(self) -> None:
        super().close()
        self._flush()

    def _begins_kicker(self, names: frozenset[str]) -> bool:
        """Return whether the element is a kicker in a heading: a line of its own."""
        in_heading = any(element.tag in _HEADINGS for element in self._open[-_MAX_DEPTH:])
        return in_heading and any(known in name for name in names for known in KICKER_NAMES)

    def _is_glued(self, data: str) -> bool:
        """Return whether two spans of a caption or heading have no blank between them."""
        before = self._text[-1] if self._text else ""
        return bool(_GLUE_AFTER.search(before[-1:]) and _GLUE_BEFORE.match(data))

    def _is_hidden(self) -> bool:
        return bool(self._open) and self._open[-1].is_hidden

    def _open_element(self, tag: str, names: frozenset[str], attrs: list[tuple[str, str | None]]) -> None:
        if self._open and (self._open[-1].tag == "p" or (tag == "li" and self._open[-1].tag == "li")):
            self._open.pop()
        if tag in _VOID:
            return
        outer = self._open[-1] if self._open else _Element("", frozenset())
        article, figure = outer.article, outer.figure
        if tag in _ARTICLES or names & _ARTICLE_NAMES:
            self._count += 1
            article = self._count
        if tag == "figure" or any(
            key == "itemtype" and "ImageObject" in (value or "") for key, value in attrs
        ):
            self._count += 1
            figure = self._count
        self._open.append(_Element(tag, names, outer.is_hidden or _is_hidden(attrs, names), article, figure))

    def _close_element(self, tag: str) -> None:
        """Close the nearest open element of that name and unclosed `<p>` and `<li>` in it."""
        for depth in range(len(self._open) - 1, max(-1, len(self._open) - 1 - _MAX_DEPTH), -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def _flush(self) -> None:
        lines = [collapse_whitespace(line) for line in clean_text("".join(self._text)).split("\n")]
        text = "\n".join(lines).strip("\n")
        if text:
            inner = self._open[-1] if self._open else _Element("", frozenset())
            share = min(1.0, self._linked_chars / len(text))
            self.blocks.append(
                HtmlBlock(text, *self._context(), inner.article, inner.figure, inner.is_hidden, share)
            )
        self._text.clear()
        self._inner_names.clear()
        self._linked_chars = 0

    def _context(self) -> tuple[str, frozenset[str]]:
        """Return the context element and the class names down to it."""
        names = frozenset(self._inner_names)
        for element in reversed(self._open[-_MAX_DEPTH:]):
            names |= element.names
            if element.tag in _CONTEXT_TAGS:
                return element.tag, names
        return "p", names


def _get_names(attrs: list[tuple[str, str | None]]) -> frozenset[str]:
    return frozenset(
        word for key, value in attrs if key in _NAMING_ATTRIBUTES for word in (value or "").lower().split()
    )


def _is_hidden(attrs: list[tuple[str, str | None]], names: frozenset[str]) -> bool:
    """Return whether a reader does not see the element; screen readers may say it."""
    if names & _HIDDEN_NAMES:
        return True
    return any(
        key == "hidden" or (key == "style" and value is not None and bool(_HIDING_STYLE.search(value)))
        for key, value in attrs
    )
