"""The labelled stories of `tests/data/reading/stories.jsonl` and what is compared of them."""

import dataclasses
import json
import re
from collections.abc import Iterator
from typing import Any

from articles.parsing.story.types import Copy
from articles.parsing.to_dict import CopyDict
from newsroom.text.spans import Reading
from tests.paths import DATA

FILE = DATA / "reading" / "stories.jsonl"
FIELDS = (
    "headline", "dateline", "lead_caption", "credit_raw", "extra_captions", "body_paragraphs", "subheads",
    "agencies_tag", "editors_tag",
)  # fmt: skip


def stories() -> list[dict[str, Any]]:
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines() if line.strip()]


def select_fields(answer: CopyDict | dict[str, Any]) -> dict[str, object]:
    return {field: _fold(answer[field]) for field in FIELDS}


def values(copy: Copy) -> Iterator[tuple[str, Reading[object]]]:
    """Every value of the copy with the name of its field, spans counted in its text."""
    read = ((field.name, getattr(copy, field.name)) for field in dataclasses.fields(copy))
    yield from ((name, reading) for name, reading in read if isinstance(reading, Reading))
    if copy.tag is not None and copy.tag_span is not None:
        yield "tag", Reading(copy.tag_span.of(copy.text), copy.tag_span, "tag")
    for person in copy.people:
        blocks = [(mention.block, mention.span) for mention in person.mentions]
        blocks += zip(person.office_blocks, (office.span for office in person.offices), strict=False)
        for block, span in blocks:
            yield (
                "person",
                Reading(person.name, span.shift(copy.people_blocks[block].span.start), person.rule),
            )


def people_by_name(answer: CopyDict | dict[str, Any]) -> dict[str, tuple[frozenset[str], int]]:
    """Name to offices and mentions, inflection aside."""
    people: Any = answer["persons"]
    return {p["name"]: (frozenset(_stem(role) for role in p["roles"]), p["mentions"]) for p in people}


def _fold(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def _stem(role: str) -> str:
    return " ".join(re.sub(r"(?:en|er|e|n|s)$", "", word.casefold()) for word in role.split())
