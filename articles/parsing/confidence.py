"""The confidence that a value has earned, and the one in foreign copy.

A rule states its confidence. `sure` promises that `PROMISE` of its values are right. Whether it keeps that with other
publishers is measured, and `earned_shares.toml` has the figures of each rule by kind of value.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import partial
from math import sqrt
from typing import Any

from articles.parsing.story.types import Block
from newsroom.text.spans import Confidence, Reading, lower_confidence
from newsroom.text.wordlists import read_toml

type Shares = Mapping[str, Mapping[str, list[int]]]
"""Right and all values that a rule called sure, by kind and rule."""

SHARES_FILE = "articles/parsing/data/earned_shares.toml"
PROMISE = 0.98
ENOUGH = 20
"""Values from which a rule has a share of its own; below, it has that of its kind."""
_DEVIATIONS = 0.6745
"""Three times in four the true share is above the bound: 30 of 30 values keep the promise, 51 of 52 do not."""
_STATED = "wire."
"""Beginning of the rules whose value the agency states apart from the text."""


def rate_values[T](value: T, shares: Shares | None = None) -> T:
    """Return what was read with each confidence no higher than it has earned."""
    earned = read_toml(SHARES_FILE) if shares is None else shares
    return _change(value, partial(rate_confidence, shares=earned))  # type: ignore[no-any-return]


def rate_confidence(kind: str, rule: str, confidence: Confidence, shares: Shares) -> Confidence:
    """Return `likely` for a sure value unless its rule keeps the promise."""
    if confidence is not Confidence.SURE or rule.startswith(_STATED):
        return confidence
    family = shares.get(kind, {})
    right, seen = family.get(rule, (0, 0))
    if seen < ENOUGH:
        right, seen = (sum(share[part] for share in family.values()) for part in (0, 1))
    return confidence if bound_share(right, seen) >= PROMISE else Confidence.LIKELY


def bound_share(right: int, seen: int) -> float:
    """Return the lower bound of a share by Wilson's score; 0 without values."""
    if not seen:
        return 0.0
    share, square = right / seen, _DEVIATIONS**2
    spread = _DEVIATIONS * sqrt(share * (1 - share) / seen + square / (4 * seen**2))
    return (share + square / (2 * seen) - spread) / (1 + square / seen)


def lower_confidences[T](copy: T) -> T:
    """Return copy with each value that was read from its text a step less sure.

    A kill keeps its confidence: a withdrawal must not become weaker because the text is in another language.
    """
    return _change(copy, _lower)  # type: ignore[no-any-return]


def _lower(kind: str, rule: str, confidence: Confidence) -> Confidence:
    return confidence if kind == "kill" or rule.startswith(_STATED) else lower_confidence(confidence)


def name_kind(value: object, field: str = "") -> str:
    """Return the field of a reading, the kind of a block, else the class."""
    if isinstance(value, Block):
        return value.kind
    return field if isinstance(value, Reading) else type(value).__name__


def _change(value: Any, change: Callable[[str, str, Confidence], Confidence], field: str = "") -> Any:
    if isinstance(value, tuple):
        return tuple(_change(item, change, field) for item in value)
    if not is_dataclass(value):
        return value
    changes: dict[str, Any] = {}
    for one in fields(value):
        before = getattr(value, one.name)
        if isinstance(before, Confidence):
            after = change(name_kind(value, field), getattr(value, "rule", ""), before)
        else:
            after = _change(before, change, one.name)
        if after != before:
            changes[one.name] = after
    return replace(value, **changes) if changes else value  # type: ignore[type-var]
