"""Credits without a label that a sign separates from the caption.

They follow the last full stop, a bar or a new line, or are in brackets.
"""

import re
from collections.abc import Iterator
from itertools import islice

from articles.parsing.credits.names_and_houses import (
    ARTICLES,
    JOINTS,
    SOURCES,
    is_clear_maker,
    is_credit_only,
    is_name,
)
from articles.parsing.credits.parse import read_cached_credit
from articles.parsing.credits.types import Credit, PartKind
from articles.parsing.lexicon import Lexicon
from newsroom.text.spans import Confidence, Reading, Span
from people.recognition.word_lists import CLUBS, PARTIES

MAX_WORDS = 12
REACH = 160
AGENCY_WORDS = 3
_MAX_TAILS = 12
SENTENCE_END = re.compile(
    r"(?:[^\W\d_]{3}|\d{4}|[)\]\"“”»«’])[.!?…]+[\"“”»«’')\]]*(?:\s+|(?=[A-Z(\[]))|\.\s(?=[(\[])"
)
_ABBREVIATION = re.compile(
    r"\b(?:L?Abg|NRAbg|V?bgm|Bgm|Prof|Hon|Gov|Sen|Rep|Gen|Capt|Sgt|Mag|Ing|Präs|Vors)\."
)
_SIGN_OF_A_HOUSE = re.compile(r"[A-ZÄÖÜ]{3,5}")
"""Capitals after the caption are the sign of a paper: `… am Abend. KXQ`."""
_ORDINAL = re.compile(r"\d{1,2}\.")
_LEAD = re.compile(
    r"[\s\-–—|•·/]*(?:\((?:Symbol|Archiv|Themen|Sujet)(?:bild|foto|aufnahme)?\)\s+(?:[-–—]\s+)?(?=\w)|\((?i:file(?:\sphoto)?)\)\s+(?=\w))?"
)
_CLOSING = {"(": ")", "[": "]"}


def find_credit_apart(text: str, lexicon: Lexicon) -> Reading[str] | None:
    """Return the credit that a full stop or a new line separates from the caption."""
    end = len(text.rstrip())
    line = text.rfind("\n", 0, end) + 1
    for span, rule in _find_tails(text, line, end):
        confidence = _rate_tail(span.of(text), lexicon)
        if confidence is not None:
            return Reading(span.of(text), span, rule, confidence)
    return None


def _find_tails(text: str, line: int, end: int) -> Iterator[tuple[Span, str]]:
    """Yield the ends of the caption that a full stop or a new line separates from it."""
    if line and text[:line].strip():
        yield _strip_signs(text, line, end), "caption.credit.own_line"
    reach = max(line, end - REACH)
    for match in islice(SENTENCE_END.finditer(text, reach, end), _MAX_TAILS):
        if _ABBREVIATION.search(text, max(0, match.start() - 4), match.start() + 4):
            continue
        yield _strip_signs(text, match.end(), end), "caption.credit.after_stop"


def is_credit_alone(value: str, lexicon: Lexicon) -> bool:
    """Return whether the text has only names and houses, and no caption."""
    return _rate_tail(value, lexicon) is not None


def _strip_signs(text: str, start: int, end: int) -> Span:
    """Return the span without dashes in front and without brackets around it."""
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead and text[lead.end() - 1 : lead.end()] != "/" else start
    while start < end and text[start].isspace():
        start += 1
    if end - start > 2 and _CLOSING.get(text[start]) == text[end - 1]:
        return Span(start + 1, end - 1)
    return Span(start, end)


def _rate_tail(value: str, lexicon: Lexicon) -> Confidence | None:
    """Rate names and houses that stand alone; a final full stop makes them a sentence."""
    if _is_sentence(value) or value in PARTIES | CLUBS:
        return None
    if _SIGN_OF_A_HOUSE.fullmatch(value) and not lexicon.find_agency(value):
        return Confidence.DOUBTFUL
    credit = read_cached_credit(value, lexicon)
    if not is_credit_only(credit):
        return None
    people = [part.text for part in credit.parts if part.kind is PartKind.PERSON]
    if any(part.kind in SOURCES for part in credit.parts):
        return _rate_with_source(people)
    return _rate_without_source(credit, people)


def _rate_with_source(people: list[str]) -> Confidence | None:
    if all(is_name(name, known=True) for name in people):
        return Confidence.SURE
    if all(is_name(name, known=False) for name in people):
        return Confidence.LIKELY
    return None


def _rate_without_source(credit: Credit, people: list[str]) -> Confidence | None:
    """Rate people and houses without an agency.

    A known house is evidence for a name that no list contains.
    """
    has_house = any(
        is_clear_maker(part) or (part.kind is PartKind.NOBODY and "photo" in part.text.casefold())
        for part in credit.parts
    )
    is_listed = any(
        part.kind is PartKind.CLIENT
        or (part.rule == "credit.house" and part.kind is PartKind.MEDIA and part.separator in JOINTS | {""})
        for part in credit.parts
    )
    if (has_house or len(people) == 1) and all(is_name(name, known=not is_listed) for name in people):
        return Confidence.LIKELY
    return None


def _is_sentence(value: str) -> bool:
    words = value.split()
    if not words or len(words) > MAX_WORDS or words[0] in ARTICLES or _ORDINAL.match(value):
        return True
    return value.endswith((".", ":", "!", "?")) or ": " in value or SENTENCE_END.search(value) is not None
