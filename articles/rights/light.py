"""Traffic light of a picture for a purpose, from its rights' decision. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from articles.rights.decide import Decision

ENDS_SOON = timedelta(days=14)
NEARLY = 10
"""A quota is nearly used when a tenth of it or less is left."""


class LightColour(StrEnum):
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Caution(StrEnum):
    """Reasons of a yellow light."""

    ENDS_SOON = "ends-soon"
    NO_CREDIT = "no-credit"
    QUOTA_LOW = "quota-low"
    QUOTA_USED = "quota-used"


@dataclass(frozen=True, slots=True)
class Quota:
    """Uses that a contract covers in a month, and those made already."""

    limit: int
    used: int

    @property
    def caution(self) -> Caution | None:
        left = self.limit - self.used
        if left <= 0:
            return Caution.QUOTA_USED
        return Caution.QUOTA_LOW if left * NEARLY <= self.limit else None


@dataclass(frozen=True, slots=True)
class Light:
    """A red light has the reason of its decision, a yellow one its cautions."""

    colour: LightColour
    decision: Decision
    cautions: tuple[Caution, ...] = ()


def choose_light(
    decision: Decision, at: datetime, *, has_credit: bool = True, quota: Quota | None = None
) -> Light:
    if not decision.allowed:
        return Light(LightColour.RED, decision)
    ends_soon = decision.until is not None and decision.until - at <= ENDS_SOON
    found = (
        Caution.ENDS_SOON if ends_soon else None,
        None if has_credit else Caution.NO_CREDIT,
        quota.caution if quota is not None else None,
    )
    cautions = tuple(one for one in found if one is not None)
    return Light(LightColour.YELLOW if cautions else LightColour.GREEN, decision, cautions)
