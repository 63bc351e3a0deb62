"""Where the log stands as a request comes in, read in the same statement as the key: what is new, what is due."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Subquery

from articles.models import Article, FeedHead, Grant, PartnerKey, SiteMark


@dataclass(frozen=True, slots=True)
class Standing:
    """The log's head, and what moves answers besides it."""

    n: int
    epoch: UUID
    due: bool
    """A story waits to be released before anything is answered."""
    mark: int
    """Moves with people, topics, sections, agencies and rights."""
    turned: tuple[datetime | None, datetime | None]
    """When a right last began and last ended by the clock."""

    @property
    def head(self) -> FeedHead:
        return FeedHead(n=self.n, epoch=self.epoch)


NOTHING = UUID(int=0)
"""The epoch of a log that nothing was written to."""


def standing_as_read(at: datetime) -> dict[str, Any]:
    """Annotations for the statement that finds a key."""
    head = FeedHead.objects.all()
    return {
        "standing_n": Subquery(head.values("n")[:1]),
        "standing_epoch": Subquery(head.values("epoch")[:1]),
        "standing_due": Exists(Article.objects.due(at).order_by()),
        "standing_mark": Subquery(SiteMark.objects.values("changed")[:1]),
        "standing_begun": Subquery(
            Grant.objects.filter(since__lte=at).order_by("-since").values("since")[:1]
        ),
        "standing_over": Subquery(Grant.objects.filter(until__lte=at).order_by("-until").values("until")[:1]),
        "metered_minute": F("meter__minute"),
        "metered_in_minute": F("meter__in_minute"),
        "metered_day": F("meter__day"),
        "metered_in_day": F("meter__in_day"),
    }


def standing_of(key: Any) -> Standing:
    """From a key that was read with `standing_as_read`."""
    return Standing(
        n=key.standing_n or 0,
        epoch=key.standing_epoch or NOTHING,
        due=key.standing_due,
        mark=key.standing_mark or 0,
        turned=(key.standing_begun, key.standing_over),
    )


def standing_now(key: PartnerKey, at: datetime) -> Standing:
    """Read again, after what was due was released."""
    return standing_of(PartnerKey.objects.annotate(**standing_as_read(at)).get(pk=key.pk))
