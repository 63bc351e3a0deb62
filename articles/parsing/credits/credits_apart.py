"""Credits without a label that a sign separates from the caption.

They follow the last full stop, a bar or a new line, or are in brackets.
"""

import re
from collections.abc import Iterator
from itertools import islice

from articles.parsing.credits.names_and_houses import (
    ARTICLES,
    JOINTS,
    SILENT,
    SOURCES,
    is_clear_maker,
    is_credit_only,
    is_name,
)
from articles.parsing.credits.parse import read_cached_credit
from articles.parsing.credits.types import Credit, CreditPart, PartKind
from articles.parsing.credits.word_shapes import is_broadcaster
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
_WEAK_END = re.compile(r"(?:(?<![\w.])\d{1,2}|(?<!\w)[A-Z]{2}|(?<=[A-Z]\.[A-Z]))\.\s*(?=[A-Z])")
"""A full stop that may belong to a number or an abbreviation: `… on May 5. Jane Doe/AP`."""
_BAR = re.compile(r"\s\|\s+(?=[^\W\d_a-z]|@)")
_ABBREVIATION = re.compile(
    r"\b(?:L?Abg|NRAbg|V?bgm|Bgm|Prof|Hon|Gov|Sen|Rep|Gen|Capt|Sgt|Mag|Ing|Präs|Vors)\."
)
_SIGN_OF_A_HOUSE = re.compile(r"[A-ZÄÖÜ]{3,5}")
"""Capitals after the caption are the sign of a paper: `… am Abend. KXQ`."""
_ORDINAL = re.compile(r"\d{1,2}\.")
_AFTER_QUOTE = "caption.credit.after_quote"
_QUOTES = frozenset('"“”»«’')
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
        if confidence is not None and not (rule == _AFTER_QUOTE and _is_speaker(span.of(text), lexicon)):
            return Reading(span.of(text), span, rule, confidence)
    return _find_after_weak_end(text, max(line, end - REACH), end, lexicon)


def _find_after_weak_end(text: str, start: int, end: int, lexicon: Lexicon) -> Reading[str] | None:
    """Return people and their agency after a bar or an unclear full stop."""
    for pattern, is_credit in ((_BAR, _is_after_bar), (_WEAK_END, _is_after_weak_stop)):
        for match in islice(pattern.finditer(text, start, end), _MAX_TAILS):
            span = _strip_signs(text, match.end(), end)
            if is_credit(text[start : match.start()], span.of(text), lexicon):
                return Reading(span.of(text), span, "caption.credit.after_sign", Confidence.LIKELY)
    return None


def _is_after_bar(before: str, value: str, lexicon: Lexicon) -> bool:
    """Return whether a credit follows the bar; after a full stop a name is enough."""
    if _ends_with_source(before, lexicon) or not is_credit_alone(value, lexicon):
        return False
    is_signed = before.endswith((".", "!", "?")) and _begins_with_name(value, lexicon)
    return is_signed or _names_a_source(value, lexicon)


def _is_after_weak_stop(_before: str, value: str, lexicon: Lexicon) -> bool:
    if not _begins_with_name(value, lexicon) or not is_credit_alone(value, lexicon):
        return False
    return _names_a_source(value, lexicon) or _is_joined_to_house(value, lexicon)


def _names_a_source(value: str, lexicon: Lexicon) -> bool:
    return any(part.kind in SOURCES for part in read_cached_credit(value, lexicon).parts)


def _is_joined_to_house(value: str, lexicon: Lexicon) -> bool:
    """Return whether a name and its house are joined: `Jane Doe / The Post`."""
    parts = read_cached_credit(value, lexicon).parts
    return len(parts) == 2 and parts[1].separator == "/" and parts[1].kind is not PartKind.PERSON


def _begins_with_name(value: str, lexicon: Lexicon) -> bool:
    first = next(iter(read_cached_credit(value, lexicon).parts), None)
    return first is not None and first.kind is PartKind.PERSON and is_name(first.text, known=True)


def _ends_with_source(value: str, lexicon: Lexicon) -> bool:
    """Return whether an agency is before the bar: `picture alliance / dpa | Jane Doe`."""
    last = value.split()[-AGENCY_WORDS:]
    return any(
        lexicon.find_agency(" ".join(last[first:]).rpartition("/")[2].strip()) for first in range(len(last))
    )


