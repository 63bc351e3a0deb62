"""Distance of partners from the end of the publication log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from articles.models import FeedHead, FeedRequest, LogEntry, Partner


@dataclass(frozen=True, slots=True)
class Lag:
    """The distance between the partner's last read and the end of the publication log."""

    rows: int
    since: datetime | None
    """Time of the first row not fetched; None if there is none."""

    def minutes(self, at: datetime) -> int:
        return int(self.seconds(at) // 60)

    def seconds(self, at: datetime) -> float:
        return (at - self.since).total_seconds() if self.since else 0.0


def measure_lags[Key](reached: Mapping[Key, int]) -> dict[Key, Lag]:
    """Return the lag by partner from the log numbers that they have reached."""
    head = FeedHead.objects.first()
    end = head.n if head else 0
    first_missed = {number + 1 for number in reached.values() if number < end}
    written_at = dict(LogEntry.objects.filter(seq__in=first_missed).values_list("seq", "at"))
    return {partner: Lag(max(0, end - at), written_at.get(at + 1)) for partner, at in reached.items()}


def read_lags() -> dict[str, Lag]:
    """Return the lag by name of partners that read the log in the last 30 days.

    The newest read of a partner is found by index, however many there are.
    """
    reads = FeedRequest.objects.filter(partner=OuterRef("pk"), endpoint="changes").exclude(reached=None)
    newest = Subquery(reads.order_by("-at").values("reached")[:1])
    partners = Partner.objects.annotate(reached=newest).exclude(reached=None).order_by("name")
    reached = dict(partners.values_list("name", "reached"))
    return measure_lags(reached)
