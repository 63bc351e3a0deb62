"""The recall board: what was withheld or killed after partners had it, and how far each one is in taking it back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet

from articles.actions.stories.withdraw import WithdrawalReason
from articles.models import Delivery, FeedState, Partner, Receipt, WebhookMessage
from articles.models.publication import Operation

RESPONSE_TIMEOUT = timedelta(minutes=10)
"""After that somebody has to ring the partner up."""
MAX_SHOWN = 200
REASONS = dict(WithdrawalReason.choices)


@dataclass(frozen=True, slots=True)
class OpenRecalls:
    count: int
    since: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class PartnerRecall:
    """One story at one partner; a time is empty until the thing has happened."""

    partner: Partner
    story: int
    headline: str
    final: bool
    reason: str
    version: int
    since: datetime
    notified_at: datetime | None
    rung: bool
    fetched_at: datetime | None
    receipted_at: datetime | None
    late: bool

    @property
    def done(self) -> bool:
        """A kill wants a receipt; for a withheld story it is enough that the word was fetched."""
        return self.receipted_at is not None or (self.fetched_at is not None and not self.final)


def withdrawn_deliveries() -> QuerySet[Delivery]:
    return Delivery.objects.exclude(article__feed_state__op=Operation.PUT).filter(
        article__feed_state__isnull=False
    )


def open_recalls(partners: Sequence[Partner], at: datetime) -> dict[int, OpenRecalls]:
    """By partner: recalls that it has neither fetched nor confirmed; one query."""
    taken_back = F("article__feed_state__at")
    confirmed = Receipt.objects.filter(
        partner=OuterRef("partner"), article=OuterRef("article"), at__gte=OuterRef("article__feed_state__at")
    )
    still = (
        withdrawn_deliveries()
        .filter(Q(recalled_at=None) | Q(recalled_at__lt=taken_back), ~Exists(confirmed), partner__in=partners)
        .values("partner")
        .annotate(n=Count("pk"), since=Min(taken_back))
        .order_by()
    )
    return {
        row["partner"]: OpenRecalls(row["n"], row["since"], at - row["since"] > RESPONSE_TIMEOUT)
        for row in still
    }


def list_recalls(at: datetime, partner: Partner | None = None) -> list[PartnerRecall]:
    """The newest first, those that are done behind those that are open; of one partner or of all."""
    rows = withdrawn_deliveries().select_related("partner", "article", "article__feed_state")
    if partner is not None:
        rows = rows.filter(partner=partner)
    newest = list(rows.order_by("-article__feed_state__seq", "partner__name")[:MAX_SHOWN])
    return sorted(_list_recalls(newest, at), key=lambda recall: recall.done)


def _list_recalls(rows: Sequence[Delivery], at: datetime) -> Iterator[PartnerRecall]:
    stories = [row.article_id for row in rows]
    messages = _recall_messages(stories)
    receipts = {
        (partner, story): last
        for partner, story, last in Receipt.objects.filter(article__in=stories)
        .values_list("partner", "article")
        .annotate(last=Max("at"))
    }
    for row in rows:
        state: FeedState = row.article.feed_state
        message = messages.get((row.partner_id, row.article_id, state.seq))
        receipt = receipts.get((row.partner_id, row.article_id))
        fetched = row.recalled_at if row.recalled_at and row.recalled_at >= state.at else None
        confirmed = receipt if receipt and receipt >= state.at else None
        yield PartnerRecall(
            partner=row.partner,
            story=row.article_id,
            headline=row.article.headline,
            final=state.op == Operation.CANCEL,
            reason=str(REASONS.get(row.article.withdrawal_reason, row.article.withdrawal_reason)),
            version=row.version,
            since=state.at,
            notified_at=message.delivered_at if message else None,
            rung=message is not None,
            fetched_at=fetched,
            receipted_at=confirmed,
            late=not (fetched or confirmed) and at - state.at > RESPONSE_TIMEOUT,
        )


def _recall_messages(stories: Sequence[int]) -> dict[tuple[int, int, int], WebhookMessage]:
    found = WebhookMessage.objects.filter(article__in=stories).exclude(op=Operation.PUT)
    return {
        (message.webhook.partner_id, message.article_id or 0, message.seq or 0): message
        for message in found.select_related("webhook").order_by("created_at")
    }
