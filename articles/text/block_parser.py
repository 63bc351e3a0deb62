"""Parser of pasted HTML into blocks of text. Pure.

A block ends where a block element begins or ends, and around kickers, captions and credits in inline elements.
"""

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from articles.text.clean import clean_text, collapse_whitespace
from articles.text.html_elements import Attributes, HtmlElement, HtmlTable, is_shown_as_block, make_element
from articles.text.meta_lines import find_opening, list_pieces, split_meta
from newsroom.text.wordlists import split_words

_TEXT_BLOCKS = split_words("p li h1 h2 h3 h4 h5 h6 figcaption td th dt dd caption summary address")
BLOCKS = _TEXT_BLOCKS | split_words(
    "article aside blockquote body center details div dl fieldset figure footer form header html head hr main nav "
    "ol option label pre section table tbody tfoot thead tr ul button select textarea title noscript template svg"
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
FURNITURE = split_words("nav button label form footer select textarea title noscript template svg aside")
_CONTEXT_TAGS = (
    FURNITURE | HEADINGS | frozenset({"figcaption", "li", "blockquote", "pre", "td", "th", "dt", "dd"})
)
_INVISIBLE_TAGS = frozenset({"script", "style"})
_AROUND_DRAWINGS = BLOCKS - {"svg", "title"}
_EMPTY = split_words("img input meta link source track wbr area base col embed param")
_ARTICLES = frozenset({"article", "main"})
_CREDIT_NAMES = (
    "credit", "copyright", "photographer", "quelle", "source", "bildrechte", "fotohinweis", "bildnachweis", "fotograf",
)  # fmt: skip
_CREDIT_TAGS = frozenset({"cite", "small"})
_CREDIT_WORDS = split_words("copy rights attribution provider agency")
_PICTURE_WORDS = split_words("image img photo picture figure media bild foto")
_CAPTION_NAMES = ("caption", "legende", "legend", "bildtext", "bildunterschrift", "imagetext", "image-text")

KICKER_NAMES = ("kicker", "overline", "dachzeile", "topline", "roofline", "spitzmarke", "eyebrow")
SUBTITLE_WORDS = split_words("subtitle subline subheadline subheading dek untertitel unterzeile standfirst")
_GLUE_AFTER = re.compile(r"[\w.!?)“”\"»«]$")
_GLUE_BEFORE = re.compile(r"[A-ZÄÖÜ©(]")
_SIGN_OFF = re.compile(r"[a-zäöü]{2,4}(?:\s?[/,]\s?[a-zäöü]{2,5}){0,2}")
_STOPS = (".", "!", "?", "“", "”", "«", "»", '"')
_SEPARATOR = re.compile(r"\s*[:–—|•·/]\s*")
_NEXT_PART = re.compile(r"[A-ZÄÖÜ0-9©(„“«\"]")
_SPLIT_TAGS = HEADINGS | {"figcaption", "figure"}
_CONTROLS = split_words("button form input textarea select")
_CELLS = frozenset({"td", "th", "caption"})
_ENDED_BY = dict.fromkeys(["td", "th"], _CELLS) | dict.fromkeys(
    ["tr", "thead", "tbody", "tfoot"], _CELLS | {"tr"}
)
"""Element → open elements of the same table that it ends."""
_IMAGES = split_words("img picture amp-img video")
_PICTURE_REACH = 6
_SIGNS = " :–—|•·/"
_SENTENCE_ENDS = frozenset(".)!?")
_LABEL_ENDS = (":", ",", "...", "…")
_ONLY_INLINE = frozenset({"p", "li", "button"}) | HEADINGS
_NO_META = HEADINGS | split_words("li figcaption caption td th dt pre blockquote button option")
_PLACE_WORDS = split_words("location place dateline ort city spitzmarke ortsmarke")
_MAX_META_PIECES = 40

_BLANK_LINE = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """A run of text with its context: the innermost element that says what it is.

    `tag` is `p` where there is none; `names` are the classes, ids and roles down to it. `link_share` is the part of the
    characters that are a link. `element` is the innermost one; a joined block goes on in the element of the block
    before. What an image has in its place is a hidden block with the tag `img`.
    """

    text: str
    tag: str
    names: frozenset[str] = frozenset()
    is_hidden: bool = False
    link_share: float = 0.0
    element: HtmlElement = field(default_factory=lambda: HtmlElement(""))
    is_joined: bool = False
    opening: str = ""
    """The words of the inline element that the text begins with, if more follows: a place in bold."""
    opens_with_place: bool = False
    """Whether that element is called a place or a dateline."""


class BlockParser(HTMLParser):
    """Parser that ends a block where a block element or a hidden one begins or ends.

    Line ends count only in text outside of block elements.
    """

    def __init__(self, *, has_blocks: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[HtmlBlock] = []
        self._text: list[str] = []
        self._open: list[HtmlElement] = []
        self._inner_names: set[str] = set()
        self._has_blocks = has_blocks
        self._invisible_depth = 0
        self._is_drawing = self._is_split = False
        self._has_begun = self._has_ended = self._is_next = self._is_after_span = False
        self._is_joined = False
        self._inline: list[tuple[str, HtmlElement | None]] = []
        self._first_names: frozenset[str] = frozenset()
        self._last_inline: tuple[int, int] | None = None
        self._marks: list[int] = []
        self._first_inline: HtmlElement | None = None
        self._link_depth = 0
        self._linked_chars = 0
        self._count = 0

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag == "br":
            self._text.append("\n")
            return
        self._is_drawing = tag == "svg" or (self._is_drawing and tag not in _AROUND_DRAWINGS)
        self._invisible_depth += tag in _INVISIBLE_TAGS
        if tag in _INVISIBLE_TAGS or self._is_drawing:
            return
        self._note_parts(tag)
        if tag in _EMPTY:
            self._add_alt_text(tag, attrs)
            return
        if tag in _ENDED_BY:
            self._end_cells(_ENDED_BY[tag])
        element = make_element(tag, attrs, self._open[-1] if self._open else None)
        if tag in BLOCKS or element.is_hidden or self._is_block(tag, attrs):
            self._flush()
            self._open_element(element, attrs)
        else:
            self._begin_inline(element)
        self._link_depth += tag == "a"
        self._is_split = tag == "span"
        self._is_next = self._has_ended

    def _begin_inline(self, element: HtmlElement) -> None:
        """Begin an inline element; a kicker, caption or credit is a part of its own."""
        is_part = bool(element.heading) or (
            bool(element.names or element.tag in _CREDIT_TAGS) and self._is_part(element)
        )
        if (
            (element.names or element.tag in _CREDIT_TAGS)
            and not self._inline
            and self._open
            and self._open[-1].tag in HEADINGS
        ):
            self._part_heading(element)
        if not self._inline:
            self._marks.append(len(self._text))
            self._first_inline = self._first_inline or element
        self._inline.append((element.tag, element if is_part else None))
        self._last_inline = (len(self._text), -1)
        self._has_begun = True
        if is_part:
            self._flush(is_joined=True)
            self._open.append(element)
            return
        self._inner_names |= element.names
        if _has_name(element, _CREDIT_NAMES):
            self._text.append("\n")

    def _part_heading(self, element: HtmlElement) -> None:
        """End the line above an element of a heading with other names than the first."""
        if not any(map(str.strip, self._text)):
            self._first_names = element.names
        elif (self._first_names and not self._first_names & element.names) or (
            element.words & SUBTITLE_WORDS or element.tag in _CREDIT_TAGS
        ):
            self._flush(is_joined=True)

    def _end_inline(self, tag: str) -> None:
        for index in range(len(self._inline) - 1, max(-1, len(self._inline) - 1 - _MAX_DEPTH), -1):
            if self._inline[index][0] == tag:
                part = self._inline[index][1]
                self._last_inline = (self._last_inline[0], len(self._text)) if self._last_inline else None
                del self._inline[index:]
                if not self._inline:
                    self._marks.append(len(self._text))
                if part is not None and any(part is element for element in self._open[-_MAX_DEPTH:]):
                    if not "".join(self._text).rstrip().endswith(_LABEL_ENDS):
                        self._flush(is_joined=True)
                    while self._open.pop() is not part:
                        pass
                return

    def _note_parts(self, tag: str) -> None:
        """Note images and controls on the elements that they are in."""
        if tag in _IMAGES or tag in _CONTROLS:
            for element in self._open[-_PICTURE_REACH:]:
                element.has_image |= tag in _IMAGES
                element.has_control |= tag in _CONTROLS

    def _add_alt_text(self, tag: str, attrs: Attributes) -> None:
        """Add the longer one of the texts that an image has in its place."""
        texts = [clean_text(value or "") for key, value in attrs if key in {"alt", "title"} and tag == "img"]
        inner = self._open[-1] if self._open else HtmlElement("")
        if words := collapse_whitespace(max(texts, key=len, default="").replace("\n", " ")).strip():
            self.blocks.append(
                HtmlBlock(words, "img", is_hidden=True, link_share=self._link_depth, element=inner)
            )

    def _is_block(self, tag: str, attrs: Attributes) -> bool:
        """Return whether an element is a block by its style, or is unknown in HTML."""
        parent = self._open[-1].tag if self._open else ""
        return parent not in _ONLY_INLINE and ("-" in tag or is_shown_as_block(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag != "br":
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._is_drawing and tag not in _AROUND_DRAWINGS:
            self._is_drawing = tag != "svg"
            return
        self._is_drawing = False
        if tag in _INVISIBLE_TAGS:
            self._invisible_depth = max(0, self._invisible_depth - 1)
        elif tag in BLOCKS or self._is_open_block(tag):
            self._part_sign_off()
            self._flush()
            self._close_element(tag)
        elif tag not in _EMPTY:
            self._end_inline(tag)
        self._is_split = tag == "span"
        self._has_ended = True
        self._is_after_span = tag == "span"
        if tag == "a":
            self._link_depth = max(0, self._link_depth - 1)

    def _part_sign_off(self) -> None:
        """End the line above the author's letters, if they have their own element."""
        if not self._last_inline or self._last_inline[1] != len(self._text):
            return
        start = self._last_inline[0]
        letters, above = "".join(self._text[start:]), "".join(self._text[:start]).rstrip()
        if _SIGN_OFF.fullmatch(letters.strip()) and above.endswith(_STOPS):
            del self._text[start:]
            self._flush(is_joined=True)
            self._text.append(letters)

    def _is_open_block(self, tag: str) -> bool:
        """Return whether the end tag is that of an element taken for a block."""
        is_inline = any(tag == inner for inner, _ in self._inline[-_MAX_DEPTH:])
        return not is_inline and any(element.tag == tag for element in self._open[-_MAX_DEPTH:])

    def handle_data(self, data: str) -> None:
        if self._invisible_depth or self._is_drawing:
            return
        if self._link_depth:
            self._linked_chars += len(data.strip())
        parent = self._open[-1].tag if self._open else ""
        if self._has_begun and parent in HEADINGS and _SEPARATOR.fullmatch(data):
            self._end_kicker(data)
            return
        self._separate_parts(data, parent)
        self._is_split = self._has_begun = self._has_ended = self._is_next = False
        if parent == "pre" or not self._has_blocks:
            self._text.append(data)
        elif parent in _TEXT_BLOCKS:
            self._text.append(data.replace("\n", " ").replace("\r", " "))
        else:
            for count, piece in enumerate(_BLANK_LINE.split(data)):
                if count:
                    self._flush()
                self._text.append(piece.replace("\n", " ").replace("\r", " "))

    def _separate_parts(self, data: str, parent: str) -> None:
        """Write a blank or a line end between elements that have none between them."""
        if self._is_split and parent in _SPLIT_TAGS and self._is_glued(data):
            if self._is_next and parent in HEADINGS:
                self._flush(is_joined=True)
            self._text.append(" ")
        elif (
            self._is_next
            and (parent not in _ONLY_INLINE or (parent == "p" and self._is_split and self._is_after_span))
            and self._is_glued(data, _NEXT_PART)
        ):
            self._text.append("\n")

    def _end_kicker(self, separator: str) -> None:
        """End the part of a heading above a sign in an element of its own."""
        self._text.append(separator)
        count = len(self.blocks)
        self._flush(is_joined=True)
        if len(self.blocks) > count and self.blocks[-1].text.strip(_SIGNS):
            self.blocks[-1] = replace(self.blocks[-1], tag="h2", names=self.blocks[-1].names | {"kicker"})

    def close(self) -> None:
        super().close()
        self._flush()

    def _is_part(self, element: HtmlElement) -> bool:
        """Return whether an inline element is a line: a kicker, caption or credit.

        Within a sentence it is not, nor after a bracket.
        """
        near = self._open[-_PICTURE_REACH:]
        if any(outer.tag in HEADINGS for outer in near):
            return _has_name(element, KICKER_NAMES)
        is_named = _has_name(element, _CREDIT_NAMES) or _has_name(element, _CAPTION_NAMES)
        is_sign = element.tag in _CREDIT_TAGS or bool(element.words & _CREDIT_WORDS)
        if not is_named and not is_sign:
            return False
        if "".join(self._text[-2:]).rstrip().endswith(("(", "[")):
            return False
        in_picture = element.figure > 0 or any(
            _has_name(outer, _CREDIT_NAMES)
            or _has_name(outer, _CAPTION_NAMES)
            or (outer.has_image and bool(outer.words & _PICTURE_WORDS))
            for outer in near
        )
        return in_picture or (is_named and (not near or near[-1].tag not in _ONLY_INLINE))

    def _is_glued(self, data: str, beginning: re.Pattern[str] = _GLUE_BEFORE) -> bool:
        """Return whether two inline elements have no blank between them."""
        before = self._text[-1][-1:] if self._text else ""
        if beginning is _NEXT_PART and before in _SENTENCE_ENDS and data[:1].isalpha():
            return True
        return bool(_GLUE_AFTER.search(before) and beginning.match(data))

    def _end_cells(self, tags: frozenset[str]) -> None:
        """Close the cells and the row before another one, whose end tags may be left out."""
        self._flush()
        while self._open and self._open[-1].tag in tags:
            self._open.pop()

    def _open_element(self, element: HtmlElement, attrs: Attributes) -> None:
        if self._open and (self._open[-1].tag == "p" or (element.tag == "li" and self._open[-1].tag == "li")):
            self._open.pop()
        if element.tag == "hr":
            return
        if element.tag in _ARTICLES or "articlebody" in element.names:
            self._count += 1
            element.article = self._count
        if element.tag == "figure" or any(
            key == "itemtype" and "ImageObject" in (value or "") for key, value in attrs
        ):
            self._count += 1
            element.figure = self._count
        if element.tag == "table":
            if element.table:
                element.table.holds_table = True
            element.table = HtmlTable(self.getpos())
        self._inline.clear()
        self._open.append(element)

    def _close_element(self, tag: str) -> None:
        """Close the nearest open element of that name and unclosed `<p>` and `<li>` in it."""
        for depth in range(len(self._open) - 1, max(-1, len(self._open) - 1 - _MAX_DEPTH), -1):
            if self._open[depth].tag == tag:
                table = self._open[depth].table
                if tag == "table" and table:
                    table.end = self.getpos()
                del self._open[depth:]
                return

    def _flush(self, *, is_joined: bool = False) -> None:
        text = self._clean_block()
        if text:
            inner = self._open[-1] if self._open else HtmlElement("")
            share = min(1.0, self._linked_chars / len(text))
            tag, names = self._context()
            opening = find_opening(self._text, self._marks)
            is_place = bool(opening and self._first_inline and self._first_inline.words & _PLACE_WORDS)
            self.blocks.append(
                HtmlBlock(text, tag, names, inner.is_hidden, share, inner, self._is_joined, opening, is_place)
            )
        self._is_joined = is_joined and (bool(text) or self._is_joined)
        self._text.clear()
        self._last_inline = None
        self._marks.clear()
        self._first_inline = None
        self._first_names = frozenset()
        self._inner_names.clear()
        self._linked_chars = 0

    def _clean_block(self) -> str:
        """Return the text since the last block, cleaned line by line."""
        raw = "".join(self._text)
        if not raw or raw.isspace():
            return ""
        if self._may_be_meta():
            raw = split_meta(list_pieces(self._text, self._marks)) or raw
        lines = [collapse_whitespace(line) for line in clean_text(raw).split("\n")]
        return "\n".join(lines).strip("\n")

    def _may_be_meta(self) -> bool:
        """Return whether several elements are side by side outside of running text."""
        if len(self._marks) < 2 or len(self._text) > _MAX_META_PIECES or not self._open:
            return False
        inner = self._open[-1]
        return inner.tag not in _NO_META and not inner.heading and not inner.figure

    def _context(self) -> tuple[str, frozenset[str]]:
        """Return the context element and the class names down to it."""
        names = frozenset(self._inner_names)
        for element in reversed(self._open[-_MAX_DEPTH:]):
            names |= element.names
            if element.heading or element.tag in _CONTEXT_TAGS:
                return element.heading or element.tag, names
        return "p", names


def _has_name(element: HtmlElement, parts: tuple[str, ...]) -> bool:
    return any(part in name for name in element.names for part in parts)
