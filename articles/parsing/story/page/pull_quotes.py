"""Quotations that a page prints again in large letters, with the speaker below."""

from collections.abc import Sequence

from articles.parsing.story.byline import is_bare_name
from articles.parsing.story.sentences import count_words, has_final_stop
from articles.parsing.story.types import BlockKind, CopyLine
from newsroom.text.spans import Confidence

_SIGNS = "\"'„“”‚‘’»«›‹ .!?…–—-"
_MIN_LENGTH, _MAX_LENGTH = 20, 300
_MAX_SPEAKER_WORDS = 6
_MAX_LINES = 300
"""Lines of a story; each is compared with every other."""


def claim_pull_quotes(lines: Sequence[CopyLine], start: int) -> None:
    """Claim each line below `start` whose words are in a longer line of the text."""
    end = min(start + _MAX_LINES, len(lines))
    texts = [line.text.casefold() for line in lines[start:end] if line.is_unclaimed]
    for index in range(start, end):
        line = lines[index]
        bare = line.text.casefold().strip(_SIGNS)
        if not line.is_unclaimed or not _MIN_LENGTH <= len(bare) <= _MAX_LENGTH:
            continue
        if line.text[0].isalpha() and not has_final_stop(line.text):
            continue  # a subhead may repeat words of the text
        if any(bare in text and len(text) > len(bare) + _MIN_LENGTH for text in texts):
            line.claim(BlockKind.FURNITURE, "page.pull-quote", Confidence.LIKELY)
            if index + 1 < len(lines) and _is_speaker(lines[index + 1]):
                lines[index + 1].claim(BlockKind.FURNITURE, "page.pull-quote", Confidence.LIKELY)


def _is_speaker(line: CopyLine) -> bool:
    if not line.is_unclaimed or has_final_stop(line.text) or count_words(line.text) > _MAX_SPEAKER_WORDS:
        return False
    name = line.text.lstrip("–—- ").split(",")[0]
    words = name.split()
    return name.isupper() or is_bare_name(name) or all(word[:1].isupper() for word in words)
