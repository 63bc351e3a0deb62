"""The built-in lexicon with the desk's own spellings and initials."""

from functools import cache
from hashlib import sha256

from articles.models import AgencySpelling, StaffInitials
from articles.parsing.lexicon import BUILTIN, Lexicon


def desk_lexicon() -> Lexicon:
    """Return the lexicon by two queries, so that additions work at once everywhere."""
    return BUILTIN.extend(
        spellings=AgencySpelling.objects.values_list("spelling", "agency__code"),
        initials=StaffInitials.objects.values_list("initials", flat=True),
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
