"""Elements of pasted HTML: their names, and whether a reader sees them. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from newsroom.text.wordlists import split_words

Attributes = list[tuple[str, str | None]]

_HIDDEN_NAMES = split_words(
    "visually-hidden visuallyhidden sr-only screen-reader-text screenreader hidden is-hidden u-hidden d-none"
)
_SHOWN_AT_WIDTH = re.compile(
    r"(?:sm|md|lg|xl|2xl):(?:block|flex|grid|inline)|d-(?:sm|md|lg|xl)-(?:block|flex)"
)
_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?"
    r"|clip-path\s*:\s*inset\((?:50|100)%|(?:^|[;\s])width\s*:\s*[01]px\s*;\s*height\s*:\s*[01]px",
    re.IGNORECASE,
)
_BLOCK_STYLE = re.compile(r"(?:^|[;\s])display\s*:\s*(?:block|flex|grid|table|list-item)\b", re.IGNORECASE)
_FLOAT = re.compile(r"(?:^|[;\s])float\s*:\s*(?:left|right)", re.IGNORECASE)
_FONT_SIZE = re.compile(r"(?:^|[;\s])font-size\s*:\s*(\d{1,3}(?:\.\d+)?)px", re.IGNORECASE)
_NAMING_ATTRIBUTES = frozenset(
    {"class", "id", "role", "itemprop", "property", "data-testid", "data-component"}
)
_READ_ATTRIBUTES = _NAMING_ATTRIBUTES | {"style", "hidden", "aria-level"}
_WORD = re.compile(r"[A-Z]{2,}(?![a-z])|[A-ZÄÖÜ]?[a-zäöüß]+")
_PART = re.compile(r"[-_]+")
_HASHED = re.compile(r"[a-z]\d+[A-Za-z]|^\d+[A-Za-z]{2}")
_MAX_SYLLABLE = 2
_STATE = re.compile(r"(?:has|have|with|without|no|not|is|hide|show)[-_]")
_MAX_DEPTH = 32
_MAX_ATTRIBUTE_LENGTH = 4_000
"""Longer values are pictures in a style; attributes are cached, and names searched for each block."""
_MAX_NAMES = 60


@dataclass(slots=True, eq=False)
class HtmlTable:
    """A table of the markup.

    `start` and `end` are the places of its tags as `HTMLParser.getpos` gives them; `end` is None without an end tag.
    """

    start: tuple[int, int]
    end: tuple[int, int] | None = None
    holds_table: bool = False


@dataclass(slots=True, eq=False)
class HtmlElement:
    """An element that text is in; `names` are its own classes, ids and roles.

    `words` are the words of the names, `ArticleFooter_root` has three. `article` and `figure` are the numbers of the
    innermost such elements, 0 for none; `font_size` is in pixels, 0 if it is not stated. `table` is the innermost one.
    """

    tag: str
    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    outer: "HtmlElement | None" = None
    depth: int = 0
    is_hidden: bool = False
    article: int = 0
    figure: int = 0
    font_size: float = 0.0
    has_image: bool = False
    has_control: bool = False
    table: HtmlTable | None = None
    heading: str = ""
    """`h1` for an element with that role."""

    def chain(self) -> Iterator["HtmlElement"]:
        """Yield the element and those that it is in, the innermost first."""
        element: HtmlElement | None = self
        while element is not None:
            yield element
            element = element.outer


def make_element(tag: str, attrs: Attributes, outer: HtmlElement | None) -> HtmlElement:
    """Return the element inside of `outer`; below a depth the levels are not counted."""
    if outer is not None and outer.depth >= _MAX_DEPTH:
        outer = outer.outer
    names, words, is_hidden, font_size, heading = _read_attributes(
        tuple(
            (key, value and value[:_MAX_ATTRIBUTE_LENGTH]) for key, value in attrs if key in _READ_ATTRIBUTES
        )
    )
    return HtmlElement(
        tag,
        names,
        words,
        outer,
        outer.depth + 1 if outer else 0,
        is_hidden or (outer is not None and outer.is_hidden),
        outer.article if outer else 0,
        outer.figure if outer else 0,
        font_size or (outer.font_size if outer else 0.0),
        table=outer.table if outer else None,
        heading=heading,
    )


@lru_cache(maxsize=2_000)
def _read_attributes(
    attrs: tuple[tuple[str, str | None], ...],
) -> tuple[frozenset[str], frozenset[str], bool, float, str]:
    """Return names, words, whether it is hidden, font size and heading."""
    found = list(attrs)
    names = read_names(found)
    return names, read_words(found), hides(found, names), _read_font_size(found), _read_heading(found)


def read_names(attrs: Attributes) -> frozenset[str]:
    return frozenset(
        word
        for key, value in attrs
        if key in _NAMING_ATTRIBUTES
        for word in (value or "").lower().split()[:_MAX_NAMES]
    )


def read_words(attrs: Attributes) -> frozenset[str]:
    """Return the words of the names in lower case: `c-newsBox` has `news` and `box`."""
    return frozenset(
        word.lower()
        for key, value in attrs
        if key in _NAMING_ATTRIBUTES and value
        for name in value.split()[:_MAX_NAMES]
        if not _STATE.match(name)
        for part in _PART.split(name)
        for word in _list_words(part)
    )


def _list_words(part: str) -> list[str]:
    """Return the words of a part of a name, none of a made one: `x1ad9`, `xAdQz`."""
    if _HASHED.search(part):
        return []
    words = _WORD.findall(part)
    return [] if len(words) > 1 and all(len(word) <= _MAX_SYLLABLE for word in words) else words


def hides(attrs: Attributes, names: frozenset[str]) -> bool:
    """Return whether a reader does not see the element; screen readers may say it."""
    is_named = bool(names & _HIDDEN_NAMES) and not any(map(_SHOWN_AT_WIDTH.match, names))
    return is_named or any(
        key == "hidden" or (key == "style" and value is not None and bool(_HIDING_STYLE.search(value)))
        for key, value in attrs
    )


def is_shown_as_block(attrs: Attributes) -> bool:
    """Return whether the style makes a block of it, as browsers write when copying."""
    style = next((value for key, value in attrs if key == "style" and value), "")
    return bool(_BLOCK_STYLE.search(style)) and not _FLOAT.search(style)


def _read_heading(attrs: Attributes) -> str:
    """Return the tag of `role="heading"` with a level, "" for none."""
    values = dict(attrs)
    level = values.get("aria-level") or ""
    is_heading = values.get("role") == "heading" and len(level) == 1 and level in "123456"
    return f"h{level}" if is_heading else ""


def _read_font_size(attrs: Attributes) -> float:
    style = next((value for key, value in attrs if key == "style" and value), "")
    match = _FONT_SIZE.search(style)
    return float(match.group(1)) if match else 0.0
