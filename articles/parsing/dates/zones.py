"""Time zones by IANA name, abbreviation, phrase, UTC offset, town or country."""

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from itertools import islice
from zoneinfo import ZoneInfo, available_timezones

from articles.parsing.dates.types import Zone, ZoneKind, ZoneMeaning
from newsroom.text.spans import Span
from newsroom.text.wordlists import read_table

_DATA = "articles/parsing/dates/data"

_IANA = re.compile(r"[a-z]{2,20}(?:[/_+-][a-z0-9]{1,20}){1,6}")
_SINGLE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9+-]{1,20}")
_OFFSET = re.compile(
    r"(?:utc|gmt|uct) ?(?P<sign>[+-])(?P<hours>[01]?\d)(?::?(?P<minutes>[0-5]\d))?(?![\d:.])"
    r"|(?P<bare_sign>[+-])(?P<bare_hours>[01]\d):?(?P<bare_minutes>[0-5]\d)(?![\d:.])(?! ?(?:uhr|h))"
)

_MAX_OFFSET = timedelta(hours=14)
_TIME_WORD = r"(?:ortszeit|lokalzeit|zeit|local time|standard time|time)"
_AFTER_PLACE = re.compile(rf"[ -]{_TIME_WORD}\b")
_BEFORE_PLACE = re.compile(r"(?:ortszeit|lokalzeit|local time|zeit|time)(?: (?:in|von|of|at))? ?[(:]? ?")
_LOCAL = re.compile(r"(?:ortszeit|lokalzeit|local time|örtlicher zeit|lokaler zeit)\b")
_WORD_END = re.compile(r"(?!\w)")
_WORD = re.compile(r"\w+")
_MAX_NAME_LENGTH = 60
_NO_PLACE = frozenset({"Factory", "Universal", "localtime"})


def find_zone(text: str, original: str, at: int) -> Zone | None:
    """Return the zone named at `at`; `text` is `original` in lower case."""
    for find in _FINDERS:
        found = find(text, original, at)
        if found is not None:
            return found
    return None


def is_zone_at(text: str, at: int) -> bool:
    """Return whether the name of a zone or place begins at `at`, in any case."""
    tables = (_load_abbreviations(), _load_phrases(), _load_places())
    return any(_find_longest(text, at, table) for table in tables) or _find_offset(text, text, at) is not None


def _find_iana(text: str, _original: str, at: int) -> Zone | None:
    match = _IANA.match(text, at)
    if match is None:
        return None
    for end in range(match.end(), at + 2, -1):
        name = _load_iana_names().get(text[at:end])
        if name and _WORD_END.match(text, end):
            return Zone((ZoneMeaning(ZoneInfo(name)),), Span(at, end))
    return None


def _find_single_iana(_text: str, original: str, at: int) -> Zone | None:
    """Find `PRC`, `NZ`, `EST5EDT`, in exactly this spelling."""
    match = _SINGLE_NAME.match(original, at)
    if match is None or match[0] not in _load_single_names():
        return None
    return Zone((ZoneMeaning(ZoneInfo(match[0])),), Span(at, match.end()))


def _find_offset(text: str, _original: str, at: int) -> Zone | None:
    match = _OFFSET.match(text, at)
    if match is None:
        return None
    sign = match["sign"] or match["bare_sign"]
    hours, minutes = match["hours"] or match["bare_hours"], match["minutes"] or match["bare_minutes"] or 0
    length = timedelta(hours=int(hours), minutes=int(minutes))
    if length > _MAX_OFFSET:
        return None
    offset = length if sign == "+" else -length
    return Zone((ZoneMeaning(None, offset),), Span(at, match.end()))


def _find_phrase(text: str, _original: str, at: int) -> Zone | None:
    name = _find_longest(text, at, _load_phrases())
    if name is None:
        return None
    meanings = tuple(
        meaning for abbreviation in _load_phrases()[name] for meaning in _load_abbreviations()[abbreviation]
    )
    return Zone(meanings, Span(at, at + len(name)))


def _find_abbreviation(text: str, original: str, at: int) -> Zone | None:
    name = _find_longest(text, at, _load_abbreviations())
    if name is None or (
        name in _load_ambiguous_abbreviations() and not original[at : at + len(name)].isupper()
    ):
        return None
    return Zone(_load_abbreviations()[name], Span(at, at + len(name)))


