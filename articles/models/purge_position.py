"""Position of a shared cache in the changes of the site, and the rounds of purges."""

from datetime import timedelta
from typing import NamedTuple, Self
from uuid import UUID

ROUND_DELAYS = (timedelta(), timedelta(seconds=5), timedelta(seconds=60))
"""Time after the first round at which a round may purge the same again."""
MAX_RETRY_DELAY = timedelta(seconds=30)


class PurgePosition(NamedTuple):
    epoch: str
    log: int
    """Number of the last row of the publication log."""
    mark: int
    """Number of the last other change."""
    states: int
    """Number of the state that all pages show: navigation, brand, breaking news."""

    @classmethod
    def parse(cls, stored: list[object] | None) -> Self | None:
        if stored is None:
            return None
        epoch, log, mark, states = stored
        return cls(str(epoch), int(str(log)), int(str(mark)), int(str(states)))

    @property
    def epoch_id(self) -> UUID:
        return UUID(self.epoch)


def retry_delay(attempts: int) -> timedelta:
    """Return the delay after so many failures; each is twice the one before."""
    return min(timedelta(seconds=2 ** min(attempts, 10)), MAX_RETRY_DELAY)
