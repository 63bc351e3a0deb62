"""What each partner that holds a withdrawn story was told, has fetched and has confirmed, and what its feed answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.handlers.wsgi import WSGIRequest
from django.db.models import Max
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from articles.feed.authentication import Caller
from articles.feed.views.story import StoryView
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
"""After that somebody has to ring the partner up."""


@dataclass(frozen=True, slots=True)
class PartnerWithdrawal:
    """One partner's row; a time is empty until the thing has happened."""

    partner: str
    contact: str
    version: int
    rung: bool
    """Whether it has a webhook that is rung for this."""
    notified_at: datetime | None
    fetched_at: datetime | None
    receipted_at: datetime | None
    feed_status: int
    """What its feed answers for the story now; 410 is right."""
    late: bool

    @property
    def settled(self) -> bool:
        return self.feed_status == 410 and (self.fetched_at or self.receipted_at) is not None


def list_partner_withdrawals(
    article: Article, withdrawal: Withdrawal, *, at: datetime
) -> Iterator[PartnerWithdrawal]:
    """A row for every partner that was ever handed the story, also where the contract has ended."""
    seq = FeedState.objects.filter(article=article).values_list("seq", flat=True).first()
    messages = {m.webhook.partner_id: m for m in _list_messages(article, seq)}
    receipts = dict(
        Receipt.objects.filter(article=article, at__gte=withdrawal.at)
        .values_list("partner")
        .annotate(last=Max("at"))
    )
    for held in Delivery.objects.filter(article=article).select_related("partner").order_by("partner__name"):
        fetched = held.recalled_at if held.recalled_at and held.recalled_at >= withdrawal.at else None
        message = messages.get(held.partner_id)
        receipt = receipts.get(held.partner_id)
        yield PartnerWithdrawal(
            partner=held.partner.name,
            contact=held.partner.contact,
            version=held.version,
            rung=message is not None,
            notified_at=message.delivered_at if message else None,
            fetched_at=fetched,
            receipted_at=receipt,
            feed_status=fetch_feed_status(held.partner, article.pk),
            late=not (fetched or receipt) and at - withdrawal.at > RESPONSE_TIMEOUT,
        )


def _list_messages(article: Article, seq: int | None) -> Iterator[WebhookMessage]:
    rows = WebhookMessage.objects.filter(article=article, seq=seq).select_related("webhook")
    return iter(rows.order_by("created_at"))


def fetch_feed_status(partner: Partner, article_id: int) -> int:
    """What the feed's own view answers this partner for the story; asked without the partner's key."""
    request = WSGIRequest(build_environ(f"/api/v1/stories/{article_id}"))
    view = _UnmeteredStoryView.as_view(authentication_classes=[_authenticate_as(partner)])
    return int(view(request, article_id=article_id).status_code)


class _UnmeteredStoryView(StoryView):
    """The same answer, counted towards nobody's limits."""

    counted = False


def _authenticate_as(partner: Partner) -> type[BaseAuthentication]:
    caller = Caller(partner, PartnerKey(partner=partner, scopes=list(Scope.values)))

    class AsPartner(BaseAuthentication):
        def authenticate(self, _request: Request) -> tuple[Caller, PartnerKey]:
            return caller, caller.key

    return AsPartner


def unfetched_withdrawals(at: datetime) -> Iterator[tuple[Article, str, str]]:
    """Withdrawn stories that a partner has not fetched in time: (story, partner, contact)."""
    since = Withdrawal.objects.filter(at__lt=at - RESPONSE_TIMEOUT, at__gt=at - timedelta(days=7)).order_by(
        "article_id", "-at"
    )
    newest = {w.article_id: w for w in since.distinct("article").select_related("article")}
    for held in Delivery.objects.filter(article__in=newest).select_related("partner"):
        withdrawal = newest[held.article_id]
        told = held.recalled_at is not None and held.recalled_at >= withdrawal.at
        done = Receipt.objects.filter(partner=held.partner, article=held.article_id, at__gte=withdrawal.at)
        if withdrawal.article.state in {"withheld", "killed"} and not told and not done.exists():
            yield withdrawal.article, held.partner.name, held.partner.contact
