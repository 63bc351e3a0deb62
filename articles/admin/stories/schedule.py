"""The page of a story's hour: embargo and its source, what happens when it ends, breaking it, the agency moving it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused, ChecksFailed, EditConflict
from articles.actions.publish_checks.source_copy import changed_embargo
from articles.actions.stories.publish import break_embargo, schedule, set_embargo, unschedule
from articles.admin.datetime_input import (
    ParsedDatetime,
    format_datetime,
    format_for_input,
    parse_field,
    parse_typed_datetime,
)
from articles.admin.revision_diff import FieldDiff
from articles.admin.stories.publish import CheckLine, check_lines, diff_since, read_overrides, story_url
from articles.admin.stories.publish_targets import find_publish_targets
from articles.models import Agency, Article, PartnerKey
from articles.models.partner import Scope
from articles.workflow import MOVES, UNPUBLISHED
from newsroom.admin.base import current_user, now, refusal_messages, require_permission
from newsroom.strict_values import parse_integer

MAX_TYPED = 60


@dataclass(slots=True)
class ScheduleForm:
    """What the page shows in its fields, and what was wrong with it."""

    embargo: ParsedDatetime
    publish_at: ParsedDatetime
    source: str
    automatic: bool
    based_on: int
    overrides: Mapping[str, str] = field(default_factory=dict)
    mistakes: dict[str, str] = field(default_factory=dict)
    lines: list[CheckLine] = field(default_factory=list)
    meanwhile: list[FieldDiff] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ScheduleView:
    model_admin: Any

    def urls(self) -> tuple[Any, ...]:
        return (
            ("<int:number>/hour/", "articles_article_hour", self.view),
            ("read-hour/", "articles_article_read_hour", self.read),
        )

    def read(self, request: HttpRequest, **_kwargs: Any) -> JsonResponse:
        at = now()
        return JsonResponse(parse_typed_datetime(request.GET.get("typed", "")[:MAX_TYPED], at).answer(at))

    def view(self, request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        require_permission(request, "articles.change_article")
        article = get_object_or_404(Article.objects.select_related("section"), pk=number)
        if article.state not in UNPUBLISHED:
            messages.error(request, _("The story is already out: an embargo comes too late."))
            return HttpResponseRedirect(story_url(article))
        at = now()
        hour = read_schedule(request, at) if request.method == "POST" else initial_form(article, at)
        if request.method == "POST" and (done := self._done(request, article, hour, at)):
            messages.success(request, done)
            return HttpResponseRedirect(self._next(request, article))
        article.refresh_from_db()
        return self._shown(request, article, hour, at)

    def _next(self, request: HttpRequest, article: Article) -> str:
        broken = request.POST.get("act") == "break"
        return reverse("admin:articles_article_publish", args=[article.pk]) if broken else story_url(article)

    def _done(self, request: HttpRequest, article: Article, hour: ScheduleForm, at: datetime) -> str:
        try:
            return apply_form(request.POST, article, hour, by=current_user(request), at=at)
        except EditConflict as conflict:
            hour.mistakes[""] = conflict.message
            hour.meanwhile = diff_since(article, hour.based_on, conflict.current_revision)
            hour.based_on = conflict.current_revision
        except ChecksFailed as closed:
            hour.lines = check_lines(article, list(closed.results), hour.overrides)
        except ActionRefused as refusal:
            hour.mistakes |= dict(refusal_messages(refusal))
        return ""

    def _shown(
        self, request: HttpRequest, article: Article, hour: ScheduleForm, at: datetime
    ) -> HttpResponse:
        until = article.embargo_until
        context = {
            **self.model_admin.admin_site.each_context(request),
            "opts": self.model_admin.opts,
            "title": _("Embargo and schedule"),
            "story": article,
            "hour": hour,
            "embargo": format_datetime(until, at) if until and until > at else None,
            "scheduled": format_datetime(article.scheduled_at, at) if article.scheduled_at else None,
            "moved": find_moved_embargo(article, at),
            "may_schedule": request.user.has_perm(f"articles.{MOVES['schedule'].needs}"),
            "may_break": request.user.has_perm("articles.break_embargo"),
            "reachable": find_publish_targets(article, at),
            "early": embargo_partners(at),
            "pictures": list(article.placements.select_related("photo")),
            "sources": list(Agency.objects.order_by("name").values_list("name", flat=True)),
            "back": story_url(article),
        }
        return TemplateResponse(request, "admin/articles/article/schedule.html", context)


def initial_form(article: Article, at: datetime) -> ScheduleForm:
    until = article.embargo_until
    free = until is not None and article.scheduled_at in {None, until}
    return ScheduleForm(
        embargo=ParsedDatetime(format_for_input(until if until and until > at else None)),
        publish_at=ParsedDatetime("" if free else format_for_input(article.scheduled_at)),
        source=article.embargo_source,
        automatic=article.scheduled_at is not None or article.embargo_until is None,
        based_on=article.revision,
    )


def read_schedule(request: HttpRequest, at: datetime) -> ScheduleForm:
    data = request.POST
    return ScheduleForm(
        embargo=parse_field(data, "embargo", at),
        publish_at=parse_field(data, "publish_at", at),
        source=data.get("source", "").strip()[:200],
        automatic=data.get("then") != "release",
        based_on=parse_integer(data.get("based_on", "")) or 0,
        overrides=read_overrides(data),
    )


def apply_form(
    data: Mapping[str, str], article: Article, hour: ScheduleForm, *, by: Any, at: datetime
) -> str:
    """One button of the page; what was done, in words."""
    match data.get("act", ""):
        case "break":
            break_embargo(article.pk, reason=data.get("reason", ""), by=by, at=at)
            return _("The embargo is broken, and it is noted by whom and why.")
        case "unschedule":
            unschedule(article.pk, by=by, at=at)
            return _("The schedule is cancelled; an embargo stays.")
        case "accept":
            moved = changed_embargo(article)
            if moved is None:
                raise ActionRefused(_("The agency has not moved the embargo."))
            set_embargo(article.pk, moved, by=by, at=at, based_on=hour.based_on)
            return _("The agency's hour is taken over.")
        case _:
            return apply_schedule(article, hour, by=by, at=at)


def apply_schedule(article: Article, hour: ScheduleForm, *, by: Any, at: datetime) -> str:
    """Embargo and schedule as the fields say; in one act where the story is to go out by itself."""
    for name, heard in (("embargo", hour.embargo), ("publish_at", hour.publish_at)):
        if heard.doubt:
            raise ActionRefused(heard.doubt, name)
    until, when = hour.embargo.moment, hour.publish_at.moment or hour.embargo.moment
    if not hour.automatic:
        return _save_embargo(article, hour, until, by=by, at=at)
    if when is None:
        raise ActionRefused(_("Enter when the story is to go out."), "publish_at")
    based_on = hour.based_on
    if until is None and article.embargo_until is not None:
        based_on = set_embargo(article.pk, None, by=by, at=at, based_on=based_on).revision
    schedule(
        article.pk, publish_at=when, embargo_until=until, source=hour.source if until else None, by=by, at=at,
        based_on=based_on, overrides=hour.overrides,
    )  # fmt: skip
    return _("Scheduled: it goes out by itself.")


def _save_embargo(
    article: Article, hour: ScheduleForm, until: datetime | None, *, by: Any, at: datetime
) -> str:
    if until is None and article.embargo_until is None:
        raise ActionRefused(_("Enter until when the story is held."), "embargo")
    based_on = hour.based_on
    if article.scheduled_at is not None:
        based_on = unschedule(article.pk, by=by, at=at).revision
    set_embargo(article.pk, until, by=by, at=at, source=hour.source, based_on=based_on)
    if until is None:
        return _("The embargo is taken away.")
    return _("The story is held; somebody publishes it by hand once it is free.")


def find_moved_embargo(article: Article, at: datetime) -> Any:
    moved = changed_embargo(article)
    return format_datetime(moved, at) if moved is not None and moved > at else None


def embargo_partners(at: datetime) -> list[str]:
    """Partners that are handed stories under embargo, by name."""
    keys = PartnerKey.objects.filter(scopes__contains=[Scope.EMBARGO], revoked_at=None, partner__active=True)
    alive = keys.exclude(expires_at__lte=at).select_related("partner")
    return sorted({key.partner.name for key in alive})


def overdue_time(article: Article, at: datetime) -> timedelta | None:
    """How long a story that should have gone out by itself has waited."""
    held = article.embargo_until is not None and article.embargo_until > at
    due = article.scheduled_at
    return None if due is None or held or due > at else at - due
