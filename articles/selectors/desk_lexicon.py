"""The built-in lexicon with the desk's own spellings and initials."""

from functools import cache
from hashlib import sha256
from typing import Any

from django.db.models import Value

from articles.models import AgencySpelling, ReadingRule, StaffInitials
from articles.parsing.lexicon import BUILTIN, Lexicon

_TABLES = {
    ReadingRule.Kind.INITIALS: "initials", ReadingRule.Kind.HOUSE: "houses", ReadingRule.Kind.BODY: "bodies",
    ReadingRule.Kind.OFFICE: "offices", ReadingRule.Kind.LINE: "omitted_lines",
}  # fmt: skip
"""Kind → table of the lexicon; spellings and initials are in tables of their own."""


def desk_lexicon() -> Lexicon:
    """Return the lexicon by two queries, so that additions work at once everywhere."""
    initials = StaffInitials.objects.values_list(Value(ReadingRule.Kind.INITIALS.value), "initials")
    active = ReadingRule.objects.filter(
        status=ReadingRule.Status.ACTIVE, kind__in=set(_TABLES) - {"initials"}
    )
    tables: dict[str, Any] = {}
    for kind, text in initials.order_by().union(active.order_by().values_list("kind", "text"), all=True):
        tables.setdefault(_TABLES[kind], []).append(text)
    return BUILTIN.extend(
        AgencySpelling.objects.values_list("spelling", "agency__code"),
        **tables,
    )


def lexicon_fingerprint(lexicon: Lexicon) -> str:
    """Return a digest of the entries and initials, equal in every process."""
    added = sorted(
        (spelling, repr(entry))
        for spelling, entry in lexicon.entries.items()
        if BUILTIN.entries.get(spelling) is not entry
    )
    taught = (sorted(lexicon.initials), sorted(lexicon.offices), sorted(lexicon.omitted_lines))
    return _digest((_builtin_digest(), added, *taught))


@cache
def _builtin_digest() -> str:
    return _digest(sorted((spelling, repr(entry)) for spelling, entry in BUILTIN.entries.items()))


def _digest(value: object) -> str:
    return sha256(repr(value).encode()).hexdigest()
