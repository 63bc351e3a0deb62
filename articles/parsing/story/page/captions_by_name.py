"""Captions of a page above the text, known by a name that they share with it."""

import re
from collections.abc import Sequence

from articles.parsing.story.byline import is_bare_name, is_byline
from articles.parsing.story.page.names_above import NAME
from articles.parsing.story.photo_blocks import PhotoBlock, has_photo_sign
from articles.parsing.story.sentences import count_words, has_final_stop
from articles.parsing.story.types import AUTHOR_OR_DATE, BlockKind, CopyLine
from newsroom.text.spans import Confidence

_MIN_WORDS = 5
_MAX_LENGTH = 400
_REACH = 3
_SIGNED = re.compile(
    r"(?P<caption>.{15,160}) \((?P<credit>[A-Za-z][\w&.'’-]*(?:[ /][A-Za-z][\w&.'’-]*){0,4}[ /]?)\)"
)
"""`Property lines in Marlow. (iStock)`"""


def claim_caption_by_name(lines: Sequence[CopyLine], headline: int, start: int) -> PhotoBlock | None:
    """Claim a title between date and text that names what the text names.

    Pages print a picture there; a line below the headline is above date and author.
    """
    line = lines[start - 1]
    signed = _SIGNED.fullmatch(line.text)
    above = next(
        (one for one in reversed(lines[headline : start - 1]) if one.kind is not BlockKind.FURNITURE), None
    )
    if (
        not line.is_unclaimed
        or above is None
        or not (above.kind in AUTHOR_OR_DATE or is_byline(above.text) or _is_name_in(above, line.text))
        or (has_final_stop(line.text) and signed is None)
        or has_photo_sign(line.text)
        or count_words(line.text) < _MIN_WORDS
        or len(line.text) > _MAX_LENGTH
        or not _shares_name(line.text, lines[start : start + _REACH])
    ):
        return None
    line.claim(BlockKind.CAPTION, "page.caption-by-name", Confidence.LIKELY)
    return PhotoBlock(line.span) if signed is None else PhotoBlock.from_match(line, signed)


def _is_name_in(line: CopyLine, caption: str) -> bool:
    """Return whether a line is a name that the caption below it has."""
    return line.is_unclaimed and is_bare_name(line.text) and line.text.split()[-1] in caption


def _shares_name(text: str, below: Sequence[CopyLine]) -> bool:
    words = NAME.findall(text)
    return any(word in line.text for word in words for line in below if line.is_unclaimed)