def _find_tails(text: str, line: int, end: int) -> Iterator[tuple[Span, str]]:
    """Yield the ends of the caption that a full stop or a new line separates from it."""
    if line and text[:line].strip():
        yield _strip_signs(text, line, end), "caption.credit.own_line"
    reach = max(line, end - REACH)
    for match in islice(SENTENCE_END.finditer(text, reach, end), _MAX_TAILS):
        if _ABBREVIATION.search(text, max(0, match.start() - 4), match.start() + 4):
            continue
        is_quote = not _QUOTES.isdisjoint(match.group())
        yield _strip_signs(text, match.end(), end), _AFTER_QUOTE if is_quote else "caption.credit.after_stop"


def _is_speaker(value: str, lexicon: Lexicon) -> bool:
    """Return whether only a name follows a quotation: its speaker."""
    return all(part.kind is PartKind.PERSON for part in read_cached_credit(value, lexicon).parts)


def is_credit_alone(value: str, lexicon: Lexicon) -> bool:
    """Return whether the text has only names and houses, and no caption."""
    return _rate_tail(value, lexicon) is not None


def find_credit_in_brackets(text: str, line: int, end: int, lexicon: Lexicon) -> Reading[str] | None:
    """Return a credit in brackets: `[Courtesy of Jane Doe]`, `(Jane Doe/SRF)`.

    Within a sentence one word is not enough: `(ZDF)` may be the employer of the person in the picture.
    """
    closing = end - 1 - (text[end - 1 : end] == ".")
    opening = max(text.rfind(sign, line, max(line, closing)) for sign in _CLOSING)
    if opening < line or text[closing : closing + 1] != _CLOSING[text[opening]]:
        return None
    span = Span(opening + 1, closing)
    confidence = _rate_tail(span.of(text), lexicon)
    parts = read_cached_credit(span.of(text), lexicon).parts
    if len(parts) == 1 and _is_after_stop(text, opening) and _is_house_alone(parts[0]):
        return Reading(span.of(text), span, "caption.credit.in_brackets", Confidence.LIKELY)
    kinds = {part.kind for part in parts}
    is_pair = PartKind.PERSON in kinds and any(part.separator in JOINTS for part in parts[1:])
    if len(parts) > 1 and (is_pair or parts[0].kind is PartKind.HANDOUT) and confidence:
        return Reading(span.of(text), span, "caption.credit.in_brackets", confidence)
    return None


def _is_after_stop(text: str, at: int) -> bool:
    return text[:at].rstrip()[-1:] in {".", "!", "?"}


def _is_house_alone(part: CreditPart) -> bool:
    """Return whether a station or house is named that needs no agency: `(KXQR)`."""
    return is_broadcaster(part.text) or is_clear_maker(part)


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
        return _rate_with_source(credit, people)
    return _rate_without_source(credit, people)


def _rate_with_source(credit: Credit, people: list[str]) -> Confidence | None:
    if all(is_name(name, known=True) for name in people):
        return Confidence.SURE
    if all(is_name(name, known=False) for name in people) or _is_joined_surname(credit):
        return Confidence.LIKELY
    return None


def _rate_without_source(credit: Credit, people: list[str]) -> Confidence | None:
    """Rate people and houses without an agency.

    A known house is evidence for a name that no list contains.
    """
    has_house = any(
        is_clear_maker(part)
        or is_broadcaster(part.text)
        or (part.kind is PartKind.NOBODY and "photo" in part.text.casefold())
        for part in credit.parts
    )
    is_listed = any(
        part.kind is PartKind.CLIENT
        or (part.rule == "credit.house" and part.kind is PartKind.MEDIA and part.separator in JOINTS | {""})
        for part in credit.parts
    )
    if (has_house or len(people) == 1) and all(is_name(name, known=not is_listed) for name in people):
        return Confidence.LIKELY
    return Confidence.DOUBTFUL if has_house and _is_joined_surname(credit) else None


def _is_joined_surname(credit: Credit) -> bool:
    """Return whether a surname, or `apa / jane doe`, is joined to its house."""
    parts = [part for part in credit.parts if part.kind not in SILENT]
    people = [part.text for part in parts if part.kind is PartKind.PERSON]
    is_joined = len(parts) > 1 and all(part.separator in {"/", "|"} for part in parts[1:])
    if not is_joined or len(people) != 1:
        return False
    return people[0].isalpha() or (credit.raw.islower() and " " in people[0])


def _is_sentence(value: str) -> bool:
    words = value.split()
    if not words or len(words) > MAX_WORDS or words[0] in ARTICLES or _ORDINAL.match(value):
        return True
    return value.endswith((".", ":", "!", "?")) or ": " in value or SENTENCE_END.search(value) is not None
