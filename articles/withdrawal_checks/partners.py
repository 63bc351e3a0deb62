"""Progress of a withdrawal at each partner that holds the story."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.handlers.wsgi import WSGIRequest
from django.db.models import Max
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from articles.feed.authentication import Caller
from articles.feed.views.story import StoryItemView
from articles.models import (
    Article,
    Delivery,
    FeedState,
    Partner,
    PartnerKey,
    Receipt,
    WebhookMessage,
    Withdrawal,
)
from articles.models.partner import Scope
from articles.withdrawal_checks.internal_request import build_environ

RESPONSE_TIMEOUT = timedelta(minutes=10)
"""A partner that has not reacted by then is to be telephoned."""


@dataclass(frozen=True, slots=True)
class PartnerProgress:
    """Progress of a withdrawal at one partner; a time is None until the step is done."""

    partner: str
    contact: str
    version: int
    has_webhook: bool
    """Whether a webhook notifies it of the withdrawal."""
    notified_at: datetime | None
    fetched_at: datetime | None
    receipted_at: datetime | None
    feed_status: int
    """Status of the story in its feed now; 410 is correct."""
    late: bool

    @property
    def is_settled(self) -> bool:
        return self.feed_status == 410 and (self.fetched_at or self.receipted_at) is not None


def list_partner_withdrawals(
    article: Article, withdrawal: Withdrawal, *, at: datetime
) -> Iterator[PartnerProgress]:
    """Yield every partner that ever received the story, even without a contract now."""
    seq = FeedState.objects.filter(article=article).values_list("seq", flat=True).first()
    messages = {m.webhook.partner_id: m for m in _list_messages(article, seq)}
    receipts = dict(
        Receipt.objects.filter(article=article, at__gte=withdrawal.at)
        .values_list("partner")
        .annotate(last=Max("at"))
    )
    for delivery in (
        Delivery.objects.filter(article=article).select_related("partner").order_by("partner__name")
    ):
        fetched = (
            delivery.recalled_at if delivery.recalled_at and delivery.recalled_at >= withdrawal.at else None
        )
        message = messages.get(delivery.partner_id)
        receipt = receipts.get(delivery.partner_id)
        yield PartnerProgress(
            partner=delivery.partner.name,
            contact=delivery.partner.contact,
            version=delivery.version,
            has_webhook=message is not None,
            notified_at=message.delivered_at if message else None,
            fetched_at=fetched,
            receipted_at=receipt,
            feed_status=fetch_feed_status(delivery.partner, article.pk),
            late=not (fetched or receipt) and at - withdrawal.at > RESPONSE_TIMEOUT,
        )


def _list_messages(article: Article, seq: int | None) -> Iterator[WebhookMessage]:
    rows = WebhookMessage.objects.filter(article=article, seq=seq).select_related("webhook")
    return iter(rows.order_by("created_at"))


def fetch_feed_status(partner: Partner, article_id: int) -> int:
    """Return the status of the story in the partner's feed, without using its key."""
    request = WSGIRequest(build_environ(f"/api/v1/stories/{article_id}"))
    view = _UnmeteredStoryView.as_view(authentication_classes=[_authenticate_as(partner)])
    return int(view(request, article_id=article_id).status_code)


class _UnmeteredStoryView(StoryItemView):
    """The view of the feed, without counting towards the partner's limits."""

    counted = False


def _authenticate_as(partner: Partner) -> type[BaseAuthentication]:
    caller = Caller(partner, PartnerKey(partner=partner, scopes=list(Scope.values)))

    class AsPartner(BaseAuthentication):
        def authenticate(self, _request: Request) -> tuple[Caller, PartnerKey]:
            return caller, caller.key

    return AsPartner


def unfetched_withdrawals(at: datetime) -> Iterator[tuple[Article, str, str]]:
    """Yield (story, partner, contact) of withdrawals that were not fetched in time."""
    overdue = Withdrawal.objects.filter(at__lt=at - RESPONSE_TIMEOUT, at__gt=at - timedelta(days=7)).order_by(
        "article_id", "-at"
    )
    newest = {w.article_id: w for w in overdue.distinct("article").select_related("article")}
    for delivery in Delivery.objects.filter(article__in=newest).select_related("partner"):
        withdrawal = newest[delivery.article_id]
        has_fetched = delivery.recalled_at is not None and delivery.recalled_at >= withdrawal.at
        receipts = Receipt.objects.filter(
            partner=delivery.partner, article=delivery.article_id, at__gte=withdrawal.at
        )
        if withdrawal.article.state in {"withheld", "killed"} and not has_fetched and not receipts.exists():
            yield withdrawal.article, delivery.partner.name, delivery.partner.contact
