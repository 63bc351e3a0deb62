"""The credit at the end of a caption that has no label: `… am Hafen Jane Doe/AFP`.

A caption is known to be one, so that names and houses suffice where a paragraph would need a label: after the last full
stop, on a line of its own, in brackets after the full stop, or as the longest run of names with an agency. Prose is
never accepted. Linear in the length of the text.
"""

import re
from collections.abc import Iterator
from itertools import islice

from articles.parsing.credits.parse import read_cached_credit
from articles.parsing.credits.types import Credit, CreditPart, PartKind
from articles.parsing.lexicon import Lexicon
from articles.parsing.lexicon.types import AgencyKind
from newsroom.text.spans import Confidence, Reading, Span
from newsroom.text.wordlists import split_words
from people.names.particles import LOWERCASE_PARTICLES
from people.recognition.offices.is_office import is_german_office
from people.recognition.word_classes import is_given_name, is_place, is_thing_noun

_REACH = 160
_MAX_SUFFIX_WORDS = 12
_AGENCY_WORDS = 3
_PHOTO_WORDS = ("Foto ", "Fotos ", "Bild ", "Photo ", "Photos ")
_MAX_NAME_WORDS = 4
_MAX_TAILS = 12
_SENTENCE_END = re.compile(
    r"(?:[^\W\d_]{3}|\d{4}|[)\]\"“”»«’])[.!?…]+[\"“”»«’')\]]*(?:\s+|(?=[A-Z(\[]))|\.\s(?=[(\[])"
)
_ABBREVIATION = re.compile(
    r"\b(?:L?Abg|NRAbg|V?bgm|Bgm|Prof|Hon|Gov|Sen|Rep|Gen|Capt|Sgt|Mag|Ing|Präs|Vors)\."
)
_WORD = re.compile(r"\S+")
_SEPARATORS = frozenset({"-", "–", "—", "|", "•", "·"})
_AFTER_QUOTE = "caption.credit.after_quote"
_QUOTES = frozenset('"“”»«’')
_LEAD = re.compile(
    r"[\s\-–—|•·/]*(?:\((?:Symbol|Archiv|Themen|Sujet)(?:bild|foto|aufnahme)?\)\s+(?=\w)|\((?i:file(?:\sphoto)?)\)\s+(?=\w))?"
)
_CLOSING = {"(": ")", "[": "]"}
_SOURCES = frozenset({PartKind.AGENCY, PartKind.DISTRIBUTOR})
_MAKERS = frozenset({PartKind.MEDIA, PartKind.BODY, PartKind.HANDOUT, PartKind.NETWORK})
_SILENT = frozenset(
    {
        PartKind.NOTE,
        PartKind.ARCHIVE,
        PartKind.POOL,
        PartKind.YEAR,
        PartKind.COPYRIGHT,
        PartKind.PREFIX,
        PartKind.NOBODY,
    }
)
_JOINTS = frozenset({"/", "|", "via", "(", "-"})
_NO_NAME_PARTICLES = split_words("im am in an auf aus vom zum zur und bei mit vor")
"""Also prepositions: `Fähre im Hafen` is no name."""
_BEFORE_A_NAMED_AGENCY = split_words(
    "der die das dem den des von vom bei beim zur zum durch laut für mit und an the of by from for at to with"
)
"""A word that makes the agency a part of the sentence: `das Logo der dpa`."""
_AGENCY_NOUNS = ("agentur", "agency", "dienst", "service", "logo", "sender")
_ARTICLES = split_words("Der Die Das Ein Eine The A An Im In Am")


def find_unlabelled_credit(text: str, lexicon: Lexicon) -> Reading[str] | None:
    """Return the unlabelled credit at the end of the caption, without brackets."""
    end = len(text.rstrip())
    line = text.rfind("\n", 0, end) + 1
    return (
        find_credit_apart(text, lexicon)
        or _find_in_brackets(text, line, end, lexicon)
        or _find_suffix(text, max(line, end - _REACH), end, lexicon)
    )


