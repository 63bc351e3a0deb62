"""The board after a withdrawal: every outlet asked, every partner's row, what is left to do by hand."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.desk.front_page import arrange_front_page
from articles.actions.errors import ActionRefused
from articles.actions.stories.withdraw import (
    WithdrawalReason,
    confirm_kill,
    explain_withdrawal,
    refuse_kill,
    set_outlet_done,
)
from articles.admin.stories.withdraw_forms import WithdrawForm
from articles.models import Article, Edition, FrontSlot, Withdrawal
from articles.withdrawal_checks.partners import PartnerWithdrawal, list_partner_withdrawals
from articles.withdrawal_checks.site import TraceFinding, run_checks
from articles.workflow import MOVES, State
from newsroom.admin.base import current_user, now, require_permission
from newsroom.strict_values import parse_integer

MANUAL_TASKS = {
    "push": gettext_lazy("Push message: sent a correction or recalled"),
    "newsletter": gettext_lazy("Newsletter: taken out of the next issue"),
    "mastodon": "Mastodon",
    "bluesky": "Bluesky",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "x": "X",
    "whatsapp": gettext_lazy("WhatsApp channel"),
    "engines": gettext_lazy("Search engines: removal from their caches asked for"),
    "archives": gettext_lazy("Press databases: told"),
}
"""Where no program of ours reaches. The names are kept in the database."""
MAX_CANDIDATES = 15


@dataclass(frozen=True, slots=True)
class ManualTask:
    name: str
    label: Any
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class WithdrawalBoard:
    outlets: list[TraceFinding]
    partners: list[PartnerWithdrawal]
    tasks: list[ManualTask]

    @property
    def open_outlets(self) -> int:
        return sum(not finding.gone for finding in self.outlets)

    @property
    def open_partners(self) -> int:
        return sum(not recall.settled for recall in self.partners)

    @property
    def late_partners(self) -> int:
        return sum(recall.late for recall in self.partners)

    @property
    def open_tasks(self) -> int:
        return sum(not task.by for task in self.tasks)


def build_board(article: Article, withdrawal: Withdrawal, at: datetime) -> WithdrawalBoard:
    edition = Edition.objects.filter(article=article).select_related("section").latest("version")
    killed = article.state == State.KILLED
    return WithdrawalBoard(
        list(run_checks(edition, killed=killed, at=at)),
        list(list_partner_withdrawals(article, withdrawal, at=at)),
        [
            _manual_task(name, label, withdrawal.done_by_hand.get(name))
            for name, label in MANUAL_TASKS.items()
        ],
    )


def _manual_task(name: str, label: Any, done: dict[str, str] | None) -> ManualTask:
    return (
        ManualTask(name, label, done["by"], datetime.fromisoformat(done["at"]))
        if done
        else ManualTask(name, label, "", None)
    )


@dataclass(frozen=True, slots=True)
class WithdrawalBoardView:
    model_admin: Any

    def urls(self) -> tuple[Any, ...]:
        return (("<int:number>/outlets/", "articles_article_outlets", self.view),)

    def view(self, request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        require_permission(request, "articles.view_article")
        article = get_object_or_404(Article, pk=number)
        withdrawal = article.withdrawals.select_related("by").first()
        if withdrawal is None or article.state not in {State.WITHHELD, State.KILLED}:
            messages.warning(request, _("The story is not withdrawn."))
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[number]))
        if request.method == "POST":
            self._act(request, article)
            return HttpResponseRedirect(request.get_full_path())
        return self._shown(request, article, withdrawal)

    def _act(self, request: HttpRequest, article: Article) -> None:
        try:
            done = apply_button(request, article)
        except ActionRefused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, done)

    def _shown(self, request: HttpRequest, article: Article, withdrawal: Withdrawal) -> HttpResponse:
        at = now()
        asked = article.kill_requests.filter(settled_at=None).select_related("asked_by").first()
        context = {
            **self.model_admin.admin_site.each_context(request),
            "opts": self.model_admin.opts,
            "title": _("Is it gone everywhere?"),
            "story": article,
            "withdrawal": withdrawal,
            "reason": dict(WithdrawalReason.choices).get(withdrawal.reason, withdrawal.reason),
            "board": build_board(article, withdrawal, at),
            "asked_at": at,
            "kill_request": asked,
            "may_confirm": asked is not None and asked.asked_by_id != request.user.pk,
            "may_act": request.user.has_perm(f"articles.{MOVES['withhold'].needs}"),
            "explaining": _reason_form(article),
            "successors": find_successors(article, at),
            "back": reverse("admin:articles_article_change", args=[article.pk]),
        }
        part = "withdrawal_board_rows" if request.GET.get("part") == "rows" else "withdrawal_board"
        return TemplateResponse(request, f"admin/articles/article/{part}.html", context)


def _reason_form(article: Article) -> WithdrawForm | None:
    """The reason is asked for as long as nothing is known but that it is being checked."""
    if article.state != State.WITHHELD or article.withdrawal_reason != WithdrawalReason.CHECKING:
        return None
    return WithdrawForm(initial={"reason": article.withdrawal_reason, "notice": article.public_notice})


def find_successors(article: Article, at: datetime) -> list[Edition]:
    """Who could take the place on the front page that closed; empty once somebody has it."""
    if not FrontSlot.objects.filter(article=article).exists():
        return []
    placed = FrontSlot.objects.values("article")
    return list(
        Edition.objects.public(at=at).exclude(article__in=placed).newest_first().for_cards()[:MAX_CANDIDATES]
    )


def apply_button(request: HttpRequest, article: Article) -> str:
    """One button of the board; what was done, in words."""
    data, by, at = request.POST, current_user(request), now()
    match data.get("act", ""):
        case "confirm":
            confirm_kill(article.pk, by=by, at=at)
            return _("Killed. Below stands where something is still shown.")
        case "refuse":
            refuse_kill(article.pk, by=by, at=at, note=data.get("note", ""))
            return _("The kill is refused; the story stays withheld.")
        case "explain":
            return _save_reason(article, data, by, at)
        case "succeed":
            fill_front_page_place(article, data.get("successor", ""), by=by, at=at)
            return _("The place on the front page is taken again.")
        case _:
            name = data.get("tick") or data.get("untick") or ""
            if name not in MANUAL_TASKS:
                raise ActionRefused(_("There is no such step."))
            set_outlet_done(article.pk, name, done="tick" in data, by=by, at=at)
            return _("Noted.")


def _save_reason(article: Article, data: Any, by: Any, at: datetime) -> str:
    form = WithdrawForm(data)
    if not form.is_valid():
        raise ActionRefused(_("Choose why the story is withdrawn."), "reason")
    explain_withdrawal(article.pk, by=by, at=at, **form.cleaned_data)
    return _("The reason is noted.")


def fill_front_page_place(article: Article, number: str, *, by: Any, at: datetime) -> None:
    """The successor takes the very place that closed."""
    order = list(FrontSlot.objects.values_list("article_id", flat=True))
    successor = parse_integer(number)
    if article.pk not in order or successor is None:
        raise ActionRefused(_("Choose the story that follows."))
    after = [successor if held == article.pk else held for held in order]
    public = set(Edition.objects.public(at=at).filter(article__in=after).values_list("article_id", flat=True))
    arrange_front_page([held for held in after if held in public], by=by, at=at, seen=order)
