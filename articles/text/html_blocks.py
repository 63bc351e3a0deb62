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
_NAMING_ATTRIBUTES = frozenset({"class", "id", "role", "itemprop"})
_CREDIT_NAMES = ("credit", "copyright", "photographer", "quelle", "source", "bildrechte")

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,11})(?=[\s/>:])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_BLANK_LINE = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_MAX_SCANNED = 50_000
_MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """A run of text with its context: the innermost element that says what it is.

    `tag` is `p` where there is none; `names` are the classes, ids and roles down to it.
    """

    text: str
    tag: str
    names: frozenset[str] = frozenset()


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


class _BlockParser(HTMLParser):
    """Parser that ends a block of text where a block element opens or closes.

    Line ends count only in text outside of block elements.
    """

    def __init__(self, *, has_blocks: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[HtmlBlock] = []
        self._text: list[str] = []
        self._open: list[tuple[str, frozenset[str]]] = []
        self._inner_names: set[str] = set()
        self._has_blocks = has_blocks
        self._invisible_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = frozenset(
            word
            for key, value in attrs
            if key in _NAMING_ATTRIBUTES
            for word in (value or "").lower().split()
        )
        if tag == "br":
            self._text.append("\n")
        elif tag in _INVISIBLE_TAGS:
            self._invisible_depth += 1
        elif tag in _BLOCKS:
            self._flush()
            self._open_element(tag, names)
        elif names:
            self._inner_names |= names
            if any(known in name for name in names for known in _CREDIT_NAMES):
                self._text.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag != "br":
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _INVISIBLE_TAGS:
            self._invisible_depth = max(0, self._invisible_depth - 1)
        elif tag in _BLOCKS:
            self._flush()
            self._close_element(tag)

    def handle_data(self, data: str) -> None:
        if self._invisible_depth:
            return
        parent = self._open[-1][0] if self._open else ""
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

    def _open_element(self, tag: str, names: frozenset[str]) -> None:
        if self._open and (self._open[-1][0] == "p" or (tag == "li" and self._open[-1][0] == "li")):
            self._open.pop()
        if tag not in _VOID:
            self._open.append((tag, names))

    def _close_element(self, tag: str) -> None:
        """Close the nearest open element of that name and unclosed `<p>` and `<li>` in it."""
        for depth in range(len(self._open) - 1, max(-1, len(self._open) - 1 - _MAX_DEPTH), -1):
            if self._open[depth][0] == tag:
                del self._open[depth:]
                return

    def _flush(self) -> None:
        lines = [collapse_whitespace(line) for line in clean_text("".join(self._text)).split("\n")]
        text = "\n".join(lines).strip("\n")
        if text:
            self.blocks.append(HtmlBlock(text, *self._context()))
        self._text.clear()
        self._inner_names.clear()

    def _context(self) -> tuple[str, frozenset[str]]:
        """Return the context element and the class names down to it."""
        names = frozenset(self._inner_names)
        for tag, own in reversed(self._open[-_MAX_DEPTH:]):
            names |= own
            if tag in _CONTEXT_TAGS:
                return tag, names
        return "p", names
