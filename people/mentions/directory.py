"""People found in copy against names of the directory: linked when exactly one fits, else shown. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.reading import Confidence
from people.mentions.found import PersonFound
from people.names.match import normal, search_keys


@dataclass(frozen=True, slots=True)
class DirectoryName:
    """A name or alias of a person of the directory."""

    person_id: int
    name: str
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """`person_id` only when it is clear; `candidates` are everyone it may be."""

    found: PersonFound
    person_id: int | None
    candidates: tuple[int, ...]
    confidence: Confidence
    rule: str


def lookup_keys(found: PersonFound) -> tuple[str, ...]:
    return search_keys(found.name)


def link(found: Sequence[PersonFound], names: Sequence[DirectoryName]) -> tuple[Link, ...]:
    """One link a person found, in order."""
    by_name: dict[str, dict[int, None]] = {}
    for entry in names:
        by_name.setdefault(normal(entry.name), {})[entry.person_id] = None
    return tuple(_link(person, tuple(by_name.get(normal(person.name), ()))) for person in found)


def _link(person: PersonFound, candidates: tuple[int, ...]) -> Link:
    if len(candidates) == 1:
        return Link(person, candidates[0], candidates, Confidence.SURE, "directory.name")
    if candidates:
        return Link(person, None, candidates, Confidence.DOUBTFUL, "directory.several")
    return Link(person, None, (), Confidence.DOUBTFUL, "directory.unknown")
