"""Comparison of the first lines of a story with its headline.

The first paragraph says again what the headline says; a dek between them adds something else.
"""

import re

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM_LENGTH = 5
_MIN_STEM = 4


def restates_more(headline: str, line: str, later: str) -> bool:
    """Return whether `later` has more words of the headline than `line` has."""
    words = _find_stems(headline)
    return _count_shared(words, later) > _count_shared(words, line)


def _find_stems(text: str) -> set[str]:
    return {word.casefold()[:_STEM_LENGTH] for word in _WORD.findall(text)}


def _count_shared(stems: set[str], text: str) -> int:
    """Return the count of stems in the text; `Kabel` and `Kabeldiebstahl` are one."""
    others = _find_stems(text)
    return sum(any(stem[:_MIN_STEM] == other[:_MIN_STEM] for other in others) for stem in stems)
