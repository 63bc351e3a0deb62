"""Decision whether content may be used on a channel at a time. Pure.

Without a matching grant the answer is no, and a denial beats an allowance.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from articles.rights.grants import GrantRule, IntendedUse


class DecisionReason(StrEnum):
    """Code of the reason, which the feed prints and the screens translate."""

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
    """End of the allowance, in the past if it has ended."""


OWN = Decision(True, DecisionReason.OWN)


def decide(grants: Sequence[GrantRule], use: IntendedUse) -> Decision:
    """Return the decision of the grants of one component for one use.

    Without a grant for the channel it is a no. Of several allowances the longest counts.
    """
    matching = [g for g in grants if g.channel == use.channel]
    denial = next((g for g in matching if not g.allow and g.is_valid_at(use.at)), None)
    if denial is not None:
        return Decision(False, DecisionReason.DENIED, denial.holder, denial.until)
    allowances = [g for g in matching if g.allow]
    valid = [g for g in allowances if g.is_valid_at(use.at)]
    if valid:
        best = max(valid, key=lambda g: (g.until is None, g.until or use.at))
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
    """Combine the decisions of all owners: each must allow, the earliest end counts."""
    refused = next((d for d in decisions if not d.allowed), None)
    if refused is not None:
        return refused
    if not decisions:
        return OWN
    ends = sorted((d.until, index) for index, d in enumerate(decisions) if d.until is not None)
    return decisions[ends[0][1]] if ends else decisions[0]
