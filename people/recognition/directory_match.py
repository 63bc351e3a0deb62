"""Links from people found in copy to records of the directory; without Django.

A person is linked only when exactly one record fits; otherwise the candidates are listed. All people of a story
are fetched by one query: the directory stores `search_keys` of every name and alias, and the query asks for
records that share a key with the `lookup_keys` of anyone found. Nothing is cached between two stories.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newsroom.text.spans import Confidence
from people.names.match import full_name_keys, normalize_name, search_keys, short_key, sound_key
from people.names.parse import parse_name
from people.recognition.types import FoundPerson


@dataclass(frozen=True, slots=True)
class DirectoryName:
    """A name or alias of a person in the directory."""

    person_id: int
    name: str
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonLink:
    """Result for one person found; `candidates` lists every record that may fit.

    `person_id` is None unless the record is clear.
    """

    found: FoundPerson
    person_id: int | None
    candidates: tuple[int, ...]
    confidence: Confidence
    rule: str


@dataclass(slots=True)
class _DirectoryIndex:
    """The fetched names by key; each key lists its people in order."""

    full: dict[str, dict[int, None]] = field(default_factory=dict)
    short: dict[str, dict[int, None]] = field(default_factory=dict)
    sound: dict[str, dict[int, None]] = field(default_factory=dict)
    surname: dict[str, dict[int, None]] = field(default_factory=dict)
    offices: dict[int, set[str]] = field(default_factory=dict)

    def add(self, entry: DirectoryName) -> None:
        parts = parse_name(entry.name)
        short = short_key(parts)
        self.full.setdefault(normalize_name(entry.name), {})[entry.person_id] = None
        self.short.setdefault(short, {})[entry.person_id] = None
        self.sound.setdefault(sound_key(short), {})[entry.person_id] = None
        for key in {normalize_name(parts.surname), normalize_name(parts.full_surname)}:
            self.surname.setdefault(key, {})[entry.person_id] = None
        self.offices.setdefault(entry.person_id, set()).update(_stem_offices(entry.offices))


def lookup_keys(found: FoundPerson) -> tuple[str, ...]:
    """Return the keys of a full name, or of a surname found alone.

    The surname is no key of a full name, because hundreds of people may share it.
    """
    return full_name_keys(found.name) if " " in found.name.strip() else search_keys(found.name)


def link_people(found: Sequence[FoundPerson], names: Iterable[DirectoryName]) -> tuple[PersonLink, ...]:
    """Return one link for each person found, in the same order."""
    directory = _DirectoryIndex()
    for entry in names:
        directory.add(entry)
    return tuple(_link_person(person, directory) for person in found)


def _link_person(person: FoundPerson, directory: _DirectoryIndex) -> PersonLink:
    exact = tuple(directory.full.get(normalize_name(person.name), ()))
    if exact:
        return _link_candidates(person, exact, directory, Confidence.SURE, "directory.name")
    parts = parse_name(person.name)
    if not parts.given:
        namesakes = tuple(directory.surname.get(normalize_name(parts.full_surname), ()))
        return _link_by_surname(person, namesakes, directory)
    short = short_key(parts)
    for found, rule in (
        (directory.short.get(short), "directory.first-and-last-name"),
        (directory.sound.get(sound_key(short)), "directory.spelling"),
    ):
        if found:
            return _link_candidates(person, tuple(found), directory, Confidence.LIKELY, rule)
    return PersonLink(person, None, (), Confidence.DOUBTFUL, "directory.unknown")


def _link_candidates(
    person: FoundPerson,
    candidates: tuple[int, ...],
    directory: _DirectoryIndex,
    confidence: Confidence,
    rule: str,
) -> PersonLink:
    if len(candidates) == 1:
        return PersonLink(person, candidates[0], candidates, confidence, rule)
    matching = _filter_by_office(person, candidates, directory)
    if len(matching) == 1:
        return PersonLink(person, matching[0], candidates, Confidence.LIKELY, f"{rule}-and-office")
    return PersonLink(person, None, candidates, Confidence.DOUBTFUL, "directory.several")


def _link_by_surname(
    person: FoundPerson, candidates: tuple[int, ...], directory: _DirectoryIndex
) -> PersonLink:
    """Link a surname only when the office matches exactly one of its bearers."""
    matching = _filter_by_office(person, candidates, directory)
    if len(matching) == 1:
        return PersonLink(person, matching[0], candidates, Confidence.LIKELY, "directory.surname-and-office")
    rule = "directory.surname" if candidates else "directory.unknown"
    return PersonLink(person, None, candidates, Confidence.DOUBTFUL, rule)


def _filter_by_office(
    person: FoundPerson, candidates: tuple[int, ...], directory: _DirectoryIndex
) -> tuple[int, ...]:
    stems = _stem_offices(office.value for office in person.offices)
    return tuple(one for one in candidates if stems & directory.offices[one])


def _stem_offices(offices: Iterable[str]) -> set[str]:
    """Return the words of the offices without endings: `Präsidenten` → `präsident`."""
    words = (word for office in offices for word in normalize_name(office).split() if len(word) > 4)
    return {word.removesuffix("in").removesuffix("en").removesuffix("s") for word in words}
