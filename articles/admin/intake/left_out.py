"""Lines of pasted copy that are left out of the story, by reason, to take back."""

import html
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy

from articles.parsing.story.remainder import Remainder, find_remainder
from articles.parsing.story.types import Copy

REASONS = {
    "navigation": gettext_lazy("Menus, buttons and other lines of the page"),
    "links": gettext_lazy("Links to other stories"),
    "box": gettext_lazy("Newsletter, consent and other boxes"),
    "below": gettext_lazy("Below the story: comments, authors, more stories"),
    "hidden": gettext_lazy("Text that readers of the page do not see"),
    "date": gettext_lazy("Dates and counters"),
    "repeated": gettext_lazy("Lines that the copy has twice"),
    "footer": gettext_lazy("Copyright lines and footers of the agency"),
    "other": gettext_lazy("Other parts"),
}
_REASON_OF_RULE = {
    "page.teaser": "links", "page.other-article": "links", "furniture.link": "links", "page.box": "box",
    "page.below-text": "below", "page.hidden": "hidden", "page.counter": "date", "furniture.count": "date",
    "page.repeated": "repeated", "page.second-field": "repeated",
}  # fmt: skip
_REASON_OF_OPENING = (
    ("page.date", "date"), ("date.", "date"), ("footer.", "footer"), ("page.", "navigation"),
    ("furniture.", "navigation"),
)  # fmt: skip
_PAGE_RULES = frozenset({
    "headline.evidence", "page.navigation", "page.below-text", "page.element", "page.other-article",
})  # fmt: skip
_BLOCK_END = re.compile(
    r"(?:</(?:p|h2|h3|table|figure)>(?!\s*</li>)|(?:</p>\s*)?</li>)(?:\s*</(?:ul|ol|blockquote|aside)>)*",
    re.IGNORECASE,
)
"""End of a block, and of the list, quote or box that ends with it."""


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """A line with its place; `after` is the number of body blocks above it.

    A table counts as one of them.
    """

    key: str
    text: str
    rule: str
    after: int
    above: str
    """The body block above, "" for none."""
    is_taken: bool


@dataclass(slots=True)
class LeftOutGroup:
    reason: str
    label: Any
    lines: list[LeftOutLine] = field(default_factory=list)


def is_read_as_page(copy: Copy) -> bool:
    """Return whether lines of a web page were set apart from the story."""
    return any(block.rule in _PAGE_RULES for block in copy.blocks)


def list_left_out(copy: Copy, taken: Collection[str] = ()) -> list[LeftOutGroup]:
    """Return the lines in groups by reason, in the order of the copy."""
    groups = {reason: LeftOutGroup(reason, label) for reason, label in REASONS.items()}
    body = copy.body
    counts = list(_count_blocks(copy))
    above = 0
    for piece in find_remainder(copy):
        while above < len(body) and body[above].span.start < piece.span.start:
            above += 1
        text_above = body[above - 1].of(copy.text) if above else ""
        key = make_key(piece)
        line = LeftOutLine(key, piece.text, piece.rule, counts[above], text_above, key in taken)
        groups[_find_reason(piece.rule)].lines.append(line)
    return [group for group in groups.values() if group.lines]


def _count_blocks(copy: Copy) -> Iterator[int]:
    """Yield 0, then the number of blocks at each block of the copy's body."""
    tables = [copy.table_of(block) for block in copy.body]
    begins = (table is None or table is not before for before, table in pairwise([None, *tables]))
    return accumulate(begins, initial=0)


def get_values(data: Any, name: str) -> frozenset[str]:
    """Return all values of a submitted name."""
    return frozenset(data.getlist(name)) if isinstance(data, MultiValueDict) else frozenset()


def make_key(piece: Remainder) -> str:
    return f"{piece.span.start}-{piece.span.end}"


def _find_reason(rule: str) -> str:
    known = _REASON_OF_RULE.get(rule)
    return known or next((reason for start, reason in _REASON_OF_OPENING if rule.startswith(start)), "other")


def insert_lines(body: str, groups: Iterable[LeftOutGroup], inserted_keys: Collection[str]) -> str:
    """Return the body with each taken line at its place.

    `inserted_keys` are those of lines that the page's script has put into the body.
    """
    lines = [
        line for group in groups for line in group.lines if line.is_taken and line.key not in inserted_keys
    ]
    ends = [0, *(match.end() for match in _BLOCK_END.finditer(body))]
    for line in sorted(lines, key=lambda line: int(line.key.split("-")[0]), reverse=True):
        at = ends[line.after] if line.after < len(ends) else len(body)
        tag = "li" if body.startswith("<li>", at) else "p"
        body = f"{body[:at]}<{tag}>{html.escape(line.text, quote=False)}</{tag}>{body[at:]}"
    return body
