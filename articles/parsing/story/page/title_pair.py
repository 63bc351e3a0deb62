"""The headline of two titles next to each other, chosen by several signs.

Some pages print a kicker above the headline, some a line without a full stop below it. No sign alone tells them apart.
"""

from articles.parsing.story.sentences import QUOTES, count_words, has_final_stop, may_have_verb

_MAX_KICKER_WORDS = 4
_MIN_HEADLINE_WORDS, _LONG_HEADLINE_WORDS = 6, 8
_MIN_WORDS = 3
_SHORTER, _LIKE, _LONGER = 0.7, 1.35, 1.7
"""The length of the lower title, in lengths of the upper one."""


def is_lower_headline(
    upper: str, lower: str, *, has_sentence_below: bool, has_kicker_above: bool, advantage: float
) -> bool:
    """Return whether the upper title is a kicker and the lower one the headline.

    A sentence below both is a dek, which a page has once. `advantage` is how many more signs of a headline the lower
    title has by itself.
    """
    if (has_final_stop(lower) and not is_quoted(lower)) or count_words(lower) < _MIN_WORDS + (
        not may_have_verb(lower)
    ):
        return False
    score = _score_words(upper, lower) + _score_lengths(upper, lower) + 0.3 * advantage
    score += 1.0 * has_sentence_below - 1.5 * has_kicker_above
    return score > 0


def _score_words(upper: str, lower: str) -> float:
    score = 0.0
    if upper.endswith((":", ",")) or has_final_stop(upper):
        score += 2.0
    if count_words(upper) <= _MAX_KICKER_WORDS and not may_have_verb(upper):
        score += 2.0
    elif is_quoted(upper) and lower[0] not in QUOTES:
        score += 1.3
    elif count_words(upper) >= _MIN_HEADLINE_WORDS and may_have_verb(upper):
        score -= 0.4 if count_words(upper) < _LONG_HEADLINE_WORDS else 1.2
    if may_have_verb(lower) and not may_have_verb(upper):
        score += 1.2
    if upper.isupper() and not lower.isupper():
        score += 2.0
    return score


def _score_lengths(upper: str, lower: str) -> float:
    ratio = len(lower) / len(upper)
    if ratio <= _SHORTER:
        return 1.5
    if ratio <= _LIKE:
        return 0.5
    return -1.5 if ratio >= _LONGER else 0.0


def is_quoted(text: str) -> bool:
    return text[0] in QUOTES and text[-1] in QUOTES