def _find_place(text: str, original: str, at: int) -> Zone | None:
    """Find `Tokio`, `Tokioter Zeit`, `London time`; a place alone is uncertain."""
    name = _find_longest(text, at, _load_places())
    adjective = _find_longest(text, at, _load_adjectives()) if name is None else None
    if name is None and adjective is None:
        return None
    spelling = name or adjective or ""
    home = (_load_places() if name else _load_adjectives())[spelling]
    end = at + len(spelling)
    time_word = _AFTER_PLACE.match(text, end)
    if time_word:
        return Zone((ZoneMeaning(home),), Span(at, time_word.end()))
    if name is None or original[at].islower():
        return None
    return Zone((ZoneMeaning(home),), Span(at, end), ZoneKind.PLACE)


def _find_place_after_time_word(text: str, _original: str, at: int) -> Zone | None:
    """Find `Ortszeit New York`, `local time in Paris`."""
    time_word = _BEFORE_PLACE.match(text, at)
    if time_word is None:
        return None
    name = _find_longest(text, time_word.end(), _load_places())
    if name is None:
        return None
    return Zone((ZoneMeaning(_load_places()[name]),), Span(at, time_word.end() + len(name)))


def _find_local_time(text: str, _original: str, at: int) -> Zone | None:
    match = _LOCAL.match(text, at)
    return None if match is None else Zone((), Span(at, match.end()), ZoneKind.LOCAL)


_FINDERS = (
    _find_iana, _find_offset, _find_phrase, _find_place_after_time_word, _find_place, _find_local_time,
    _find_abbreviation, _find_single_iana,
)  # fmt: skip


def _find_longest(text: str, at: int, table: Mapping[str, object]) -> str | None:
    """Return the longest name of `table` at `at`."""
    for end in _find_word_ends(text, at):
        if text[at:end] in table:
            return text[at:end]
    return None


def _find_word_ends(text: str, at: int) -> list[int]:
    """Return the possible ends of a name of one to five words, the longest first."""
    ends = [match.end() for match in islice(_WORD.finditer(text, at, at + _MAX_NAME_LENGTH), 6)]
    with_dot = [end + 1 for end in ends if text[end : end + 1] == "."]
    return sorted([*ends, *with_dot], reverse=True)


@cache
def _load_iana_names() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones() if "/" in name}


@cache
def _load_single_names() -> frozenset[str]:
    return frozenset(name for name in available_timezones() if "/" not in name) - _NO_PLACE


@cache
def _load_abbreviations() -> dict[str, tuple[ZoneMeaning, ...]]:
    table: dict[str, tuple[ZoneMeaning, ...]] = {}
    for name, value in read_table(f"{_DATA}/abbreviations.txt"):
        offset, home = value.split()
        abbreviation = name.lstrip("!").lower()
        table[abbreviation] = (
            *table.get(abbreviation, ()),
            ZoneMeaning(ZoneInfo(home), _parse_offset(offset)),
        )
    return table


def _parse_offset(text: str) -> timedelta | None:
    if text == "local":
        return None
    hours, minutes = text[1:].split(":")
    length = timedelta(hours=int(hours), minutes=int(minutes))
    return -length if text[0] == "-" else length


@cache
def _load_ambiguous_abbreviations() -> frozenset[str]:
    return frozenset(
        name[1:].lower() for name, _ in read_table(f"{_DATA}/abbreviations.txt") if name.startswith("!")
    )


@cache
def _load_phrases() -> dict[str, tuple[str, ...]]:
    return {
        phrase.lower(): tuple(names.lower().split())
        for names, phrases in read_table(f"{_DATA}/zone_phrases.txt")
        for phrase in phrases.split(", ")
    }


@cache
def _load_places() -> dict[str, ZoneInfo]:
    names = {}
    for table in ("places", "more_places"):
        for zone, places in read_table(f"{_DATA}/{table}.txt"):
            names.update({place.lower().replace("’", "'"): ZoneInfo(zone) for place in places.split(", ")})
    return names


@cache
def _load_adjectives() -> dict[str, ZoneInfo]:
    """Return adjectives with their endings; that of a town is its name and `er`."""
    names: dict[str, ZoneInfo] = {}
    for place, zone in _load_places().items():
        stem = place.removesuffix("en") if place.endswith("en") and len(place) > 5 else place
        names.update({f"{place.removesuffix('e')}er": zone, f"{stem}er": zone})
    for key, words in read_table(f"{_DATA}/adjectives.txt"):
        for word in words.lower().split(", "):
            names.update({word + ending: ZoneInfo(key) for ending in ("", "e", "er", "en")})
    return names
