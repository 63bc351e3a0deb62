"""Confidence in copy that the rules were not written for: lowered by one step."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from articles.parsing.story.types import Copy
from newsroom.text.spans import Confidence, lower_confidence

_STATED = "wire."
"""Beginning of the rules whose value the agency states apart from the text."""
_UNCHANGED = frozenset({"text", "kill"})
"""A kill keeps its confidence: a withdrawal must not become weaker because the text is in another language."""


def lower_confidences(copy: Copy) -> Copy:
    """Return the copy with each value that was read from its text a step less sure."""
    changes = {
        field.name: _lower(getattr(copy, field.name))
        for field in fields(copy)
        if field.name not in _UNCHANGED
    }
    return replace(copy, **changes)


def _lower(value: Any) -> Any:
    if isinstance(value, Confidence):
        return lower_confidence(value)
    if isinstance(value, tuple):
        return tuple(_lower(item) for item in value)
    if not is_dataclass(value) or str(getattr(value, "rule", "")).startswith(_STATED):
        return value
    changes: dict[str, Any] = {
        field.name: lowered
        for field in fields(value)
        if (lowered := _lower(before := getattr(value, field.name))) != before
    }
    return replace(value, **changes) if changes else value  # type: ignore[type-var]
