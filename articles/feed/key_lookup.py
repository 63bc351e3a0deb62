"""Where the log stands as a request comes in, read in the same statement as the key: what is new, what is due."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, F, Subquery

from articles.models import Article, FeedHead, Grant, Partner, PartnerKey, SiteRevision
from newsroom.db.compiled_queries import MOMENT, TEXT, CompiledQuery

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class FeedPosition:
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


NO_EPOCH = UUID(int=0)
"""The epoch of a log that nothing was written to."""


def _keys() -> "QuerySet[PartnerKey]":
    head = FeedHead.objects.all()
    return PartnerKey.objects.filter(public=TEXT).annotate(
        standing_n=Subquery(head.values("n")[:1]),
        standing_epoch=Subquery(head.values("epoch")[:1]),
        standing_due=Exists(Article.objects.due(MOMENT).order_by()),
        standing_mark=Subquery(SiteRevision.objects.values("changed")[:1]),
        standing_begun=_last_turn("since"),
        standing_over=_last_turn("until"),
        metered_minute=F("meter__minute"),
        metered_in_minute=F("meter__in_minute"),
        metered_day=F("meter__day"),
        metered_in_day=F("meter__in_day"),
        **{OF_PARTNER + name: F(f"partner__{name}") for name in PARTNER},
    )


def _last_turn(bound: str) -> Subquery:
    """When a right last began or ended by the clock."""
    turned = Grant.objects.filter(**{f"{bound}__lte": MOMENT}).order_by(f"-{bound}")
    return Subquery(turned.values(bound)[:1])


OF_PARTNER = "of_partner_"
PARTNER = [field.attname for field in Partner._meta.concrete_fields]
KEYS = CompiledQuery(PartnerKey, _keys)


def key_as_read(public: str, at: datetime) -> PartnerKey | None:
    """The key of that public part with its partner, its meter and where the log stands: one statement."""
    key = next(KEYS.rows({TEXT: public, MOMENT: at}), None)
    if key is not None:
        key.partner = Partner.from_db(None, PARTNER, [getattr(key, OF_PARTNER + name) for name in PARTNER])
    return key


def standing_of(key: Any) -> FeedPosition:
    """From a key that `key_as_read` found."""
    return FeedPosition(
        n=key.standing_n or 0,
        epoch=key.standing_epoch or NO_EPOCH,
        due=key.standing_due,
        mark=key.standing_mark or 0,
        turned=(key.standing_begun, key.standing_over),
    )
