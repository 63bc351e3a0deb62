"""A story's history: every revision, any two compared, one restored whole or in part."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.db.models.fields.json import KT
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.actions.errors import ActionRefused
from articles.actions.stories.restore_revision import PARTS, find_reintroduced_mistakes, restore_revision
from articles.admin.revision_diff import compare_snapshots
from articles.models import Article, Edition, FrontSlot, Revision
from articles.workflow import State
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer

PAGE_SIZE = 100


class HistoryViews:
    """The pages of one model admin's history."""

    def __init__(self, model_admin: Any) -> None:
        self.admin = model_admin

    def urls(self) -> tuple[Any, ...]:
        return (
            ("<int:number>/compare/", "articles_article_compare", self.compare_view),
            (
                "<int:number>/restore-revision/",
                "articles_article_restore_revision",
                require_POST(self.restore_view),
            ),
        )

    def list_view(self, request: HttpRequest, number: str) -> HttpResponse:
        story = self._story(request, number)
        revisions = list_revisions(story)
        if (before := parse_integer(request.GET.get("before", ""))) is not None:
            revisions = revisions.filter(number__lt=before)
        rows = list(revisions[: PAGE_SIZE + 1])
        public = public_revision_number(story)
        context = {
            "title": _("History"),
            "revisions": rows[:PAGE_SIZE],
            "older": rows[PAGE_SIZE - 1].number if len(rows) > PAGE_SIZE else None,
            "public": public,
            "chosen": default_pair(rows, public),
            "holders": version_holders(story),
        }
        return self._page(request, story, "history", context)

    def compare_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        """`old` and `new` are revision numbers; given the wrong way round they are turned."""
        story = self._story(request, number)
        wanted = [parse_integer(request.GET.get(name, "")) for name in ("old", "new")]
        given = sorted(number for number in wanted if number is not None)
        if len(given) < 2:
            raise Http404
        first, last = given
        pair = {r.number: r for r in story.revisions.select_related("by").filter(number__in=(first, last))}
        if len(pair) < len({first, last}):
            raise Http404
        context = {
            "title": _("Compare versions"),
            "old": pair[first],
            "compared": (pair[first], pair[last]),
            "public": public_revision_number(story),
            "changes": compare_snapshots(pair[first].snapshot, pair[last].snapshot),
            "mistakes": find_reintroduced_mistakes(story, pair[first]) if first != last else [],
            "unpublished": story.state == State.PUBLISHED and story.revision != public_revision_number(story),
            "may_restore": self.admin.has_change_permission(request, story),
        }
        return self._page(request, story, "compare", context)

    def restore_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        story = self._story(request, number)
        if not self.admin.has_change_permission(request, story):
            raise PermissionDenied
        part = request.POST.get("part", "")
        restored_from, based_on = (
            parse_integer(request.POST.get(name, "")) for name in ("revision", "based_on")
        )
        if restored_from is None or based_on is None or (part and part not in PARTS):
            raise Http404
        back = reverse("admin:articles_article_change", args=[number])
        try:
            self._restore(request, number, restored_from, based_on, part)
        except ActionRefused as refusal:
            messages.error(request, refusal.message)
            back = reverse("admin:articles_article_history", args=[number])
        return HttpResponseRedirect(back)

    def _restore(self, request: HttpRequest, number: int, revision: int, based_on: int, part: str) -> None:
        done = restore_revision(
            number,
            revision,
            by=current_user(request),
            at=now(),
            based_on=based_on,
            parts=[part] if part else None,
        )
        said = _(
            "Restored from revision %(old)d as revision %(new)d. What stood here before is kept as revision %(kept)d."
        )
        facts = {"old": revision, "new": done.article.revision, "kept": based_on}
        messages.success(request, said % facts)
        for sentence in (*done.left_out, *done.warnings):
            messages.warning(request, sentence)

    def _story(self, request: HttpRequest, number: Any) -> Article:
        story: Article | None = self.admin.get_object(request, unquote(str(number)))
        if story is None:
            raise Http404
        if not self.admin.has_view_permission(request, story):
            raise PermissionDenied
        return story

    def _page(self, request: HttpRequest, story: Article, name: str, context: dict[str, Any]) -> HttpResponse:
        whole = {
            **self.admin.admin_site.each_context(request),
            "opts": self.admin.opts,
            "subtitle": story.headline,
            "story": story,
            **context,
        }
        return TemplateResponse(request, f"admin/articles/article/{name}.html", whole)


def list_revisions(story: Article) -> QuerySet[Revision]:
    """Newest first, without their text but with the version it belongs to."""
    return story.revisions.select_related("by").defer("snapshot").annotate(version=KT("snapshot__version"))


@dataclass(frozen=True, slots=True)
class VersionHolder:
    """Who has which version of the story now."""

    name: str
    version: int | None
    since: datetime | None
    newest: int
    partner: bool = False

    @property
    def behind(self) -> bool:
        return self.version is not None and self.version != self.newest


def version_holders(story: Article) -> list[VersionHolder]:
    """Every outlet, then every partner that ever fetched the story. Three queries."""
    edition = Edition.objects.public(at=now()).filter(article=story).only("version", "published_at").first()
    version, since = (edition.version, edition.published_at) if edition else (None, None)
    outlets = [VersionHolder(_("Website, search, feeds"), version, since, story.version)]
    if FrontSlot.objects.filter(article=story).exists():
        outlets.append(VersionHolder(_("Front page"), version, since, story.version))
    else:
        outlets.append(VersionHolder(_("Front page"), None, None, story.version))
    deliveries = story.deliveries.select_related("partner").order_by("partner__name")
    return outlets + [
        VersionHolder(str(one.partner), one.version, one.at, story.version, partner=True)
        for one in deliveries
    ]


def public_revision_number(story: Article) -> int | None:
    """The revision that readers have now; None when the story is not out."""
    if story.state != State.PUBLISHED:
        return None
    return story.revisions.filter(kind__in=Revision.GONE_OUT).values_list("number", flat=True).first()


def default_pair(rows: list[Revision], public: int | None) -> tuple[int, int]:
    """Compared unless the editor picks others: what is public, or else the last but one, with the newest."""
    if not rows:
        return 0, 0
    newest = rows[0].number
    before = rows[1].number if len(rows) > 1 else newest
    return (public if public is not None and public < newest else before), newest
