"""Comparison of the first lines of a story with its headline.

The first paragraph says again what the headline says; a dek between them adds something else.
"""

from articles.parsing.story.word_stems import split_stems

_MIN_STEM = 4


def restates_more(headline: str, line: str, later: str) -> bool:
    """Return whether `later` has more words of the headline than `line` has."""
    words = split_stems(headline)
    return _count_shared(words, later) > _count_shared(words, line)


def _count_shared(stems: frozenset[str], text: str) -> int:
    """Return the count of stems in the text; `Kabel` and `Kabeldiebstahl` are one."""
    others = {other[:_MIN_STEM] for other in split_stems(text)}
    return sum(stem[:_MIN_STEM] in others for stem in stems)
