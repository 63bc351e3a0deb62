"""Pages of the autopilot: what it did at night, and the button that ends its lead."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.intake.autopilot.followed_stories import take_from_agency
from articles.admin.badges import format_time
from articles.admin.base import DeskView, page, show_refusal
from articles.admin.cards import DashboardCard, DashboardRow
from articles.admin.stories.views import StoryView, story_url
from articles.models import Article, AuditEntry
from articles.models.audit import AuditVerb, find_model
from articles.selectors.followed_stories import list_entries, list_left_to_desk
from newsroom.admin.base import current_user, now

Verb = AuditVerb
MAX_ROWS = 200
PERIODS = (12, 24, 72)
"""Hours that the page looks back."""
CARDS = (
    (gettext_lazy("Withheld for an agency"), (Verb.WITHHOLD_BY_RULE, Verb.BLOCK_PHOTO_BY_RULE)),
    (gettext_lazy("Corrected"), (Verb.CORRECT_BY_RULE,)),
    (gettext_lazy("Published"), (Verb.PUBLISH_BY_RULE,)),
    (gettext_lazy("Updated"), (Verb.UPDATE_BY_RULE,)),
    (gettext_lazy("Left to the desk, with the reason"), (Verb.LEFT_TO_DESK,)),
)


def list_autopilot_cards(since: datetime) -> list[DashboardCard]:
    """Return what the autopilot did since a time, withdrawals first."""
    link, nothing = reverse("admin:articles_article_autopilot"), _("Nothing.")
    cards = [
        DashboardCard(
            str(title), [_describe(entry) for entry in list_entries(verbs, since)[:MAX_ROWS]], nothing, link
        )
        for title, verbs in CARDS
    ]
    waiting = [
        DashboardRow(story.headline, f"{format_time(at)} · {reason}", story_url(story))
        for story, reason, at in list_left_to_desk(now())
    ]
    return [DashboardCard(_("Waits for you"), waiting, _("Nothing waits."), link, urgent=True), *cards]


def _describe(entry: AuditEntry) -> DashboardRow:
    detail = entry.detail
    facts = (format_time(entry.at), detail.get("agency"), detail.get("rule"), detail.get("reason"))
    model = find_model(entry.model)
    link = reverse(f"admin:articles_{model._meta.model_name}_change", args=[entry.object_id]) if model else ""
    return DashboardRow(entry.label, " · ".join(str(fact) for fact in facts if fact), link)


@page(Article, "autopilot/")
class AutopilotView(DeskView):
    """Page for the morning: what rules published, corrected, took down and left."""

    template_name = "admin/articles/autopilot.html"
    title = gettext_lazy("Autopilot")
    permission_required = "articles.view_article"

    def page_context(self) -> dict[str, Any]:
        asked = self.request.GET.get("hours", "")
        hours = next((one for one in PERIODS if str(one) == asked), PERIODS[0])
        cards = list_autopilot_cards(now() - timedelta(hours=hours))
        return {"at": now(), "cards": cards, "hours": hours, "periods": PERIODS}


@page(Article, "<int:pk>/take-from-agency/")
class TakeFromAgencyView(StoryView):
    http_method_names = ["post"]
    permission_required = "articles.change_article"

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        with show_refusal(request):
            take_from_agency(self.story.pk, by=current_user(request), at=now())
            messages.success(request, _("The story is yours: the agency’s next versions wait for an editor."))
        return HttpResponseRedirect(story_url(self.story))
