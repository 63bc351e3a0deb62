"""The lead caption of copy without a page, known by its place below the date."""

import re
from collections.abc import Sequence

from articles.parsing.story.byline import is_bare_name
from articles.parsing.story.photo_blocks import PhotoBlock
from articles.parsing.story.sentences import count_sentence_breaks, count_words, has_final_stop, has_verb
from articles.parsing.story.types import AUTHOR_OR_DATE, BlockKind, CopyLine
from newsroom.text.spans import Confidence

_MIN_WORDS = 5
_MAX_LENGTH = 300
_MAX_BREAKS = 2
_MIN_HEAD = 4
"""Headline, dek, date or author, caption."""
_SIGNED = re.compile(
    r"(?P<caption>.{15,280}[.!?»“”\"]) (?P<credit>(?P<name>[^.!?/]{5,40}?)(?:\s?/\s?[^.!?]{2,40})?)"
)
"""`The ferry in Marlow. Jane Doe / Staff Photographer`"""
_BETWEEN = frozenset({BlockKind.FURNITURE, BlockKind.NOTE})


def claim_caption_below_date(lines: Sequence[CopyLine], start: int) -> PhotoBlock | None:
    """Claim a line alone between date or author and the text that begins at `start`.

    Sites print the lead picture there. Another line is the dek; without one this may be it.
    """
    head = [line for line in lines[:start] if line.kind not in _BETWEEN]
    if len(head) > 1 and head[-1].kind is BlockKind.BYLINE and head[-2].kind is BlockKind.DEK:
        head.pop()
    if len(head) < _MIN_HEAD - 1 or head[-2].kind not in AUTHOR_OR_DATE:
        return None
    line = head[-1]
    if not _is_second_dek(head) and not _is_title_below_date(head):
        return None
    if not count_words(line.text) >= _MIN_WORDS or len(line.text) > _MAX_LENGTH:
        return None
    if count_sentence_breaks(line.text) > _MAX_BREAKS:
        return None
    line.claim(BlockKind.CAPTION, "picture.below-date", Confidence.LIKELY)
    signed = _SIGNED.fullmatch(line.text)
    if signed is None or not is_bare_name(signed["name"]):
        return PhotoBlock(line.span)
    return PhotoBlock.from_match(line, signed)


def _is_title_below_date(head: Sequence[CopyLine]) -> bool:
    """Return whether a line without a full stop is alone below the date."""
    line, date = head[-1], head[-2]
    is_dek = line.kind is BlockKind.DEK and line.rule == "dek.below-headline"
    is_alone = line.blank_before and date.kind is BlockKind.DATE
    return is_dek and is_alone and has_verb(line.text) and not has_final_stop(line.text)


def _is_second_dek(head: Sequence[CopyLine]) -> bool:
    last = head[-1]
    if len(head) < _MIN_HEAD:
        return False
    is_open = last.is_unclaimed or (last.kind is BlockKind.DEK and last.confidence is not Confidence.SURE)
    return is_open and any(line.kind is BlockKind.DEK for line in head[:-1])
