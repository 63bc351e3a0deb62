"""Parts of a news item that are more than paragraphs, with their lines.

They are boxes, lists, quotes, embedded content and lower headings.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from articles.parsing.story.types import IN_BODY, CopyLine, CopyPart
from articles.text.embeds import read_sent_embed, write_embed
from articles.text.sanitize import sanitize
from newsroom.text.spans import Span

type ItemBlock = tuple[str, str, Sequence[CopyLine]]
"""Element, HTML and lines."""

WHOLE = frozenset({"aside", "ul", "ol", "h3"})
JOINED: Mapping[str, tuple[str, str]] = {"li": ("ul", "li"), "blockquote": ("blockquote", "p")}
"""Block of which neighbours belong together → the element around them, and their own."""
_OUTER_TAGS = re.compile(r"^<\w+>|</\w+>$")


def find_parts_of_item(content: Mapping[str, Any], body: Sequence[CopyLine]) -> Iterator[CopyPart]:
    """Yield the parts that are more than paragraphs.

    `body` are the lines of the item's blocks. A part with a line that is no running text, such as a note, is left out:
    those of its lines that may be published become paragraphs.
    """
    for tag, group in groupby(pair_blocks_with_lines(content, body), key=_name_group):
        blocks = list(group)
        if tag in JOINED:
            outer, inner = JOINED[tag]
            items = (f"<{inner}>{_OUTER_TAGS.sub('', source)}</{inner}>" for _tag, source, _lines in blocks)
            lines = [line for _tag, _source, lines in blocks for line in lines]
            yield from _make_part(f"<{outer}>{''.join(items)}</{outer}>", lines)
        elif tag in WHOLE or tag == "p":
            for _tag, source, own in blocks:
                embed = read_sent_embed(source)
                if embed or tag != "p":
                    yield from _make_part(write_embed(embed) if embed else source, own)


def pair_blocks_with_lines(content: Mapping[str, Any], body: Sequence[CopyLine]) -> Iterator[ItemBlock]:
    """Yield the blocks of a news item; `body` are the lines of all of them."""
    place = 0
    for tag, words, source in content.get("blocks") or ():
        lines = body[place : place + sum(1 for line in str(words).split("\n") if line.strip())]
        place += len(lines)
        yield str(tag), str(source), lines


def _name_group(block: ItemBlock) -> str:
    """Return the element of a block of running text, "" for another one."""
    tag, _source, lines = block
    return tag if lines and all(line.kind in IN_BODY for line in lines) else ""


def _make_part(source: str, lines: Sequence[CopyLine]) -> Iterator[CopyPart]:
    if clean := sanitize(source):
        yield CopyPart(clean, Span(lines[0].start, lines[-1].end))
