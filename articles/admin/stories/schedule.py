"""The page of embargo and schedule."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.errors import ActionRefused
from articles.actions.stories.prefetch import find_changed_embargo
from articles.actions.stories.schedule import break_embargo, schedule, set_embargo, unschedule
from articles.admin.base import DeskView, page
from articles.admin.datetime_input import (
    FormattedDatetime,
    ParsedDatetime,
    format_datetime,
    format_for_input,
    parse_field,
    parse_typed_datetime,
)
from articles.admin.stories.checks import OverridesForm
from articles.admin.stories.pending_changes import find_publish_targets
from articles.admin.stories.views import NumberField, StoryFormView, story_url
from articles.models import Agency, Article, PartnerKey
from articles.models.partner import Scope
from articles.workflow import UNPUBLISHED
from newsroom.admin.base import current_user, now

MAX_TYPED = 60


@page(Article, "read-hour/")
class ParseDatetimeView(DeskView):
    """JSON view that parses a datetime while the editor types it."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        at = now()
        return JsonResponse(parse_typed_datetime(request.GET.get("typed", "")[:MAX_TYPED], at).as_json(at))


class ScheduleForm(OverridesForm):
    """Fields of every button on the page; only “Set” (`apply`) reads the datetimes."""

    based_on = NumberField()
    source = forms.CharField(required=False)
    then = forms.CharField(required=False)
    reason = forms.CharField(required=False)

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    @cached_property
    def embargo(self) -> ParsedDatetime:
        return self._parse_input("embargo")

    @cached_property
    def publish_at(self) -> ParsedDatetime:
        return self._parse_input("publish_at")

    def _parse_input(self, name: str) -> ParsedDatetime:
        if self.is_bound and name in self.data:
            return parse_field(self.data, name, self.at)
        return ParsedDatetime(self.initial[name])

    def clean_source(self) -> str:
        return str(self.cleaned_data["source"])[:200]

    def break_embargo(self, article: Article, *, by: Any, at: datetime) -> str:
        break_embargo(article.pk, reason=self.cleaned_data["reason"], by=by, at=at)
        return _("The embargo is broken. Your name and the reason are on record.")

    def unschedule(self, article: Article, *, by: Any, at: datetime) -> str:
        unschedule(article.pk, by=by, at=at)
        return _("The schedule is cancelled; any embargo remains.")

    def accept_moved_embargo(self, article: Article, *, by: Any, at: datetime) -> str:
        moved = find_changed_embargo(article)
        if moved is None:
            raise ActionRefused(_("The agency has not changed the embargo."))
        set_embargo(article.pk, moved, by=by, at=at, based_on=self.cleaned_data["based_on"])
        return _("The agency's embargo time is set.")

    def apply(self, article: Article, *, by: Any, at: datetime) -> str:
        """Set embargo and schedule, in one action if the story is published automatically."""
        for name, parsed in (("embargo", self.embargo), ("publish_at", self.publish_at)):
            if parsed.doubt:
                raise ActionRefused(parsed.doubt, name)
        until, source = self.embargo.value, self.cleaned_data["source"]
        publish_at, based_on = self.publish_at.value or until, self.cleaned_data["based_on"]
        if self.cleaned_data["then"] == "release":
            return set_only_embargo(article, until, source=source, by=by, at=at, based_on=based_on)
        if publish_at is None:
            raise ActionRefused(_("Enter when the story is to be published."), "publish_at")
        if until is None and article.embargo_until is not None:
            based_on = set_embargo(article.pk, None, by=by, at=at, based_on=based_on).revision
        schedule(
            article.pk, publish_at=publish_at, embargo_until=until, source=source if until else None, by=by, at=at,
            based_on=based_on, overrides=self.cleaned_data["overrides"],
        )  # fmt: skip
        return _("Scheduled. The story will be published automatically.")


def set_only_embargo(
    article: Article, until: datetime | None, *, source: str, by: Any, at: datetime, based_on: int
) -> str:
    """Set or lift the embargo of a story that is not published automatically."""
    if until is None and article.embargo_until is None:
        raise ActionRefused(_("Enter when the embargo ends."), "embargo")
    if article.scheduled_at is not None:
        based_on = unschedule(article.pk, by=by, at=at).revision
    set_embargo(article.pk, until, by=by, at=at, source=source, based_on=based_on)
    if until is None:
        return _("The embargo is lifted.")
    return _("The story is under embargo. Afterwards somebody has to publish it by hand.")


@page(Article, "<int:pk>/hour/")
class ScheduleView(StoryFormView):
    template_name = "admin/articles/article/schedule.html"
    title = gettext_lazy("Embargo and schedule")
    permission_required = "articles.change_article"
    form_class = ScheduleForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.at = now()
        if self.has_permission() and self.story.state not in UNPUBLISHED:
            messages.error(request, _("The story is already published; an embargo can no longer be set."))
            return HttpResponseRedirect(story_url(self.story))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"at": self.at}

    def get_initial(self) -> dict[str, Any]:
        until, scheduled = self.story.embargo_until, self.story.scheduled_at
        at_end_of_embargo = until is not None and scheduled in {None, until}
        return {
            "embargo": format_for_input(until if until and until > self.at else None),
            "publish_at": "" if at_end_of_embargo else format_for_input(scheduled),
            "source": self.story.embargo_source,
            "then": "automatic" if scheduled is not None or until is None else "release",
            "based_on": self.story.revision,
        }

    @property
    def button(self) -> str:
        return self.request.POST.get("act", "")

    def apply(self, form: ScheduleForm) -> str:
        buttons: dict[str, Callable[..., str]] = {
            "break": form.break_embargo,
            "unschedule": form.unschedule,
            "accept": form.accept_moved_embargo,
        }
        apply: Callable[..., str] = buttons.get(self.button, form.apply)
        return apply(self.story, by=current_user(self.request), at=self.at)

    def get_success_url(self) -> str:
        page = "publish" if self.button == "break" else "change"
        return reverse(f"admin:articles_article_{page}", args=[self.story.pk])

    def page_context(self) -> dict[str, Any]:
        story, at = self.story, self.at
        return {
            "embargo": _format_if_ahead(story.embargo_until, at),
            "scheduled": format_datetime(story.scheduled_at, at) if story.scheduled_at else None,
            "moved": _format_if_ahead(find_changed_embargo(story), at),
            "targets": find_publish_targets(story, at),
            "embargo_partners": embargo_partners(at),
            "placements": list(story.placements.select_related("photo")),
            "sources": list(Agency.objects.order_by("name").values_list("name", flat=True)),
        }


def _format_if_ahead(value: datetime | None, at: datetime) -> FormattedDatetime | None:
    return format_datetime(value, at) if value is not None and value > at else None


def embargo_partners(at: datetime) -> list[str]:
    """Return the names of partners that receive stories under embargo."""
    keys = PartnerKey.objects.filter(scopes__contains=[Scope.EMBARGO], revoked_at=None, partner__active=True)
    valid = keys.exclude(expires_at__lte=at).select_related("partner")
    return sorted({key.partner.name for key in valid})
