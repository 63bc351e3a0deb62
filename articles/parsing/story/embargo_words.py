"""The words of an embargo line that are no date: harmless, or a sign that the end hangs on something else. Pure."""

import re
from collections.abc import Iterator
from itertools import chain

from articles.parsing.dates.types import Expression, Word
from newsroom.text.spans import Span
from newsroom.text.wordlists import read_phrases, read_words

_DATA = "articles/parsing/dates/data"

_HARMLESS = read_words(f"{_DATA}/embargo_words.txt")
_VAGUE = read_words(f"{_DATA}/vague_words.txt")
_PHRASES = re.compile("|".join(map(re.escape, read_phrases(f"{_DATA}/embargo_phrases.txt"))))
_DESCRIPTION = re.compile(
    r"\W*(?:achtung\W+)?(?:sperrfrist|embargo|embargoed)\b (?:für|zu|zur|zum|der|des|von|auf|for|on|of)\b[^:]{1,200}:"
)

"""`Sperrfrist für die Rede des Bürgermeisters:` names what is held back, not when."""
_SENTENCE_END = re.compile(r"[.!?][)\"“”']? ")
_WORDS = re.compile(r"[^\W\d_]+")
_SIGN = re.compile(r"\W+")


def is_vague(expression: Expression) -> bool:
    """Return whether a word makes the end depend on something else: `nach Redebeginn`, `ca.`, `morning editions`."""
    return any(part in _VAGUE for word in _outside_phrases(expression) for part in word.text.split("-"))


def has_unknown_words(expression: Expression) -> bool:
    """Return whether a word that nobody knows stands where it might name a place or a condition."""
    core = _core(expression)
    opening = _DESCRIPTION.match(expression.text)
    described = opening.end() if opening and opening.end() <= core.start else 0
    for word in _outside_phrases(expression):
        known = _SIGN.fullmatch(word.text) or all(part in _HARMLESS for part in word.text.split("-"))
        if known or word.span.end <= described:
            continue
        if not _SENTENCE_END.search(expression.text, core.end, word.span.start):
            return True
    return False


def says_nothing_of_time(expression: Expression) -> bool:
    """Return whether the line only says that there is an embargo: `ACHTUNG SPERRFRIST`."""
    said = (expression.times, expression.days, expression.parts, expression.zones, expression.durations)
    return not any(said) and not is_vague(expression) and not has_unknown_words(expression)


def is_english(expression: Expression) -> bool:
    """Return whether the line is written in English and not in German."""
    words = _written_words(expression)
    english = bool(words & read_words(f"{_DATA}/english_words.txt")) or any(
        time.twelve_hours for time in expression.times
    )
    return english and not is_german(expression)


def is_german(expression: Expression) -> bool:
    """Return whether words of the line are German."""
    return bool(_written_words(expression) & read_words(f"{_DATA}/german_words.txt"))


def _written_words(expression: Expression) -> set[str]:
    """Return the words of the line; of times only `Uhr` and the like, for the `am` of `6 am` is no German word."""
    text = expression.text
    for span in [*(time.span for time in expression.times), *(zone.span for zone in expression.zones)]:
        kept = span.of(text) if "uhr" in span.of(text) else " " * (span.end - span.start)
        text = text[: span.start] + kept + text[span.end :]
    return set(_WORDS.findall(text))


def _outside_phrases(expression: Expression) -> Iterator[Word]:
    phrases = [Span(match.start(), match.end()) for match in _PHRASES.finditer(expression.text)]
    return (word for word in expression.words if not any(phrase.covers(word.span) for phrase in phrases))


def _core(expression: Expression) -> Span:
    """Return from where to where days, times and zones stand."""
    spans = [
        found.span for found in chain(expression.times, expression.days, expression.parts, expression.zones)
    ]
    if not spans:
        return Span(len(expression.text), len(expression.text))
    return Span(min(span.start for span in spans), max(span.end for span in spans))
