"""Subjects, persons, places and other concepts of ninjs. Pure."""

from collections.abc import Iterator

from articles.wire.item import Code
from articles.wire.json_formats.json_values import (
    JsonObject,
    read_line,
    read_lines,
    read_objects,
    read_text,
    split_code,
)

_CONCEPTS = (
    ("subject", ""), ("subjects", ""), ("service", "service"), ("person", "person"), ("people", "person"),
    ("organisation", "organisation"), ("organisations", "organisation"), ("place", "place"), ("places", "place"),
    ("event", "event"), ("events", "event"), ("object", "object"), ("objects", "object"), ("product", "product"),
)  # fmt: skip
"""Key → scheme of concepts that name none."""
CONCEPT_KEYS = frozenset(key for key, _scheme in _CONCEPTS) | {"genre", "genres"}
_FLAT = ("sector",)


def iterate_subjects(item: JsonObject) -> Iterator[tuple[str, Code]]:
    """Yield each concept with its key."""
    for key, scheme in _CONCEPTS:
        for one in read_objects(item.get(key)):
            if (code := read_concept(one, scheme)) is not None:
                yield key, code
    for key in _FLAT:
        for written in read_lines(item.get(key)):
            yield key, Code(key, written, written)


def read_genres(item: JsonObject) -> Iterator[Code]:
    for key in ("genre", "genres"):
        for one in read_objects(item.get(key)):
            if (code := read_concept(one, "")) is not None:
                yield code


def read_keywords(item: JsonObject) -> tuple[str, ...]:
    keywords = item.get("keywords")
    return read_lines(keywords.split(",") if isinstance(keywords, str) else keywords)


def read_persons(item: JsonObject) -> tuple[str, ...]:
    return (*read_lines(item.get("person")), *read_lines(item.get("people")))


def read_concept(concept: JsonObject, scheme: str) -> Code | None:
    """Return a concept as scheme, code and name, in the way that it is written."""
    name = read_line(concept.get("name"))
    if code := read_text(concept.get("code") if "code" in concept else concept.get("qcode")):
        if "://" in code and "scheme" not in concept:
            return Code(*split_code(code), name)
        return Code(read_line(concept.get("scheme")) or scheme, read_line(code), name)
    if address := read_line(concept.get("uri")):
        return Code(*split_code(address), name)
    literal = read_line(concept.get("literal"))
    return Code(scheme, literal, name) if literal or name else None
