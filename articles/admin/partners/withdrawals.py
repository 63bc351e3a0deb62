"""Withdrawn stories at partners, and how far each partner has processed them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet

from articles.actions.stories.withdraw import WithdrawalReason
from articles.models import Delivery, FeedState, Partner, Receipt, WebhookMessage
from articles.models.publication import Operation

RESPONSE_TIMEOUT = timedelta(minutes=10)
"""Time after which somebody has to phone the partner."""
MAX_SHOWN = 200
REASONS = dict(WithdrawalReason.choices)


@dataclass(frozen=True, slots=True)
class OpenWithdrawals:
    count: int
    since: datetime
    is_late: bool


@dataclass(frozen=True, slots=True)
class WithdrawalRow:
    """A withdrawn story at one partner; times are None until something happened."""

    partner: Partner
    story: int
    headline: str
    final: bool
    reason: str
    version: int
    since: datetime
    notified_at: datetime | None
    has_webhook: bool
    fetched_at: datetime | None
    receipted_at: datetime | None
    is_late: bool

    @property
    def is_done(self) -> bool:
        """True once a kill is confirmed by a receipt, or a withheld story was fetched."""
        return self.receipted_at is not None or (self.fetched_at is not None and not self.final)


def withdrawn_deliveries() -> QuerySet[Delivery]:
    return Delivery.objects.exclude(article__feed_state__op=Operation.PUT).filter(
        article__feed_state__isnull=False
    )


def open_withdrawals(partners: Sequence[Partner], at: datetime) -> dict[int, OpenWithdrawals]:
    """Return withdrawals neither fetched nor confirmed by partner id, in one query."""
    withdrawn_at = F("article__feed_state__at")
    confirmed = Receipt.objects.filter(
        partner=OuterRef("partner"), article=OuterRef("article"), at__gte=OuterRef("article__feed_state__at")
    )
    pending = (
        withdrawn_deliveries()
        .filter(
            Q(recalled_at=None) | Q(recalled_at__lt=withdrawn_at), ~Exists(confirmed), partner__in=partners
        )
        .values("partner")
        .annotate(n=Count("pk"), since=Min(withdrawn_at))
        .order_by()
    )
    return {
        row["partner"]: OpenWithdrawals(row["n"], row["since"], at - row["since"] > RESPONSE_TIMEOUT)
        for row in pending
    }


def list_withdrawals(at: datetime, partner: Partner | None = None) -> list[WithdrawalRow]:
    """Return the withdrawals of one partner or of all.

    Open ones come first, each group with the newest first.
    """
    rows = withdrawn_deliveries().select_related("partner", "article", "article__feed_state")
    if partner is not None:
        rows = rows.filter(partner=partner)
    newest = list(rows.order_by("-article__feed_state__seq", "partner__name")[:MAX_SHOWN])
    return sorted(_make_rows(newest, at), key=lambda row: row.is_done)


def _make_rows(rows: Sequence[Delivery], at: datetime) -> Iterator[WithdrawalRow]:
    stories = [row.article_id for row in rows]
    messages = _withdrawal_messages(stories)
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
        yield WithdrawalRow(
            partner=row.partner,
            story=row.article_id,
            headline=row.article.headline,
            final=state.op == Operation.CANCEL,
            reason=str(REASONS.get(row.article.withdrawal_reason, row.article.withdrawal_reason)),
            version=row.version,
            since=state.at,
            notified_at=message.delivered_at if message else None,
            has_webhook=message is not None,
            fetched_at=fetched,
            receipted_at=confirmed,
            is_late=not (fetched or confirmed) and at - state.at > RESPONSE_TIMEOUT,
        )


def _withdrawal_messages(stories: Sequence[int]) -> dict[tuple[int, int, int], WebhookMessage]:
    found = WebhookMessage.objects.filter(article__in=stories).exclude(op=Operation.PUT)
    return {
        (message.webhook.partner_id, message.article_id or 0, message.seq or 0): message
        for message in found.select_related("webhook").order_by("created_at")
    }
