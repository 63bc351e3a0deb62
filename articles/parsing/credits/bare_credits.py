"""The credit at the end of a caption that has no label: `… am Hafen Jane Doe/AFP`.

A caption is known to be one, so that names and houses suffice where a paragraph would need a label: after the last full
stop, on a line of its own, in brackets after the full stop, or as the longest run of names with an agency. Prose is
never accepted. Linear in the length of the text.
"""

import re

from articles.parsing.credits.credits_apart import (
    AGENCY_WORDS,
    MAX_WORDS,
    REACH,
    SENTENCE_END,
    find_credit_apart,
    find_credit_in_brackets,
)
from articles.parsing.credits.names_and_houses import JOINTS, SILENT, SOURCES, is_credit_only, is_name
from articles.parsing.credits.parse import read_cached_credit
from articles.parsing.credits.types import Credit, CreditPart, PartKind
from articles.parsing.credits.unknown_houses import BY_FORM
from articles.parsing.lexicon import Lexicon
from articles.parsing.lexicon.types import AgencyKind
from newsroom.text.spans import Confidence, Reading, Span
from newsroom.text.wordlists import split_words

_PHOTO_WORDS = ("Foto ", "Fotos ", "Bild ", "Photo ", "Photos ")
_WORD = re.compile(r"\S+")
_SEPARATORS = frozenset({"-", "–", "—", "|", "•", "·"})
_BEFORE_A_NAMED_AGENCY = split_words(
    "der die das dem den des von vom bei beim zur zum durch laut für mit und an the of by from for at to with"
)
"""A word that makes the agency a part of the sentence: `das Logo der dpa`."""
AGENCY_NOUNS = ("agentur", "agency", "dienst", "service", "logo", "sender")


def find_unlabelled_credit(text: str, lexicon: Lexicon) -> Reading[str] | None:
    """Return the unlabelled credit at the end of the caption, without brackets."""
    end = len(text.rstrip())
    line = text.rfind("\n", 0, end) + 1
    return (
        find_credit_apart(text, lexicon)
        or find_credit_in_brackets(text, line, end, lexicon)
        or _find_suffix(text, max(line, end - REACH), end, lexicon)
    )


def _find_suffix(text: str, start: int, end: int, lexicon: Lexicon) -> Reading[str] | None:
    """Return the longest run of names and agencies at the end of a line."""
    words = list(_WORD.finditer(text, start, end))[-MAX_WORDS:]
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
    last = value.split()[-AGENCY_WORDS:]
    return any(lexicon.find_agency(" ".join(last[first:])) for first in range(len(last)))


def _rate_suffix(value: str, before: str, lexicon: Lexicon) -> Confidence | None:
    """Rate the end of a sentence; the word `before` belongs to the caption."""
    if (
        before == "via"
        or before.endswith("/")
        or SENTENCE_END.search(value)
        or (before[0] in "([" and before[-1] not in ")]")
    ):
        return None
    credit = read_cached_credit(value, lexicon)
    if value.startswith(_PHOTO_WORDS):
        return _rate_named_photo(credit)
    if not is_credit_only(credit, sources=SOURCES | {PartKind.MEDIA}) or credit.parts[0].kind in SILENT:
        return None
    parts = [part for part in credit.parts if part.kind not in SILENT]
    if len(parts) == 1:
        return _rate_agency_alone(parts[0], value, before, lexicon)
    is_joined = all(part.separator in JOINTS or part.kind in SILENT for part in credit.parts[1:])
    return _rate_joined(parts) if is_joined else None


def _rate_joined(parts: list[CreditPart]) -> Confidence | None:
    """Rate joined names and houses; `Moderatorin Jane Doe (ZDF)` is no credit."""
    people = [part.text for part in parts if part.kind is PartKind.PERSON or part.rule == BY_FORM]
    has_source = any(
        part.kind in SOURCES
        or (part.kind is PartKind.MEDIA and part.confidence is Confidence.SURE and part.separator != "(")
        for part in parts
    )
    if not has_source or not all(is_name(name, known=False) for name in people):
        return None
    return Confidence.LIKELY if all(is_name(name, known=True) for name in people) else Confidence.DOUBTFUL


def _rate_named_photo(credit: Credit) -> Confidence | None:
    """Rate `… am Hafen Foto Jane Doe`: a label without its colon and one name."""
    named = [part for part in credit.parts if part.kind is not PartKind.PREFIX]
    is_one = len(named) == 1 and named[0].kind is PartKind.PERSON
    return Confidence.LIKELY if is_one and is_name(named[0].text, known=True) else None


def _rate_agency_alone(part: CreditPart, value: str, before: str, lexicon: Lexicon) -> Confidence | None:
    """Rate `… (CDU) dpa`; in `das Logo der dpa` the agency belongs to the sentence."""
    is_apart = before in _SEPARATORS
    if (
        part.kind not in SOURCES
        or before.casefold() in _BEFORE_A_NAMED_AGENCY
        or before.casefold().endswith(AGENCY_NOUNS)
        or (before[-1] in ",:-–—" and not is_apart)
    ):
        return None
    agency = lexicon.agencies.get(part.value)
    is_seller = part.kind is PartKind.DISTRIBUTOR or (agency and agency.kind is AgencyKind.PICTURE)
    is_sign = is_apart or is_seller or value.isupper() or value.islower() or "/" in value
    return Confidence.LIKELY if is_sign else None
