"""Lists of key points: sentences below each other, where paragraphs are apart."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from articles.parsing.story.page.groups import list_groups
from articles.parsing.story.sentences import QUOTES, count_sentence_breaks, count_words, has_final_stop
from articles.parsing.story.types import BlockKind, CopyLine
from newsroom.text.spans import Confidence

_HEADING = re.compile(
    r"(?:das wichtigste|alles wichtige|die fakten|kurz)"
    r"(?: (?:in kürze|im überblick|auf einen blick|und knapp|zusammengefasst))?"
    r"|darum geht['’]?s|in kürze|auf einen blick|im überblick|key (?:points|takeaways)|at a glance|in brief"
    r"|the gist|summary",
    re.IGNORECASE,
)
_MAX_LENGTH = 180
_MAX_HEADING_LENGTH = 40
_MIN_WORDS, _MAX_TITLE_WORDS = 3, 6
_MIN_POINTS = 2


def claim_headed_points(lines: Sequence[CopyLine], top: int) -> None:
    """Claim the sentences below a heading that announces them, on any page."""
    for index in range(top + 1, len(lines)):
        text = lines[index].text
        if len(text) > _MAX_HEADING_LENGTH or _HEADING.fullmatch(text.strip(" :.")) is None:
            continue
        points = list(takewhile(_is_point, _list_below(lines, index)))
        if len(points) >= _MIN_POINTS:
            for line in points:
                line.claim(BlockKind.LIST_ITEM, "body.key-points", Confidence.LIKELY)


def _list_below(lines: Sequence[CopyLine], index: int) -> Iterator[CopyLine]:
    """Yield the lines below a heading, up to the next blank line."""
    for place in range(index + 1, len(lines)):
        if lines[place].blank_before and place > index + 1:
            return
        yield lines[place]


def claim_key_points(lines: Sequence[CopyLine], top: int) -> None:
    """Claim the points at the end of each group below line `top` as list items.

    Two need a title above them, three do not.
    """
    for group in list_groups(lines):
        if group.start <= top or len(group) <= _MIN_POINTS:
            continue
        points = 0
        for index in reversed(group):
            if not _is_point(lines[index]):
                break
            points += 1
        above = group.stop - points - 1
        has_title = above >= group.start and _is_title(lines[above])
        if points > _MIN_POINTS or (points == _MIN_POINTS and has_title):
            for line in lines[group.stop - points : group.stop]:
                line.claim(BlockKind.LIST_ITEM, "body.key-points", Confidence.LIKELY)


def _is_point(line: CopyLine) -> bool:
    return (
        line.is_unclaimed
        and len(line.text) <= _MAX_LENGTH
        and line.text[0] not in QUOTES
        and count_words(line.text) >= _MIN_WORDS
        and has_final_stop(line.text)
        and not count_sentence_breaks(line.text)
    )


def _is_title(line: CopyLine) -> bool:
    is_open = line.is_unclaimed or line.rule == "page.navigation"
    is_short = count_words(line.text) <= _MAX_TITLE_WORDS
    return is_open and is_short and not has_final_stop(line.text) and not line.text.endswith("?")
