"""Groups of lines without a blank line between them.

Where paragraphs have one, each is a group of its own, and an offer of the page is one: title, sentence and button.
"""

from collections.abc import Iterator, Sequence

from articles.parsing.lexicon import Lexicon
from articles.parsing.story.byline import is_byline
from articles.parsing.story.page.teasers import is_open_paragraph
from articles.parsing.story.photo_blocks import has_photo_sign
from articles.parsing.story.sentences import DOUBLE_QUOTES, has_final_stop
from articles.parsing.story.types import BlockKind, CopyLine
from articles.parsing.story.word_stems import split_stems
from articles.parsing.tags.parse import read_cached_tag
from newsroom.text.spans import Confidence

_RULE = "page.group"
_MIN_ALONE = 3
_MIN_SHARE = 0.6
_MAX_OFFER_LENGTH = 160
_MIN_SHARED = 2
_ADVERTISEMENTS = frozenset({"anzeige", "werbung", "advertisement", "advertising", "ad", "sponsored"})
_STORY_KINDS = frozenset(BlockKind) - {BlockKind.FURNITURE, BlockKind.NOTE, BlockKind.FOOTER}


def has_paragraphs_apart(lines: Sequence[CopyLine]) -> bool:
    """Return whether most paragraphs have a blank line above and below."""
    alone = len(_list_alone(lines))
    return alone >= _MIN_ALONE and alone >= _MIN_SHARE * sum(map(is_open_paragraph, lines))


def _list_alone(lines: Sequence[CopyLine]) -> list[int]:
    return [
        index
        for index, line in enumerate(lines)
        if line.blank_before
        and (index + 1 == len(lines) or lines[index + 1].blank_before)
        and is_open_paragraph(line)
    ]


def claim_groups(lines: Sequence[CopyLine], top: int, lexicon: Lexicon) -> None:
    """Claim each group from line `top` on that is an offer of the page.

    Below the last paragraph everything may be of the page; other rules find its last line.
    """
    alone = _list_alone(lines)
    last = alone[-1] if alone else -1
    story = split_stems(" ".join(lines[index].text for index in alone))
    for group in list_groups(lines):
        members = lines[group.start : group.stop]
        if len(group) > 1 and top < group.stop and group.start < last and _is_offer(members, story, lexicon):
            for line in members:
                if line.is_unclaimed:
                    line.claim(BlockKind.FURNITURE, _RULE, Confidence.LIKELY)


def find_group_end(lines: Sequence[CopyLine], index: int) -> int:
    """Return the index of the first line below the group of a line."""
    below = (place for place in range(index + 1, len(lines)) if lines[place].blank_before)
    return next(below, len(lines))


def list_groups(lines: Sequence[CopyLine]) -> Iterator[range]:
    first = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].blank_before:
            yield range(first, index)
            first = index


def _is_offer(members: Sequence[CopyLine], story: frozenset[str], lexicon: Lexicon) -> bool:
    """Return whether a group has a button of the page and no line of the story.

    A title above buttons alone may be a subhead.
    """
    buttons = sum(
        line.kind is BlockKind.FURNITURE
        and line.rule != "furniture.separator"
        and line.text.casefold() not in _ADVERTISEMENTS
        for line in members
    )
    others = [line for line in members if line.is_unclaimed]
    return (
        buttons > 0
        and bool(others)
        and not (others == [members[0]] and not has_final_stop(members[0].text))
        and not any(line.kind in _STORY_KINDS for line in members)
        and not any(_may_be_of_story(line.text, story, lexicon) for line in others)
    )


def _may_be_of_story(text: str, story: frozenset[str], lexicon: Lexicon) -> bool:
    if len(text) > _MAX_OFFER_LENGTH or text[0] in DOUBLE_QUOTES or has_photo_sign(text) or is_byline(text):
        return True
    if has_final_stop(text) and len(split_stems(text) & story) >= _MIN_SHARED:
        return True
    return read_cached_tag("\n" + text, lexicon).trailing
