"""The phrases known to the parsers: built-in tables and the desk's own entries."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from articles.parsing.lexicon.agencies import AGENCIES, JOINT_SPELLINGS
from articles.parsing.lexicon.media_houses import (
    ARCHIVE_MARKS,
    CREDIT_NOTES,
    CREDIT_PREFIXES,
    MEDIA_HOUSES,
    NETWORKS,
    NO_CREATOR,
    POOL_MARKS,
)
from articles.parsing.lexicon.omitted_lines import fold_line
from articles.parsing.lexicon.organisations import (
    AMBIGUOUS_ORGANISATIONS,
    HANDOUT_MARKS,
    ORGANISATIONS,
    POOL_SOURCES,
)
from articles.parsing.lexicon.types import AgencyEntry
from people.recognition.offices.taught import fold_office

POOL_SOURCE = "credit.body.pool_source"
MAX_SPELLING_LENGTH = 120
"""Characters, as many as the desk may enter; callers also look up whole paragraphs."""
_WORD = re.compile(r"[^\W_]+")


class PhraseKind(StrEnum):
    AGENCY = "agency"
    HANDOUT = "handout"
    BODY = "body"
    POOL = "pool"
    ARCHIVE = "archive"
    HOUSE = "house"
    NETWORK = "network"
    NOBODY = "nobody"
    PREFIX = "prefix"
    NOTE = "note"
    COPYRIGHT = "copyright"


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """The meaning of a phrase.

    `is_ambiguous`: the phrase is also a name or a common word, and counts only without unknown words next to it.
    """

    kind: PhraseKind
    values: tuple[str, ...] = ()
    is_ambiguous: bool = True
    rule: str = ""


def fold_spelling(text: str) -> str:
    """Return the key of a spelling: `Picture-Alliance ` becomes `picture alliance`."""
    return " ".join(_WORD.findall(text.casefold()))


def fold_initials(text: str) -> str:
    """Return the key of initials: `A. B.` becomes `ab`."""
    return "".join(_WORD.findall(text.casefold()))


@dataclass(frozen=True, eq=False)
class Lexicon:
    """An immutable table of phrases.

    `max_words` is the length of the longest phrase by its first word. `offices` are keys of `fold_office`,
    `omitted_lines` keys of `fold_line`. Lexicons are compared by identity, so that results can be cached.
    """

    entries: dict[str, LexiconEntry]
    max_words: dict[str, int]
    agencies: dict[str, AgencyEntry]
    initials: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    omitted_lines: frozenset[str] = frozenset()

    def find_phrase(self, words: list[str], at: int, end: int) -> tuple[LexiconEntry, int] | None:
        """Return the longest phrase that starts at word `at`, and its number of words."""
        for length in range(min(self.max_words.get(words[at], 0), end - at), 0, -1):
            entry = self.entries.get(" ".join(words[at : at + length]))
            if entry is not None:
                return entry, length
        return None

    def find_agency(self, spelling: str) -> AgencyEntry | None:
        """Return the agency that the spelling names, None for none or several."""
        entry = self.entries.get(fold_spelling(spelling)) if len(spelling) <= MAX_SPELLING_LENGTH else None
        if entry is None or entry.kind is not PhraseKind.AGENCY or len(entry.values) != 1:
            return None
        return self.agencies.get(entry.values[0])

    def agency_name(self, code: str) -> str:
        known = self.agencies.get(code)
        return known.name if known else code

    @cached_property
    def distributors(self) -> dict[str, str]:
        """Distributor names by agency code."""
        return {code: agency.sells_as for code, agency in self.agencies.items() if agency.sells_as}

    def extend(
        self,
        spellings: Iterable[tuple[str, str]] = (),
        initials: Iterable[str] = (),
        *,
        agencies: Iterable[AgencyEntry] = (),
        houses: Iterable[str] = (),
        bodies: Iterable[str] = (),
        not_sources: Iterable[str] = (),
        offices: Iterable[str] = (),
        omitted_lines: Iterable[str] = (),
    ) -> "Lexicon":
        """Return a new lexicon with the desk's entries, which win over the built-in ones."""
        entries, known = dict(self.entries), dict(self.agencies)
        for agency in agencies:
            known[agency.code] = agency
            _add_agency(entries, agency, override=True)
        for spelling, code in spellings:
            entries[fold_spelling(spelling)] = LexiconEntry(
                PhraseKind.AGENCY, (code,), is_ambiguous=False, rule="desk.agency"
            )
        for kind, phrases in ((PhraseKind.HOUSE, houses), (PhraseKind.BODY, bodies)):
            entries.update(
                {
                    fold_spelling(phrase): LexiconEntry(kind, is_ambiguous=False, rule=f"desk.{kind}")
                    for phrase in phrases
                }
            )
        for phrase in not_sources:
            entries.pop(fold_spelling(phrase), None)
        entries.pop("", None)
        signs = self.initials | {fold_initials(sign) for sign in initials}
        return replace(
            self,
            entries=entries,
            max_words=_count_words(entries),
            agencies=known,
            initials=signs - {""},
            offices=(self.offices | {fold_office(office) for office in offices}) - {""},
            omitted_lines=(self.omitted_lines | {fold_line(line) for line in omitted_lines}) - {""},
        )


