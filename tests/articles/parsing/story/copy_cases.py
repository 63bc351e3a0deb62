"""The labelled stories of `tests/data/reading/stories.jsonl` and what is compared of them."""

import json
import re
from typing import Any

from articles.parsing.to_dict import CopyDict
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


def people_by_name(answer: CopyDict | dict[str, Any]) -> dict[str, tuple[frozenset[str], int]]:
    """Name to offices and mentions, inflection aside."""
    people: Any = answer["persons"]
    return {p["name"]: (frozenset(_stem(role) for role in p["roles"]), p["mentions"]) for p in people}


def _fold(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def _stem(role: str) -> str:
    return " ".join(re.sub(r"(?:en|er|e|n|s)$", "", word.casefold()) for word in role.split())
