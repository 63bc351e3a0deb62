"""Text blocks of pasted HTML, each with the element that it comes from. Pure.

The standard parser reads the markup, no regular expression does. Only text comes out, so nothing here has to be made
safe: what is displayed as HTML goes through `articles.text.sanitize`.
"""

import html
import re

from articles.text.block_parser import BLOCKS, KICKER_NAMES, BlockParser, HtmlBlock
from articles.text.clean import clean_text
from newsroom.text.wordlists import split_words

__all__ = [
    "KICKER_NAMES",
    "HtmlBlock",
    "decode_entities",
    "html_blocks",
    "looks_like_html",
    "plain_text",
]

_INLINE = split_words(
    "a abbr b br cite code em font i img ins kbd mark q s small span strike strong sub sup time tt u"
)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,11})(?=[\s/>:])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_MAX_SCANNED = 50_000


def looks_like_html(raw: str) -> bool:
    """Return True if the text has known tags; `2 < 3` and `<max@example.org>` do not."""
    return bool(_find_tags(raw) & (BLOCKS | _INLINE))


def plain_text(raw: str) -> str:
    """Return the cleaned text; of HTML without tags and with entities decoded."""
    if looks_like_html(raw):
        blocks = html_blocks(raw)
        shown = (block for block in blocks if block.tag != "img")
        return "".join(("\n" if block.is_joined else "\n\n") + block.text for block in shown).lstrip("\n")
    return clean_text(decode_entities(raw))


def decode_entities(raw: str) -> str:
    """Return the text with entities decoded; other ampersands stay."""
    if "&" not in raw:
        return raw
    return _ENTITY.sub(lambda match: html.unescape(match.group()), raw)


def html_blocks(raw: str) -> tuple[HtmlBlock, ...]:
    """Return the visible text in order as cleaned blocks; `<br>` becomes a line end."""
    walker = BlockParser(has_blocks=bool(_find_tags(raw) & BLOCKS))
    walker.feed(raw)
    walker.close()
    return tuple(walker.blocks)


def _find_tags(raw: str) -> set[str]:
    return {match.group(1).lower() for match in _TAG.finditer(raw, 0, _MAX_SCANNED)}
