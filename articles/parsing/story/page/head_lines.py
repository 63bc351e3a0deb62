"""The dek of a page above its author or date, and words of the page below these."""

from collections.abc import Sequence

from articles.parsing.lexicon import Lexicon
from articles.parsing.story.byline import is_author_line, is_bare_name, is_byline, is_post_line
from articles.parsing.story.dateline import read_dateline
from articles.parsing.story.photo_blocks import has_photo_sign
from articles.parsing.story.sentences import count_words, has_final_stop, is_statement
from articles.parsing.story.types import AUTHOR_OR_DATE, BlockKind, CopyLine
from articles.parsing.story.word_stems import split_stems
from newsroom.text.spans import Confidence

_MAX_DEK_LENGTH = 240
_NEAR = 3
_MIN_SHARED = 2


def claim_titled_dek(lines: Sequence[CopyLine], headline: int, start: int) -> None:
    """Claim a title right below the headline that has the author or date below it."""
    index = headline + 1
    if index >= start:
        return
    dek, below = lines[index], lines[index + 1 : start][:_NEAR]
    if (
        dek.is_unclaimed
        and is_statement(dek.text)
        and len(dek.text) <= _MAX_DEK_LENGTH
        and not has_final_stop(dek.text)
        and not has_photo_sign(dek.text)
        and not is_byline(dek.text)
        and any(_is_sign(line) for line in below)
    ):
        dek.claim(BlockKind.DEK, "dek.above-author", Confidence.LIKELY)


def claim_head_words(lines: Sequence[CopyLine], headline: int, start: int, lexicon: Lexicon) -> None:
    """Claim titles between the author or date and the text, offers of the page.

    A picture's caption is claimed before. A dek has words of the text.
    """
    last = max(
        (index for index in range(headline + 1, start) if lines[index].kind in AUTHOR_OR_DATE), default=start
    )
    words = frozenset[str]().union(*(split_stems(line.text) for line in lines[start : start + _NEAR]))
    for line in lines[last + 1 : start]:
        is_offer = line.is_unclaimed and _is_offer(line.text, lexicon)
        if is_offer and len(split_stems(line.text) & words) < _MIN_SHARED:
            line.claim(BlockKind.FURNITURE, "page.head-words", Confidence.LIKELY)


def _is_sign(line: CopyLine) -> bool:
    return line.kind in AUTHOR_OR_DATE or (
        line.is_unclaimed and (is_byline(line.text) or is_bare_name(line.text))
    )


def _is_offer(text: str, lexicon: Lexicon) -> bool:
    return (
        count_words(text) > _NEAR
        and not has_final_stop(text)
        and not has_photo_sign(text)
        and not is_author_line(text)
        and not is_post_line(text)
        and not is_byline(text)
        and lexicon.find_agency(text) is None
        and read_dateline(text, lexicon) is None
    )
