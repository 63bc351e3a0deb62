"""Kills and flashes, which reach every open page of the desk within two seconds."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from articles.admin.base import DeskView, page
from articles.models import AgencyChange, Article, WireItem
from articles.selectors.quarantine import count_quarantined

MAX_URGENCY = 2
"""Items of this urgency or a higher one are announced on every page: flash and urgent."""
MAX_ITEMS = 20
LATE_ITEMS = 100
"""Items looked at before the newest one: of two transactions the later one may be stored first."""


@page(Article, "pulse/")
class PulseView(DeskView):
    """JSON view that every page of the desk asks each 1.5 seconds, so it is small.

    The page announces the urgent items that its earlier answers did not have.
    """

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> JsonResponse:
        if not request.user.has_perm("articles.view_article"):
            return JsonResponse({"kills": [], "newest": 0, "urgent": [], "quarantined": 0})
        newest = (
            WireItem.objects.exclude(source=None).order_by("-pk").values_list("pk", flat=True).first() or 0
        )
        return JsonResponse({
            "kills": list_open_kills(), "newest": newest,
            "quarantined": count_quarantined(),
            "urgent": list_urgent_items(newest),
        })  # fmt: skip


def list_open_kills() -> list[int]:
    kills = AgencyChange.objects.filter(kind=AgencyChange.Kind.KILL, settled_at=None)
    return list(kills.order_by("pk").values_list("pk", flat=True)[:50])


def list_urgent_items(newest: int) -> list[dict[str, Any]]:
    """Return the urgent ones of the newest items that are no repeats or tests."""
    items = WireItem.objects.filter(
        pk__gt=newest - LATE_ITEMS, urgency__lte=MAX_URGENCY, repeats=None
    ).exclude(source=None)
    items = items.exclude(outcome=WireItem.IntakeOutcome.HEARTBEAT)
    rows = items.order_by("-pk").values("pk", "headline", "urgency", "source__name")[:MAX_ITEMS]
    return [
        {
            "id": row["pk"], "headline": row["headline"], "urgency": row["urgency"], "source": row["source__name"],
            "link": reverse("admin:articles_wireitem_change", args=[row["pk"]]),
        }
        for row in rows
    ]  # fmt: skip
