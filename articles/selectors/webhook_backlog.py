"""Messages that wait for endpoints of partners, and endpoints that fail."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, QuerySet

from articles.models import Webhook, WebhookMessage


@dataclass(frozen=True, slots=True)
class WebhookBacklog:
    """Messages of one partner that are not delivered and not given up."""

    waiting: int
    oldest_at: datetime


def read_backlogs() -> dict[int, WebhookBacklog]:
    """Return the waiting messages by partner; partners without any are left out."""
    waiting = WebhookMessage.objects.exclude(due_at=None).filter(webhook__ended_at=None).order_by()
    rows = waiting.values("webhook__partner").annotate(n=Count("pk"), oldest=Min("created_at"))
    return {row["webhook__partner"]: WebhookBacklog(row["n"], row["oldest"]) for row in rows}


def failing_endpoints() -> "QuerySet[Webhook]":
    """Return active endpoints that failed last time, the longest failure first."""
    failing = Webhook.objects.filter(ended_at=None).exclude(failing_since=None)
    return failing.select_related("partner").order_by("failing_since", "pk")
