"""History of a story: revisions, comparison, restoring all or part of one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import F, QuerySet
from django.db.models.fields.json import KT
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.stories.name_revision import MAX_NAME, name_revision
from articles.actions.stories.restore_revision import PARTS, find_reintroduced_mistakes, restore_revision
from articles.admin.base import page, show_refusal
from articles.admin.revision_diff import compare_snapshots
from articles.admin.stories.approval import list_approvals
from articles.admin.stories.views import StoryView, story_url
from articles.models import Article, Edition, FrontSlot, Revision
from articles.selectors.history import HistoryStep, find_approvers, fold_steps, name_approvers
from articles.workflow import State
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer

PAGE_SIZE = 100
NAME = "given_name__name"
MAX_NUMBER = 2**31 - 1
"""The largest number of a revision column."""


class RevisionView(StoryView):
    """Page about the revisions of a story that the user may see."""

    @cached_property
    def story(self) -> Article:
        story: Article | None = self.model_admin.get_object(self.request, str(self.kwargs["pk"]))
        if story is None:
            raise Http404
        return story

    def has_permission(self) -> bool:
        return bool(self.model_admin.has_view_permission(self.request, self.story))

    @property
    def may_restore(self) -> bool:
        return bool(self.model_admin.has_write_permission(self.request, self.story))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(subtitle=self.story.headline, **kwargs)


class HistoryView(RevisionView):
    template_name = "admin/articles/article/history.html"
    title = gettext_lazy("History")

    def page_context(self) -> dict[str, Any]:
        revisions = list_revisions(self.story)
        if (before := parse_integer(self.request.GET.get("before", ""))) is not None:
            revisions = revisions.filter(number__lt=before)
        if only_published := "published" in self.request.GET:
            revisions = revisions.filter(kind__in=Revision.GONE_OUT)
        rows = list(revisions[: PAGE_SIZE + 1])
        public = public_revision_number(self.story)
        name_approvers(rows, find_approvers(self.story))
        steps = fold_steps(rows[:PAGE_SIZE])
        named = parse_integer(self.request.GET.get("name", ""))
        return {
            "steps": steps,
            "only_published": only_published,
            "named": next((row for row in rows if row.number == named), None) if self.may_restore else None,
            "max_name": MAX_NAME,
            "may_name": self.may_restore,
            "older": rows[PAGE_SIZE - 1].number if len(rows) > PAGE_SIZE else None,
            "public": public,
            "selected": default_pair(steps, public),
            "holders": version_holders(self.story),
            "approvals": list_approvals(self.story, now()),
            "assignments": self.story.assignments.select_related("user", "section", "by"),
        }


@page(Article, "<int:pk>/compare/")
class CompareView(RevisionView):
    """Comparison of the revisions `old` and `new`, in either order."""

    template_name = "admin/articles/article/compare.html"
    title = gettext_lazy("Compare revisions")

    @cached_property
    def pair(self) -> tuple[Revision, Revision]:
        numbers = sorted(
            number
            for name in ("old", "new")
            if (number := parse_integer(self.request.GET.get(name, ""))) is not None
        )
        revisions = {
            r.number: r
            for r in self.story.revisions.select_related("by")
            .annotate(name=F(NAME))
            .filter(number__in=numbers)
        }
        if len(numbers) < 2 or not revisions.keys() >= set(numbers):
            raise Http404
        return revisions[numbers[0]], revisions[numbers[1]]

    def page_context(self) -> dict[str, Any]:
        (old, new), story, public = self.pair, self.story, public_revision_number(self.story)
        return {
            "old": old,
            "compared": (old, new),
            "public": public,
            "changes": compare_snapshots(old.snapshot, new.snapshot),
            "mistakes": find_reintroduced_mistakes(story, old) if old.number != new.number else [],
            "unpublished": story.state == State.PUBLISHED and story.revision != public,
            "may_restore": self.may_restore,
        }


class RestoreRevisionForm(forms.Form):
    revision = forms.IntegerField(max_value=MAX_NUMBER)
    based_on = forms.IntegerField(max_value=MAX_NUMBER)
    part = forms.ChoiceField(required=False, choices=[(part, part) for part in PARTS])


@page(Article, "<int:pk>/restore-revision/")
class RestoreRevisionView(RevisionView):
    http_method_names = ["post"]

    def has_permission(self) -> bool:
        return super().has_permission() and self.may_restore

    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        form = RestoreRevisionForm(request.POST)
        if not form.is_valid():
            raise Http404
        url = reverse("admin:articles_article_history", args=[pk])
        with show_refusal(request):
            self.restore(**form.cleaned_data)
            url = story_url(self.story)
        return HttpResponseRedirect(url)

    def restore(self, *, revision: int, based_on: int, part: str) -> None:
        parts = [part] if part else None
        restored = restore_revision(
            self.story.pk, revision, by=current_user(self.request), at=now(), based_on=based_on, parts=parts
        )
        message = _(
            "Revision %(old)d is restored as revision %(new)d. The previous text is revision %(previous)d."
        )
        numbers = {"old": revision, "new": restored.article.revision, "previous": based_on}
        messages.success(self.request, message % numbers)
        for warning in (*restored.left_out, *restored.warnings):
            messages.warning(self.request, warning)


class NameRevisionForm(forms.Form):
    revision = forms.IntegerField(max_value=MAX_NUMBER)
    name = forms.CharField(required=False)


@page(Article, "<int:pk>/name-revision/")
class NameRevisionView(RestoreRevisionView):
    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        form = NameRevisionForm(request.POST)
        if not form.is_valid():
            raise Http404
        facts = form.cleaned_data
        with show_refusal(request):
            name_revision(pk, facts["revision"], facts["name"], by=current_user(request), at=now())
        return HttpResponseRedirect(reverse("admin:articles_article_history", args=[pk]))


def list_revisions(story: Article) -> QuerySet[Revision]:
    """Return the revisions without their text, newest first, with version and name."""
    return (
        story.revisions.select_related("by")
        .defer("snapshot")
        .annotate(version=KT("snapshot__version"), name=F(NAME))
    )


@dataclass(frozen=True, slots=True)
class VersionHolder:
    """Outlet or partner and the version of the story it has now."""

    name: str
    version: int | None
    since: datetime | None
    newest: int
    partner: bool = False

    @property
    def is_outdated(self) -> bool:
        return self.version is not None and self.version != self.newest


def version_holders(story: Article) -> list[VersionHolder]:
    """Return all outlets, then partners that have fetched the story, in three queries."""
    edition = Edition.objects.public(at=now()).filter(article=story).only("version", "published_at").first()
    version, since = (edition.version, edition.published_at) if edition else (None, None)
    outlets = [VersionHolder(_("Website, search, feeds"), version, since, story.version)]
    on_front_page = FrontSlot.objects.filter(article=story).exists()
    shown = (version, since) if on_front_page else (None, None)
    outlets.append(VersionHolder(_("Front page"), *shown, story.version))
    deliveries = story.deliveries.select_related("partner").order_by("partner__name")
    return outlets + [
        VersionHolder(str(delivery.partner), delivery.version, delivery.at, story.version, partner=True)
        for delivery in deliveries
    ]


def public_revision_number(story: Article) -> int | None:
    """Return the published revision, None if the story is not public."""
    if story.state != State.PUBLISHED:
        return None
    return story.revisions.filter(kind__in=Revision.GONE_OUT).values_list("number", flat=True).first()


def default_pair(steps: list[HistoryStep], public: int | None) -> tuple[int, int]:
    """Return the numbers to compare by default.

    The newest revision is compared with the public one, or else with the step before.
    """
    if not steps:
        return 0, 0
    newest = steps[0].revision.number
    before = (
        steps[1].revision.number if len(steps) > 1 else min([newest, *(r.number for r in steps[0].earlier)])
    )
    return (public if public is not None and public < newest else before), newest
