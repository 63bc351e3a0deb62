"""May this be used there, then? Unknown means no, a denial beats an allowance. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from articles.rights.grants import GrantRule, IntendedUse


class DecisionReason(StrEnum):
    """Why, as a code the feed prints and the screens put into words."""

    GRANTED = "granted"
    OWN = "own"
    DENIED = "denied"
    ENDED = "rights-ended"
    NOT_BEGUN = "rights-not-begun"
    UNKNOWN = "own-use-only"


@dataclass(frozen=True, slots=True)
class Decision:
    allowed: bool
    reason: DecisionReason
    holder: str = ""
    until: datetime | None = None
    """When an allowance ends, or an ended one ended."""


OWN = Decision(True, DecisionReason.OWN)


def decide(grants: Sequence[GrantRule], use: IntendedUse) -> Decision:
    """The decision of one component's grants for one use.

    Nothing said about the channel is a no. Of several allowances the longest counts, an open end before all.
    """
    about = [g for g in grants if g.channel == use.channel]
    denial = next((g for g in about if not g.allow and g.holds_at(use.at)), None)
    if denial is not None:
        return Decision(False, DecisionReason.DENIED, denial.holder, denial.until)
    allowances = [g for g in about if g.allow]
    held = [g for g in allowances if g.holds_at(use.at)]
    if held:
        best = max(held, key=lambda g: (g.until is None, g.until or use.at))
        return Decision(True, DecisionReason.GRANTED, best.holder, best.until)
    return _decide_outside_period(allowances, use.at)


def _decide_outside_period(allowances: Sequence[GrantRule], at: datetime) -> Decision:
    ended = [g for g in allowances if g.until is not None and g.until <= at]
    if ended:
        last = max(ended, key=lambda g: g.until or at)
        return Decision(False, DecisionReason.ENDED, last.holder, last.until)
    if allowances:
        return Decision(False, DecisionReason.NOT_BEGUN, allowances[0].holder)
    return Decision(False, DecisionReason.UNKNOWN)


def combine_decisions(decisions: Sequence[Decision]) -> Decision:
    """A text that several agencies have a part in: each must allow it; the earliest end counts."""
    refused = next((d for d in decisions if not d.allowed), None)
    if refused is not None:
        return refused
    if not decisions:
        return OWN
    ends = sorted((d.until, place) for place, d in enumerate(decisions) if d.until is not None)
    return decisions[ends[0][1]] if ends else decisions[0]