def find_credit_apart(text: str, lexicon: Lexicon) -> Reading[str] | None:
    """Return the credit that a full stop or a new line separates from the caption."""
    end = len(text.rstrip())
    line = text.rfind("\n", 0, end) + 1
    for span, rule in _find_tails(text, line, end):
        confidence = _rate_tail(span.of(text), lexicon)
        if confidence is not None and not (rule == _AFTER_QUOTE and _is_speaker(span.of(text), lexicon)):
            return Reading(span.of(text), span, rule, confidence)
    return None


def _find_tails(text: str, line: int, end: int) -> Iterator[tuple[Span, str]]:
    """Yield the ends of the caption that a full stop or a new line separates from it."""
    if line and text[:line].strip():
        yield _strip_signs(text, line, end), "caption.credit.own_line"
    reach = max(line, end - _REACH)
    for match in islice(_SENTENCE_END.finditer(text, reach, end), _MAX_TAILS):
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


def _find_in_brackets(text: str, line: int, end: int, lexicon: Lexicon) -> Reading[str] | None:
    """Return a credit in brackets: `[Courtesy of Jane Doe]`, `(Jane Doe/SRF)`.

    One word is not enough: `(ZDF)` may be the employer of the person in the picture.
    """
    closing = end - 1 - (text[end - 1 : end] == ".")
    opening = max(text.rfind(sign, line, max(line, closing)) for sign in _CLOSING)
    if opening < line or text[closing : closing + 1] != _CLOSING[text[opening]]:
        return None
    span = Span(opening + 1, closing)
    confidence = _rate_tail(span.of(text), lexicon)
    parts = read_cached_credit(span.of(text), lexicon).parts if confidence else ()
    kinds = {part.kind for part in parts}
    is_pair = PartKind.PERSON in kinds and any(part.separator in _JOINTS for part in parts[1:])
    if len(parts) > 1 and (is_pair or parts[0].kind is PartKind.HANDOUT) and confidence:
        return Reading(span.of(text), span, "caption.credit.in_brackets", confidence)
    return None


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
    if _is_sentence(value):
        return None
    credit = read_cached_credit(value, lexicon)
    people = [part.text for part in credit.parts if part.kind is PartKind.PERSON]
    if not _is_credit_only(credit, extra=_SOURCES | _MAKERS | {PartKind.CLIENT}):
        return None
    if any(part.kind in _SOURCES for part in credit.parts):
        return Confidence.SURE if all(_is_name(name, known=False) for name in people) else None
    is_named = len(people) == 1 or any(_is_clear_maker(part) for part in credit.parts)
    return Confidence.LIKELY if is_named and all(_is_name(name, known=True) for name in people) else None


def _is_sentence(value: str) -> bool:
    words = value.split()
    if not words or len(words) > _MAX_SUFFIX_WORDS or words[0] in _ARTICLES:
        return True
    return value.endswith((".", ":", "!", "?")) or ": " in value or _SENTENCE_END.search(value) is not None


def _is_credit_only(credit: Credit, *, extra: frozenset[PartKind]) -> bool:
    """Return whether no part is prose, and at least one names somebody."""
    allowed = _SILENT | extra | {PartKind.PERSON}
    kinds = {part.kind for part in credit.parts}
    return bool(kinds) and kinds <= allowed and not kinds <= _SILENT - {PartKind.NOBODY}


def _is_clear_maker(part: CreditPart) -> bool:
    if part.kind not in _MAKERS or part.text.split()[0] in _ARTICLES:
        return False
    return part.confidence is not Confidence.DOUBTFUL and len(part.text.split()) <= _MAX_NAME_WORDS


def _find_suffix(text: str, start: int, end: int, lexicon: Lexicon) -> Reading[str] | None:
    """Return the longest run of names and agencies at the end of a line."""
    words = list(_WORD.finditer(text, start, end))[-_MAX_SUFFIX_WORDS:]
    if not words or not _has_credit_sign(text[words[0].start() : end], lexicon):
        return None
    found: Reading[str] | None = None
    for index in range(len(words) - 1, 0, -1):
        span = Span(words[index].start(), end)
        if not words[index].group()[:1].isalnum() and not words[index].group().startswith("@"):
            continue
        confidence = _rate_suffix(span.of(text), words[index - 1].group(), lexicon)
        if confidence is None or (found is not None and confidence is Confidence.DOUBTFUL):
            continue  # a run with an unknown name never replaces one with a known name
        found = Reading(span.of(text), span, "caption.credit.suffix", confidence)
    return found


