"""“The agency has changed it”: open changes with the old and new copy side by side, our wording, and what to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles.actions.errors import ActionRefused
from articles.actions.intake.agency_changes import answer_query, link_change
from articles.actions.intake.item_history import correction_line
from articles.actions.intake.resolve_agency_change import (
    accept_kill,
    apply_change,
    item_reading,
    mark_adapted,
    mark_unaffected,
)
from articles.admin.badges import state_badge
from articles.admin.public_links import public_path, with_public_page
from articles.models import AgencyChange, Article, WireItem
from articles.text.paragraphs import plain_paragraphs
from articles.text.word_diff import DiffPiece, diff_words, has_changes
from articles.workflow import State
from newsroom.admin.base import ReadOnlyAdmin, current_user, now, require_permission
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
"""What stands first on the board: kills, and what may be one."""
SHOWN_FIELDS = ("kicker", "headline", "dek", "byline", "dateline")


@dataclass(frozen=True, slots=True)
class AgencyFieldChange:
    label: str
    pieces: Sequence[DiffPiece]
    ours: str


def list_field_changes(change: AgencyChange) -> list[AgencyFieldChange]:
    """What the agency changed field by field, with the desk's wording beside it; the text always."""
    old, new = item_reading(change.before), item_reading(change.item)
    story = change.article
    found = []
    for name in SHOWN_FIELDS:
        pieces = diff_words(str(old.get(name) or ""), str(new.get(name) or ""))
        if has_changes(pieces):
            label = str(Article._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a column
            found.append(AgencyFieldChange(label, pieces, getattr(story, name) if story else ""))
    texts = ("\n\n".join(one.get("paragraphs") or ()) for one in (old, new))
    ours = "\n\n".join(plain_paragraphs(story.body)) if story else ""
    return [*found, AgencyFieldChange(str(_("text")), diff_words(*texts), ours)]


def find_blocking_kill(story: Article | None) -> int | None:
    """The kill that blocks the story, by the number of its change."""
    if story is None:
        return None
    kills = AgencyChange.objects.filter(article=story, kind=AgencyChange.Kind.KILL)
    holding = kills.filter(Q(settled_at=None) | Q(outcome=AgencyChange.Resolution.TAKEN))
    return holding.values_list("pk", flat=True).first()


@admin.register(AgencyChange)
class AgencyChangeAdmin(ReadOnlyAdmin):
    """Two pages in place of list and form."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        require_permission(request, "articles.change_article")
        changes = AgencyChange.objects.select_related("article", "item", "settled_by").defer("item__raw")
        open_now = list(changes.filter(settled_at=None).order_by("opened_at"))
        context = {
            "title": _("The agency has changed it"),
            "kills": [c for c in open_now if c.kind in KILLS],
            "others": [c for c in open_now if c.kind not in KILLS],
            "settled": changes.exclude(settled_at=None).order_by("-settled_at")[:MAX_SETTLED],
            "repeated": WireItem.objects.exclude(repeats=None).count(),
            "tones": TONES,
        }
        return self._page(request, "board", context)

    def get_custom_urls(self) -> Any:
        steps: dict[str, Callable[..., None]] = {
            "withhold": self._withhold, "take": self._take, "adapted": self._adapted,
            "unaffected": self._unaffected, "link": self._link, "answer": self._answer,
        }  # fmt: skip
        return (
            ("<int:number>/decide/", "articles_agencychange_decide", self.decide_view),
            *(
                (f"<int:number>/{name}/", f"articles_agencychange_{name}", require_POST(self._settling(step)))
                for name, step in steps.items()
            ),
        )

    def decide_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        require_permission(request, "articles.change_article")
        change = get_object_or_404(
            AgencyChange.objects.select_related("item", "before", "settled_by"), pk=number
        )
        story = (
            with_public_page(Article.objects.select_related("section"))
            .filter(pk=change.article_id or 0)
            .first()
        )
        change.article = story
        waiting = AgencyChange.objects.filter(settled_at=None).order_by("opened_at")
        is_kill = change.kind == AgencyChange.Kind.KILL
        context = {
            "title": change.item.reading.get("headline") or str(change.item)
            if change.item.reading
            else str(change),
            "subtitle": change.get_kind_display(),
            "change": change,
            "story": story,
            "state_badge": state_badge(story) if story else "",
            "tone": TONES[change.kind],
            "line": correction_line(change.item),
            "fields": list_field_changes(change),
            "placements": story.placements.select_related("photo") if story else (),
            "public_page": public_path(story) if story else "",
            "is_taken_kill": is_kill
            and story is not None
            and change.outcome == AgencyChange.Resolution.TAKEN,
            "kill_holds": None if is_kill or change.settled_at else find_blocking_kill(story),
            "is_live": story is not None and story.state == State.PUBLISHED,
            "next": waiting.exclude(pk=number).values_list("pk", flat=True).first(),
            "may_withhold": request.user.has_perm("articles.withhold_article"),
        }
        return self._page(request, "decide", context)

    def _settling(self, step: Callable[..., None]) -> Callable[..., HttpResponse]:
        def view(request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
            require_permission(request, "articles.change_article")
            change = get_object_or_404(AgencyChange, pk=number)
            try:
                step(request, change, now())
            except ActionRefused as refusal:
                messages.error(request, refusal.message)
            return HttpResponseRedirect(self._way_on(number))

        return view

    def _way_on(self, number: int) -> str:
        """Back to the board once it is settled."""
        if AgencyChange.objects.filter(pk=number, settled_at=None).exists():
            return reverse("admin:articles_agencychange_decide", args=[number])
        return reverse("admin:articles_agencychange_changelist")

    def _withhold(self, request: HttpRequest, change: AgencyChange, at: datetime) -> None:
        live = change.article is not None and change.article.state == State.PUBLISHED
        accept_kill(change.pk, by=current_user(request), at=at)
        if live:
            messages.success(
                request, _("Withheld. The board of its outlets says where something is still shown.")
            )
        else:
            messages.success(request, _("Settled. The story cannot be published while the kill stands."))

    def _take(self, request: HttpRequest, change: AgencyChange, at: datetime) -> None:
        based_on = parse_integer(request.POST.get("based_on", ""))
        taken = apply_change(change.pk, by=current_user(request), at=at, based_on=based_on)
        said = ngettext(
            "%(n)d change of the agency is in the working copy. Look it over and publish it.",
            "%(n)d changes of the agency are in the working copy. Look it over and publish it.",
            taken.done,
        )
        messages.success(request, said % {"n": taken.done})
        for text in taken.missed:
            messages.warning(
                request, _("Work this in by hand, your wording differs: %(text)s") % {"text": text}
            )

    def _adapted(self, request: HttpRequest, change: AgencyChange, at: datetime) -> None:
        mark_adapted(change.pk, by=current_user(request), at=at)
        messages.success(request, _("Settled: adapted by hand."))

    def _unaffected(self, request: HttpRequest, change: AgencyChange, at: datetime) -> None:
        mark_unaffected(change.pk, reason=request.POST.get("reason", ""), by=current_user(request), at=at)
        messages.success(request, _("Settled: not affected. The reason is in the audit list."))

    def _answer(self, request: HttpRequest, change: AgencyChange, at: datetime) -> None:
        kills = request.POST.get("kills") == "1"
        answer_query(change.pk, kills=kills, by=current_user(request), at=at)
        if kills:
            messages.warning(request, _("It is a kill now. Decide what it means for the story."))
        else:
            messages.success(request, _("It is no kill: the copy is ordinary copy."))

    def _link(self, request: HttpRequest, change: AgencyChange, at: datetime) -> None:
        number = parse_integer(request.POST.get("article", "").strip().lstrip("#"))
        if number is None:
            raise ActionRefused(_("Enter the number of the story."), "article")
        link_change(change.pk, number, by=current_user(request), at=at)

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        whole = {**self.admin_site.each_context(request), "opts": self.opts, "is_fullwidth": "1", **context}
        return TemplateResponse(request, f"admin/articles/agencychange/{template}.html", whole)
