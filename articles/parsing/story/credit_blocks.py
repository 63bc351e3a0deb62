"""Two lines between blank lines of which one is a credit without a label.

`PA Media` above `The crane is back at the pier`, `Der Kran am Kai` above `ORF.at/Jane Doe`: sites print a picture's
house next to its caption, and both are copied as one block. A credit with a label is found without this evidence.
"""

from collections.abc import Iterator, Sequence

from articles.parsing.credits.credits_apart import is_credit_alone
from articles.parsing.credits.locate import MARK, find_credit
from articles.parsing.credits.names_and_houses import JOINTS, MAKERS, SOURCES, is_credit_only
from articles.parsing.credits.parse import read_cached_credit
from articles.parsing.credits.types import PartKind
from articles.parsing.lexicon import Lexicon
from articles.parsing.story.byline import is_author_line, is_bare_name, is_byline
from articles.parsing.story.dateline import read_dateline
from articles.parsing.story.sentences import (
    count_sentence_breaks,
    count_words,
    has_final_stop,
    is_running_text,
)
from articles.parsing.story.types import TITLE_TAGS, BlockKind, CopyLine
from newsroom.text.spans import Confidence

_MAX_CREDIT_LENGTH = 80
_MAX_CAPTION_LENGTH = 300
_MIN_CAPTION_WORDS = 4
_MAX_HOUSE_WORDS = 7
_RULE = "picture.block-of-two"


def claim_credit_blocks(
    lines: Sequence[CopyLine], lexicon: Lexicon, top: int = 1
) -> Iterator[tuple[CopyLine, CopyLine]]:
    """Claim each block of a caption and its credit from line `top` on; yield both."""
    running = [n for n, line in enumerate(lines) if line.is_unclaimed and is_running_text(line.text)]
    if not running:
        return
    for index in range(top, min(running[-1], len(lines) - 1)):
        if not _is_block_of_two(lines, index) or not _has_title_above(lines, index):
            continue
        first, second = lines[index], lines[index + 1]
        if _is_credit_of(first.text, second.text, lexicon):
            yield _claim(second, first)
        elif _is_credit_of(second.text, first.text, lexicon, is_below=True):
            yield _claim(first, second)


def _claim(caption: CopyLine, credit: CopyLine) -> tuple[CopyLine, CopyLine]:
    caption.claim(BlockKind.CAPTION, _RULE, Confidence.LIKELY)
    credit.claim(BlockKind.CREDIT, _RULE, Confidence.LIKELY)
    return caption, credit


def _is_block_of_two(lines: Sequence[CopyLine], index: int) -> bool:
    """Return whether a blank line is above and below the line and the next one."""
    first, second = lines[index], lines[index + 1]
    if not (first.is_unclaimed and second.is_unclaimed and first.blank_before) or second.blank_before:
        return False
    if first.tag in TITLE_TAGS or second.tag in TITLE_TAGS:
        return False
    return index + 2 == len(lines) or lines[index + 2].blank_before


def _has_title_above(lines: Sequence[CopyLine], index: int) -> bool:
    """Return whether a line that may be the headline is above."""
    return any(
        line.kind is BlockKind.HEADLINE or (line.is_unclaimed and count_words(line.text) > 2)
        for line in lines[:index]
    )


def _is_credit_of(credit: str, caption: str, lexicon: Lexicon, *, is_below: bool = False) -> bool:
    if len(credit) > _MAX_CREDIT_LENGTH or not _may_be_caption(caption, lexicon):
        return False
    read = read_cached_credit(credit, lexicon)
    parts = read.parts
    labelled = find_credit(credit, lexicon) if MARK.match(credit) else None
    if labelled is not None and len(labelled.value) >= len(credit.strip("()[]. ")):
        return True
    if not is_credit_only(read) or credit.endswith((".", ":", "!", "?")):
        return False
    has_person = any(part.kind is PartKind.PERSON for part in parts)
    if has_person and not is_credit_alone(credit, lexicon):
        return False
    joints = JOINTS | {","} if credit.isupper() else JOINTS
    is_signed = has_person and (
        parts[0].kind is PartKind.ARCHIVE or any(part.separator in joints for part in parts[1:])
    )
    is_house = all(part.kind in MAKERS and part.confidence is not Confidence.DOUBTFUL for part in parts)
    return (
        is_signed
        or any(part.kind in SOURCES for part in parts)
        or (is_house and _is_house_of(credit, caption, is_below=is_below))
    )


def _is_house_of(credit: str, caption: str, *, is_below: bool) -> bool:
    """Return whether a house signs the caption; above a sentence it may be a subhead."""
    return 1 < count_words(credit) <= _MAX_HOUSE_WORDS and (is_below or not has_final_stop(caption))


def _may_be_caption(text: str, lexicon: Lexicon) -> bool:
    if len(text) > _MAX_CAPTION_LENGTH or count_words(text) < _MIN_CAPTION_WORDS:
        return False
    if count_sentence_breaks(text) > 1 or is_byline(text) or is_author_line(text) or is_bare_name(text):
        return False
    if not any(word.islower() for word in text.split()) or is_credit_alone(text, lexicon):
        return False
    dateline = read_dateline(text, lexicon)
    return dateline is None or not dateline.agencies
