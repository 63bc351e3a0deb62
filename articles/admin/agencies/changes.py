"""Pages “Changes by agencies”: the list, and the decision on one change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.actions.errors import ActionRefused
from articles.actions.intake.versions.agency_changes import answer_query, link_change
from articles.actions.intake.versions.item_history import correction_line
from articles.actions.intake.versions.resolve_agency_change import (
    COMPARED_FIELDS,
    accept_kill,
    accept_kill_everywhere,
    apply_change,
    item_reading,
    mark_adapted,
    mark_unaffected,
)
from articles.actions.intake.versions.story_matches import find_killed_photos
from articles.admin.badges import state_badge
from articles.admin.base import FULL_WIDTH, DeskView, PageAdmin, page, show_refusal
from articles.admin.public_links import public_path, with_public_page
from articles.admin.wire.item_page import compare_values
from articles.models import AgencyChange, Article, WireItem
from articles.parsing.version_comparison import (
    ComparedPicture,
    ComparedRow,
    RowState,
    compare_fields,
    compare_paragraphs,
    compare_pictures,
)
from articles.selectors.kill_effects import list_kill_effects
from articles.text.correction_notes import split_columns
from articles.text.word_diff import DiffPiece
from articles.workflow import State
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer

MAX_SETTLED = 30
TONES = {
    "kill": "killed",
    "correction": "withheld",
    "update": "in-review",
    "lift": "ready",
    "query": "killed",
}
KILLS = (AgencyChange.Kind.KILL, AgencyChange.Kind.QUERY)
"""Kinds that the list puts first: kills and possible kills."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One change of the agency as the page shows it, in three columns."""

    row: ComparedRow
    label: str
    before: Sequence[DiffPiece]
    now: Sequence[DiffPiece]
    may_pick: bool


def list_rows(change: AgencyChange) -> list[ShownRow]:
    """Return each change of a field or of the text, with the desk's wording."""
    old, new, story = item_reading(change.before), item_reading(change.item), change.article
    ours = {name: str(getattr(story, name)) if story else "" for name in COMPARED_FIELDS}
    body = story.body if story else ""
    before, after = (reading.get("paragraphs") or () for reading in (old, new))
    rows = [*compare_fields(old, new, ours, COMPARED_FIELDS), *compare_paragraphs(before, after, body)]
    return [_show_row(row) for row in rows]


def _show_row(row: ComparedRow) -> ShownRow:
    return ShownRow(
        row,
        str(_("text")) if row.key.startswith("text-") else str(Article._meta.get_field(row.key).verbose_name),  # type: ignore[union-attr]  # a column
        *split_columns(row.before, row.now),
        may_pick=row.state is RowState.APPLIES,
    )


def list_pictures(change: AgencyChange) -> list[ComparedPicture]:
    """Return the pictures that the agency has added, removed or described differently."""
    old = change.before.content if change.before is not None else None
    ours = {}
    if change.article is not None:
        for placement in change.article.placements.select_related("photo"):
            ours[placement.photo.agency_item_id] = " · ".join(
                filter(None, (placement.caption, placement.photo.credit))
            )
    return list(compare_pictures(old or {}, change.item.content or {}, ours))


def list_data_changes(change: AgencyChange) -> list[tuple[str, str, str]]:
    """Return label, old and new value of the data that are no text."""
    if change.before is None or change.item.content is None:
        return []
    return list(compare_values(change.before, change.item))


def find_blocking_kill(story: Article | None) -> int | None:
    """Return the id of the kill that blocks the story."""
    if story is None:
        return None
    kills = AgencyChange.objects.filter(article=story, kind=AgencyChange.Kind.KILL)
    blocking = kills.filter(Q(settled_at=None) | Q(outcome=AgencyChange.Resolution.TAKEN))
    return blocking.values_list("pk", flat=True).first()


@page(AgencyChange)
class AgencyChangesView(DeskView):
    template_name = "admin/articles/agencychange/board.html"
    title = gettext_lazy("Changes by agencies")
    permission_required = "articles.change_article"
    extra_context = FULL_WIDTH

    def page_context(self) -> dict[str, Any]:
        changes = AgencyChange.objects.select_related("article", "item", "settled_by")
        changes = changes.defer("item__raw", "item__parsed")
        open_changes = [
            (one, TONES[one.kind]) for one in changes.filter(settled_at=None).order_by("opened_at")
        ]
        return {
            "kills": [row for row in open_changes if row[0].kind in KILLS],
            "others": [row for row in open_changes if row[0].kind not in KILLS],
            "settled": changes.exclude(settled_at=None).order_by("-settled_at")[:MAX_SETTLED],
            "repeated": WireItem.objects.exclude(repeats=None).count(),
        }