def _has_credit_sign(value: str, lexicon: Lexicon) -> bool:
    """Return whether the words may hold a credit, by a cheap test."""
    if "/" in value or "|" in value or any(word in value for word in _PHOTO_WORDS):
        return True
    last = value.split()[-_AGENCY_WORDS:]
    return any(lexicon.find_agency(" ".join(last[first:])) for first in range(len(last)))


def _rate_suffix(value: str, before: str, lexicon: Lexicon) -> Confidence | None:
    """Rate the end of a sentence; the word `before` belongs to the caption."""
    if before == "via" or before.endswith("/") or (before[0] in "([" and before[-1] not in ")]"):
        return None
    credit = read_cached_credit(value, lexicon)
    if value.startswith(_PHOTO_WORDS):
        return _rate_named_photo(credit)
    if not _is_credit_only(credit, extra=_SOURCES | {PartKind.MEDIA}) or credit.parts[0].kind in _SILENT:
        return None
    parts = [part for part in credit.parts if part.kind not in _SILENT]
    if len(parts) == 1:
        return _rate_agency_alone(parts[0], value, before, lexicon)
    is_joined = all(part.separator in _JOINTS or part.kind in _SILENT for part in credit.parts[1:])
    return _rate_joined(parts) if is_joined else None


def _rate_joined(parts: list[CreditPart]) -> Confidence | None:
    """Rate joined names and houses; `Moderatorin Jane Doe (ZDF)` is no credit."""
    people = [part.text for part in parts if part.kind is PartKind.PERSON]
    has_source = any(
        part.kind in _SOURCES
        or (part.kind is PartKind.MEDIA and part.confidence is Confidence.SURE and part.separator != "(")
        for part in parts
    )
    if not has_source or not all(_is_name(name, known=False) for name in people):
        return None
    return Confidence.LIKELY if all(_is_name(name, known=True) for name in people) else Confidence.DOUBTFUL


def _rate_named_photo(credit: Credit) -> Confidence | None:
    """Rate `… am Hafen Foto Jane Doe`: a label without its colon and one name."""
    named = [part for part in credit.parts if part.kind is not PartKind.PREFIX]
    is_one = len(named) == 1 and named[0].kind is PartKind.PERSON
    return Confidence.LIKELY if is_one and _is_name(named[0].text, known=True) else None


def _rate_agency_alone(part: CreditPart, value: str, before: str, lexicon: Lexicon) -> Confidence | None:
    """Rate `… (CDU) dpa`; in `das Logo der dpa` the agency belongs to the sentence."""
    if part.kind not in _SOURCES or before.casefold() in _BEFORE_A_NAMED_AGENCY:
        return None
    is_apart = before in _SEPARATORS
    if (before[-1] in ",:-–—" and not is_apart) or before.casefold().endswith(_AGENCY_NOUNS):
        return None
    is_photo_agency = (
        part.value in lexicon.agencies and lexicon.agencies[part.value].kind is AgencyKind.PICTURE
    )
    is_sign = (
        is_apart
        or is_photo_agency
        or value.isupper()
        or value.islower()
        or part.kind is PartKind.DISTRIBUTOR
        or "/" in value
    )
    return Confidence.LIKELY if is_sign else None


def _is_name(text: str, *, known: bool) -> bool:
    """Return whether the text is a name; a `known` one begins with a given name."""
    words = text.split()
    if not 1 < len(words) <= _MAX_NAME_WORDS:
        return text.startswith("@")
    first = words[0]
    if any(word in _NO_NAME_PARTICLES for word in words) or first in _ARTICLES:
        return False
    if not all(_is_name_word(word) for word in words):
        return False
    if is_given_name(first) or is_given_name(first.title()) or (len(first) <= 3 and first.endswith(".")):
        return True
    return not known and not (is_german_office(first) or is_place(first) or is_thing_noun(first.lower()))


def _is_name_word(word: str) -> bool:
    return (
        word[:1].isupper()
        or word in LOWERCASE_PARTICLES
        or word[1:2] in {"'", "’", "-"}
        or word.startswith("al-")
    )
