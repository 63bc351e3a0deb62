"""What the readers know: the built-in tables folded into one look-up, with the desk's additions laid over."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from articles.parsing.lexicon.agencies import AGENCIES, JOINED, Agency
from articles.parsing.lexicon.media_houses import (
    ARCHIVE_MARKS,
    HOUSES,
    NETWORKS,
    NOBODY,
    NOTES,
    POOL_MARKS,
    PREFIXES,
)
from articles.parsing.lexicon.organisations import BODIES, HANDOUT_MARKS, POOL_SOURCES, WEAK_BODIES

POOL_SOURCE = "credit.body.pool_source"
LONGEST_SPELLING = 120
"""Characters, as many as the desk may enter; whole paragraphs are asked about, too."""
_WORD = re.compile(r"[^\W_]+")


class Known(StrEnum):
    """What a known phrase is."""

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
class Entry:
    """`alone`: counts only where nothing unknown stands beside it, for it is also a name or a plain word."""

    known: Known
    values: tuple[str, ...] = ()
    alone: bool = True
    rule: str = ""


def fold_spelling(text: str) -> str:
    """The key of a spelling: `Picture-Alliance ` and `picture alliance` are one."""
    return " ".join(_WORD.findall(text.casefold()))


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Immutable; build once, ask often. `heads` tells the longest phrase that starts with a word.

    Two are the same only if they are one object, so that what was read by one may be remembered.
    """

    entries: dict[str, Entry]
    heads: dict[str, int]
    agencies: dict[str, Agency]
    initials: frozenset[str] = frozenset()

    def find(self, words: list[str], at: int, end: int) -> tuple[Entry, int] | None:
        """The longest known phrase starting at word `at`, and how many words it takes."""
        for length in range(min(self.heads.get(words[at], 0), end - at), 0, -1):
            entry = self.entries.get(" ".join(words[at : at + length]))
            if entry is not None:
                return entry, length
        return None

    def agency(self, spelling: str) -> Agency | None:
        """The one agency a whole spelling names, if any."""
        entry = self.entries.get(fold_spelling(spelling)) if len(spelling) <= LONGEST_SPELLING else None
        if entry is None or entry.known is not Known.AGENCY or len(entry.values) != 1:
            return None
        return self.agencies.get(entry.values[0])

    def name_of(self, code: str) -> str:
        known = self.agencies.get(code)
        return known.name if known else code

    @cached_property
    def distributors(self) -> dict[str, str]:
        """Distributor names by agency code."""
        return {code: agency.sells_as for code, agency in self.agencies.items() if agency.sells_as}

    def with_desk(
        self,
        spellings: Iterable[tuple[str, str]] = (),
        initials: Iterable[str] = (),
        *,
        agencies: Iterable[Agency] = (),
        houses: Iterable[str] = (),
        bodies: Iterable[str] = (),
        not_sources: Iterable[str] = (),
    ) -> "Lexicon":
        """A new lexicon with the editors' additions, which win over the built-in tables."""
        entries, known = dict(self.entries), dict(self.agencies)
        for agency in agencies:
            known[agency.code] = agency
            _enter_agency(entries, agency, override=True)
        for spelling, code in spellings:
            entries[fold_spelling(spelling)] = Entry(Known.AGENCY, (code,), alone=False, rule="desk.agency")
        for kind, phrases in ((Known.HOUSE, houses), (Known.BODY, bodies)):
            entries.update(
                {fold_spelling(phrase): Entry(kind, alone=False, rule=f"desk.{kind}") for phrase in phrases}
            )
        for phrase in not_sources:
            entries.pop(fold_spelling(phrase), None)
        entries.pop("", None)
        signs = self.initials | {fold_spelling(sign).replace(" ", "") for sign in initials}
        return replace(self, entries=entries, heads=_heads(entries), agencies=known, initials=signs - {""})


def _enter_agency(entries: dict[str, Entry], agency: Agency, *, override: bool = False) -> None:
    for spellings, alone in ((agency.spellings, False), (agency.weak, True)):
        for spelling in spellings:
            entry = Entry(Known.AGENCY, (agency.code,), alone=alone)
            if override:
                entries[fold_spelling(spelling)] = entry
            else:
                entries.setdefault(fold_spelling(spelling), entry)


def _enter(entries: dict[str, Entry], known: Known, phrases: Iterable[str], *, alone: bool = True) -> None:
    for phrase in phrases:
        entries.setdefault(fold_spelling(phrase), Entry(known, alone=alone))


def _heads(entries: dict[str, Entry]) -> dict[str, int]:
    heads: dict[str, int] = {}
    for phrase in entries:
        words = phrase.split(" ")
        heads[words[0]] = max(heads.get(words[0], 0), len(words))
    return heads


def _built_in() -> Lexicon:
    entries: dict[str, Entry] = {}
    for phrase, codes in JOINED.items():
        entries[phrase] = Entry(Known.AGENCY, codes, alone=False)
    for agency in AGENCIES:
        _enter_agency(entries, agency)
    _enter(entries, Known.COPYRIGHT, ("copyright", "copyright by"), alone=False)
    _enter(entries, Known.POOL, POOL_MARKS, alone=False)
    _enter(entries, Known.HANDOUT, (m for m in HANDOUT_MARKS if " " in m), alone=False)
    _enter(entries, Known.HANDOUT, ("courtesy", "handout", "zvg", "obs"), alone=False)
    _enter(entries, Known.HANDOUT, HANDOUT_MARKS)
    _enter(
        entries, Known.ARCHIVE, (m for m in ARCHIVE_MARKS if m.startswith(("archiv", "symbol"))), alone=False
    )
    _enter(entries, Known.ARCHIVE, ARCHIVE_MARKS)
    _enter(entries, Known.NOBODY, NOBODY)
    _enter(entries, Known.NETWORK, NETWORKS)
    for phrase in POOL_SOURCES:
        entries.setdefault(phrase, Entry(Known.BODY, alone=False, rule=POOL_SOURCE))
    _enter(entries, Known.BODY, WEAK_BODIES)
    _enter(entries, Known.BODY, BODIES, alone=False)
    _enter(entries, Known.PREFIX, PREFIXES)
    _enter(entries, Known.HOUSE, (h for h in HOUSES if " " in h), alone=False)
    _enter(entries, Known.HOUSE, HOUSES)
    _enter(entries, Known.NOTE, NOTES)
    return Lexicon(entries, _heads(entries), {agency.code: agency for agency in AGENCIES})


BUILTIN: Lexicon = _built_in()
