"""Active HTML in the texts of an item: scripts, frames, event handlers. Pure.

The reader of each format cleans mark-up. A file that escapes HTML twice, or writes it into a line of plain text, sends
tags as letters: no browser runs them as they are, but the next system may decode them once more.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import nh3

from articles.parsing.errors import gettext_noop
from articles.text.clean import clean_text
from articles.wire.body import read_html
from articles.wire.item import Association, BodyBlock, NewsItem, WirePhoto, WireWarning
from newsroom.text.wordlists import split_phrases

_ACTIVE = re.compile(
    r"<\s*/?\s*(?:script|iframe|frame|object|embed|applet|form|svg|math|style|meta|link|base|template|noscript)\b"
    r"|<[a-z][^<>]{0,2000}?[\s\"'/]on[a-z]{3,30}\s*=|<[a-z][^<>]{0,2000}?(?:javascript|vbscript|data):",
    re.IGNORECASE,
)
_SCRIPT_ADDRESS = re.compile(
    r"\b(?:javascript|vbscript):[^\s<>]*\([^\s<>]*|\bdata:text/html[^\s<>]*", re.IGNORECASE
)
"""`javascript:alert(1)` as the text of a link"""
_DROPPED = {"script", "style", "iframe", "object", "embed", "noscript", "template", "svg", "math", "title"}
_LINES = split_phrases(
    "headline, subheadline, kicker, slugline, byline, creditline, dateline, located, teaser"
)
_PHOTO_LINES = tuple(name for name, kind in WirePhoto.__annotations__.items() if kind is str)
_ASSOCIATION_LINES = ("headline", "caption", "credit", "creator")
_MAX_ROUNDS = 3
"""How often a text may be escaped."""


def remove_active_markup(item: NewsItem) -> NewsItem:
    """Return the item without active HTML in what readers see, with a warning."""
    changes: dict[str, Any] = dict(_clean_lines(item, _LINES))
    if any(_is_active(block.text) for block in item.body):
        changes["body"] = tuple(clean for block in item.body for clean in _clean_block(block))
    if item.photo is not None and (facts := dict(_clean_lines(item.photo, _PHOTO_LINES))):
        changes["photo"] = replace(item.photo, **facts)
    if any(dict(_clean_lines(one, _ASSOCIATION_LINES)) for one in item.associations):
        changes["associations"] = tuple(
            replace(one, **dict(_clean_lines(one, _ASSOCIATION_LINES))) for one in item.associations
        )
    if not changes:
        return item
    warning = WireWarning(
        gettext_noop("Active HTML was removed from these parts: {names}."), {"names": ", ".join(changes)}
    )
    return replace(item, **changes, warnings=(*item.warnings, warning))


def strip_active_text(text: str) -> str:
    """Return a text without tags if it has active ones, else unchanged."""
    for _ in range(_MAX_ROUNDS):
        if not _is_active(text):
            return text
        cleaned = nh3.clean(text, tags=set(), clean_content_tags=_DROPPED)
        text = " ".join(clean_text(_SCRIPT_ADDRESS.sub("", html.unescape(cleaned))).split())
    return "" if _is_active(text) else text


def _is_active(text: str) -> bool:
    if "<" in text and _ACTIVE.search(text):
        return True
    return ":" in text and _SCRIPT_ADDRESS.search(text) is not None


def _clean_lines(
    holder: NewsItem | WirePhoto | Association, names: tuple[str, ...]
) -> Iterator[tuple[str, Any]]:
    """Yield each field that changes, with its new text."""
    for name in names:
        if _is_active(text := getattr(holder, name)):
            yield name, strip_active_text(text)


def _clean_block(block: BodyBlock) -> tuple[BodyBlock, ...]:
    """Return the block, or the rest of an active one as HTML, decoded once more."""
    if not _is_active(block.text):
        return (block,)
    decoded = _SCRIPT_ADDRESS.sub("", html.unescape(block.html))
    return tuple(one for one in read_html(decoded) if not _is_active(one.text))
