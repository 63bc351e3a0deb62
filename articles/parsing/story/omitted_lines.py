"""Lines that the desk has taught the parser to leave out of the story."""

from collections.abc import Iterable

from articles.parsing.lexicon import Lexicon
from articles.parsing.lexicon.omitted_lines import MAX_LINE_LENGTH, fold_line
from articles.parsing.story.types import BlockKind, CopyLine

OMITTED_RULE = "desk.omitted-line"


def claim_omitted_lines(lines: Iterable[CopyLine], lexicon: Lexicon) -> None:
    """Claim the lines as page furniture, which is listed as left out."""
    if not lexicon.omitted_lines:
        return
    for line in lines:
        if (
            line.is_unclaimed
            and len(line.text) <= MAX_LINE_LENGTH
            and fold_line(line.text) in lexicon.omitted_lines
        ):
            line.claim(BlockKind.FURNITURE, OMITTED_RULE)