@page(AgencyChange, "<int:pk>/decide/")
class DecideView(DeskView):
    template_name = "admin/articles/agencychange/decide.html"
    permission_required = "articles.change_article"
    extra_context = FULL_WIDTH

    def page_context(self) -> dict[str, Any]:
        change = get_object_or_404(
            AgencyChange.objects.select_related("item", "before", "settled_by").defer(
                "item__raw", "item__parsed", "before__raw", "before__parsed"
            ),
            pk=self.kwargs["pk"],
        )
        story = (
            with_public_page(Article.objects.select_related("section"))
            .filter(pk=change.article_id or 0)
            .first()
        )
        change.article = story
        waiting = AgencyChange.objects.filter(settled_at=None).order_by("opened_at")
        is_kill = change.kind == AgencyChange.Kind.KILL
        may_settle = self.request.user.has_perm(f"articles.{change.needed_permission}")
        headline = (change.item.reading or {}).get("headline") or str(change.item)
        self.title = headline if change.item.reading else str(change)
        return {
            "subtitle": change.get_kind_display(),
            "change": change,
            "story": story,
            "state_badge": state_badge(story) if story else "",
            "tone": TONES[change.kind],
            "line": correction_line(change.item),
            "rows": list_rows(change),
            "pictures": list_pictures(change),
            "data_changes": list_data_changes(change),
            "effects": list_kill_effects(change) if is_kill else None,
            "killed_photos": find_killed_photos(change) if is_kill and change.is_about_picture else (),
            "placements": story.placements.select_related("photo") if story else (),
            "public_page": public_path(story) if story else "",
            "is_taken_kill": is_kill
            and story is not None
            and change.outcome == AgencyChange.Resolution.TAKEN,
            "kill_holds": None if is_kill or change.settled_at else find_blocking_kill(story),
            "is_live": story is not None and story.state == State.PUBLISHED,
            "next": waiting.exclude(pk=change.pk).values_list("pk", flat=True).first(),
            "may_take": (
                may_settle and story is not None and change.settled_at is None and change.kind not in KILLS
            ),
            "may_settle": may_settle,
        }


class ChangeStepView(DeskView):
    """Button that decides on a change."""

    http_method_names = ["post"]
    permission_required = "articles.change_article"
    step: Any = None

    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        change = get_object_or_404(AgencyChange.objects.select_related("item"), pk=pk)
        with show_refusal(request):
            self.step(request, change, now())
        if AgencyChange.objects.filter(pk=pk, settled_at=None).exists():
            return HttpResponseRedirect(reverse("admin:articles_agencychange_decide", args=[pk]))
        return HttpResponseRedirect(reverse("admin:articles_agencychange_changelist"))


def _withhold(request: HttpRequest, change: AgencyChange, at: datetime) -> None:
    is_live = change.article is not None and change.article.state == State.PUBLISHED
    if "everywhere" in request.POST and change.article is not None:
        settled = accept_kill_everywhere(change.pk, by=current_user(request), at=at)
        message = ngettext(
            "Settled for %(n)d story. The withdrawal pages show where it is still visible.",
            "Settled for %(n)d stories. The withdrawal pages show where they are still visible.",
            len(settled),
        )
        messages.success(request, message % {"n": len(settled)})
        return
    accept_kill(change.pk, by=current_user(request), at=at)
    if change.is_about_picture:
        messages.success(request, _("The picture is blocked everywhere."))
    elif is_live:
        messages.success(request, _("Withheld. The withdrawal page shows where the story is still visible."))
    else:
        messages.success(request, _("Settled. The story cannot be published while the kill applies."))


def _apply(request: HttpRequest, change: AgencyChange, at: datetime) -> None:
    based_on = parse_integer(request.POST.get("based_on", ""))
    picks = request.POST.getlist("pick") if "picked" in request.POST else None
    applied = apply_change(change.pk, by=current_user(request), at=at, based_on=based_on, picks=picks)
    message = ngettext(
        "%(n)d of the agency's changes is in the working copy. Check it, then publish it.",
        "%(n)d of the agency's changes are in the working copy. Check it, then publish it.",
        applied.done,
    )
    messages.success(request, message % {"n": applied.done})
    for text in applied.missed:
        messages.warning(
            request, _("Please work this in by hand; your wording differs: %(text)s") % {"text": text}
        )


def _mark_adapted(request: HttpRequest, change: AgencyChange, at: datetime) -> None:
    mark_adapted(change.pk, by=current_user(request), at=at)
    messages.success(request, _("Settled: adapted by hand."))


def _mark_unaffected(request: HttpRequest, change: AgencyChange, at: datetime) -> None:
    mark_unaffected(change.pk, reason=request.POST.get("reason", ""), by=current_user(request), at=at)
    messages.success(request, _("Settled: not affected. The reason is in the audit log."))


def _answer(request: HttpRequest, change: AgencyChange, at: datetime) -> None:
    kills = request.POST.get("kills") == "1"
    answer_query(change.pk, kills=kills, by=current_user(request), at=at)
    if kills:
        messages.warning(request, _("This is now a kill. Decide what it means for the story."))
    else:
        messages.success(request, _("Not a kill: this is ordinary copy."))


def _link(request: HttpRequest, change: AgencyChange, at: datetime) -> None:
    article_id = parse_integer(request.POST.get("article", "").strip().lstrip("#"))
    if article_id is None:
        raise ActionRefused(_("Enter the number of the story."), "article")
    link_change(change.pk, article_id, by=current_user(request), at=at)


STEPS = {
    "withhold": _withhold, "take": _apply, "adapted": _mark_adapted, "unaffected": _mark_unaffected, "link": _link,
    "answer": _answer,
}  # fmt: skip
for name, step in STEPS.items():
    page(AgencyChange, f"<int:pk>/{name}/", step=step)(ChangeStepView)


admin.site.register(AgencyChange, PageAdmin)
