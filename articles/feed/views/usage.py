"""GET /usage: the partner's own request counts."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Sum
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.feed.exceptions import ValueUnknown
from articles.feed.filters import StrictFilterSet
from articles.feed.serializers import UsageSerializer
from articles.feed.views.base import FeedView
from articles.models import FeedDay, FeedRequest, Partner
from articles.models.partner import Scope
from newsroom.strict_values import parse_integer

DEFAULT_DAYS, MAX_DAYS = 30, 366
SUMS = ("calls", "unchanged", "errors", "limited", "bytes", "items")


class UsageParameters(StrictFilterSet):
    other_parameters = frozenset({"days"})


class UsageView(FeedView):
    """Request counts by day (UTC) and endpoint.

    Problems and redactions cover at most 30 days.
    """

    scope = Scope.USAGE
    has_etag = False

    @extend_schema(
        responses=UsageSerializer,
        operation_id="usage",
        parameters=[
            OpenApiParameter(
                "days",
                {"type": "integer", "minimum": 1, "maximum": MAX_DAYS, "default": DEFAULT_DAYS},
                description="Number of days, up to today.",
            )
        ],
    )
    def get(self, request: Request) -> Response:
        UsageParameters(request.query_params, FeedDay.objects.none())
        caller, at = self.caller(request), self.now(request)
        usage = {
            "partner": caller.partner.name,
            "limits": {"minute": settings.FEED_PER_MINUTE, "day": settings.FEED_PER_DAY},
            **summarize_usage(caller.partner, at, read_days(request)),
        }
        return Response(UsageSerializer(usage).data)


def summarize_usage(partner: Partner, at: datetime, days: int) -> dict[str, Any]:
    """Return calls by day and endpoint, problems by slug and redactions by reason."""
    first = at.astimezone(UTC).date() - timedelta(days=days - 1)
    by_day = FeedDay.objects.filter(partner=partner, day__gte=first)
    requests = FeedRequest.objects.filter(partner=partner, at__gte=at - timedelta(days=min(days, 30)))
    problems = requests.exclude(problem="").values("problem").annotate(times=Count("pk")).order_by("problem")
    redactions: Counter[str] = Counter()
    for counted in requests.exclude(redactions={}).values_list("redactions", flat=True):
        redactions.update(counted)
    return {
        "since": first,
        "total": {
            name: number or 0 for name, number in by_day.aggregate(**{n: Sum(n) for n in SUMS}).items()
        },
        "days": by_day.order_by("-day", "endpoint"),
        "problems": {row["problem"]: row["times"] for row in problems},
        "redactions": [
            {"reason": reason.partition("|")[0], "source": reason.partition("|")[2], "times": times}
            for reason, times in redactions.most_common()
        ],
    }


def read_days(request: Request) -> int:
    text = request.query_params.get("days", str(DEFAULT_DAYS))
    days = parse_integer(text, least=1, most=MAX_DAYS)
    if days is None:
        raise ValueUnknown("days", text, why=f"Send a number from 1 to {MAX_DAYS}.")
    return days