def _add_agency(entries: dict[str, LexiconEntry], agency: AgencyEntry, *, override: bool = False) -> None:
    for spellings, is_ambiguous in ((agency.spellings, False), (agency.ambiguous, True)):
        for spelling in spellings:
            entry = LexiconEntry(PhraseKind.AGENCY, (agency.code,), is_ambiguous=is_ambiguous)
            if override:
                entries[fold_spelling(spelling)] = entry
            else:
                entries.setdefault(fold_spelling(spelling), entry)


def _add_phrases(
    entries: dict[str, LexiconEntry], known: PhraseKind, phrases: Iterable[str], *, is_ambiguous: bool = True
) -> None:
    for phrase in phrases:
        entries.setdefault(fold_spelling(phrase), LexiconEntry(known, is_ambiguous=is_ambiguous))


def _count_words(entries: dict[str, LexiconEntry]) -> dict[str, int]:
    max_words: dict[str, int] = {}
    for phrase in entries:
        words = phrase.split(" ")
        max_words[words[0]] = max(max_words.get(words[0], 0), len(words))
    return max_words


def _build_lexicon() -> Lexicon:
    entries: dict[str, LexiconEntry] = {}
    for phrase, codes in JOINT_SPELLINGS.items():
        entries[phrase] = LexiconEntry(PhraseKind.AGENCY, codes, is_ambiguous=False)
    for agency in AGENCIES:
        _add_agency(entries, agency)
    _add_phrases(entries, PhraseKind.COPYRIGHT, ("copyright", "copyright by"), is_ambiguous=False)
    _add_phrases(entries, PhraseKind.POOL, POOL_MARKS, is_ambiguous=False)
    _add_phrases(entries, PhraseKind.HANDOUT, (m for m in HANDOUT_MARKS if " " in m), is_ambiguous=False)
    _add_phrases(entries, PhraseKind.HANDOUT, ("courtesy", "handout", "zvg", "obs"), is_ambiguous=False)
    _add_phrases(entries, PhraseKind.HANDOUT, HANDOUT_MARKS)
    _add_phrases(
        entries,
        PhraseKind.ARCHIVE,
        (m for m in ARCHIVE_MARKS if " " in m or m.startswith(("archiv", "symbol"))),
        is_ambiguous=False,
    )
    _add_phrases(entries, PhraseKind.ARCHIVE, ARCHIVE_MARKS)
    _add_phrases(entries, PhraseKind.NOBODY, NO_CREATOR)
    _add_phrases(entries, PhraseKind.NETWORK, NETWORKS)
    for phrase in POOL_SOURCES:
        entries.setdefault(phrase, LexiconEntry(PhraseKind.BODY, is_ambiguous=False, rule=POOL_SOURCE))
    _add_phrases(entries, PhraseKind.BODY, AMBIGUOUS_ORGANISATIONS)
    _add_phrases(entries, PhraseKind.BODY, ORGANISATIONS, is_ambiguous=False)
    _add_phrases(entries, PhraseKind.PREFIX, CREDIT_PREFIXES)
    _add_phrases(entries, PhraseKind.HOUSE, (h for h in MEDIA_HOUSES if " " in h), is_ambiguous=False)
    _add_phrases(entries, PhraseKind.HOUSE, MEDIA_HOUSES)
    _add_phrases(entries, PhraseKind.NOTE, (n for n in CREDIT_NOTES if n.count(" ") > 1), is_ambiguous=False)
    _add_phrases(entries, PhraseKind.NOTE, CREDIT_NOTES)
    return Lexicon(entries, _count_words(entries), {agency.code: agency for agency in AGENCIES})


BUILTIN: Lexicon = _build_lexicon()
