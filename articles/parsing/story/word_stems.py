"""Beginnings of words, by which two texts are compared."""

import re

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM_LENGTH = 6


def split_stems(text: str) -> frozenset[str]:
    """Return the beginnings of the longer words, alike for most forms of a word."""
    return frozenset(word.casefold()[:_STEM_LENGTH] for word in _WORD.findall(text))
