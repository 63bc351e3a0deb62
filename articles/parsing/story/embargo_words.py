"""Words of an embargo line outside dates: harmless, or of another condition."""

import re
from collections.abc import Iterator
from itertools import chain

from articles.parsing.dates.types import DateExpression, UnknownWord
from newsroom.text.spans import Span
from newsroom.text.wordlists import read_phrases, read_words

_DATA = "articles/parsing/dates/data"

_HARMLESS = read_words(f"{_DATA}/embargo_words.txt")
_VAGUE = read_words(f"{_DATA}/vague_words.txt")
_PHRASES = re.compile("|".join(map(re.escape, read_phrases(f"{_DATA}/embargo_phrases.txt"))))
_DESCRIPTION = re.compile(
    r"\W*(?:achtung\W+)?(?:sperrfrist|embargo|embargoed)\b (?:für|zu|zur|zum|der|des|von|auf|for|on|of)\b[^:]{1,200}:"
)

"""`Sperrfrist für die Rede des Bürgermeisters:` names the item, not the end."""
_SENTENCE_END = re.compile(r"[.!?][)\"“”']? ")
_WORDS = re.compile(r"[^\W\d_]+")
_SIGN = re.compile(r"\W+")


def is_vague(expression: DateExpression) -> bool:
    """Return whether a word makes the end conditional: `nach Redebeginn`, `ca.`."""
    return any(part in _VAGUE for word in _list_other_words(expression) for part in word.text.split("-"))


def has_unknown_words(expression: DateExpression) -> bool:
    """Return whether an unknown word is where it may name a place or a condition."""
    core = _get_core(expression)
    opening = _DESCRIPTION.match(expression.text)
    description_end = opening.end() if opening and opening.end() <= core.start else 0
    for word in _list_other_words(expression):
        known = _SIGN.fullmatch(word.text) or all(part in _HARMLESS for part in word.text.split("-"))
        if known or word.span.end <= description_end:
            continue
        if not _SENTENCE_END.search(expression.text, core.end, word.span.start):
            return True
    return False


def has_no_time(expression: DateExpression) -> bool:
    """Return whether the line only announces an embargo: `ACHTUNG SPERRFRIST`."""
    parts = (expression.times, expression.days, expression.parts, expression.zones, expression.durations)
    return not any(parts) and not is_vague(expression) and not has_unknown_words(expression)


def is_english(expression: DateExpression) -> bool:
    """Return whether the line is written in English and not in German."""
    words = _find_words(expression)
    english = bool(words & read_words(f"{_DATA}/english_words.txt")) or any(
        time.twelve_hours for time in expression.times
    )
    return english and not is_german(expression)


def is_german(expression: DateExpression) -> bool:
    return bool(_find_words(expression) & read_words(f"{_DATA}/german_words.txt"))


def _find_words(expression: DateExpression) -> set[str]:
    """Return the words of the line, without times: the `am` of `6 am` is not German.

    A time with `Uhr` keeps its words.
    """
    text = expression.text
    for span in [*(time.span for time in expression.times), *(zone.span for zone in expression.zones)]:
        replacement = span.of(text) if "uhr" in span.of(text) else " " * (span.end - span.start)
        text = text[: span.start] + replacement + text[span.end :]
    return set(_WORDS.findall(text))


def _list_other_words(expression: DateExpression) -> Iterator[UnknownWord]:
    phrases = [Span(*match.span()) for match in _PHRASES.finditer(expression.text)]
    return (word for word in expression.words if not any(phrase.covers(word.span) for phrase in phrases))


def _get_core(expression: DateExpression) -> Span:
    """Return the span from the first to the last day, time or zone."""
    spans = [
        found.span for found in chain(expression.times, expression.days, expression.parts, expression.zones)
    ]
    if not spans:
        return Span(len(expression.text), len(expression.text))
    return Span(min(span.start for span in spans), max(span.end for span in spans))
