"""The board after a withdrawal: checks of every outlet, partners, manual tasks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.desk.front_arrangement import FrontArrangement
from articles.actions.desk.front_page import arrange_front
from articles.actions.errors import ActionRefused
from articles.actions.newsletters.mailings import list_receipts
from articles.actions.publication.cache_purges import retry_purges
from articles.actions.stories.withdraw import (
    WithdrawalReason,
    confirm_kill,
    explain_withdrawal,
    refuse_kill,
    set_outlet_done,
)
from articles.admin.base import page, show_refusal
from articles.admin.stories.views import StoryView, story_url
from articles.admin.stories.withdraw import WithdrawForm
from articles.models import Article, Edition, FrontSlot, Withdrawal
from articles.withdrawal_checks.partners import PartnerProgress, list_partner_withdrawals
from articles.withdrawal_checks.shared_caches import CachePurgeProgress, list_cache_purges
from articles.withdrawal_checks.site import TraceFinding, run_checks
from articles.workflow import State
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer

MANUAL_TASKS = {
    "push": gettext_lazy("Push message: corrected or recalled"),
    "newsletter": gettext_lazy("Newsletter: removed from the next issue"),
    "mastodon": "Mastodon",
    "bluesky": "Bluesky",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "x": "X",
    "whatsapp": gettext_lazy("WhatsApp channel"),
    "engines": gettext_lazy("Search engines: removal from caches requested"),
    "archives": gettext_lazy("Press databases: notified"),
}
"""Outlets that the product cannot check. The keys are stored in the database."""
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
    partners: list[PartnerProgress]
    tasks: list[ManualTask]
    caches: list[CachePurgeProgress]

    @property
    def open_caches(self) -> int:
        return sum(not cache.is_purged for cache in self.caches)

    @property
    def failing_caches(self) -> int:
        return sum(cache.failing_since is not None for cache in self.caches)

    @property
    def open_outlets(self) -> int:
        return sum(not finding.is_gone for finding in self.outlets)

    @property
    def open_partners(self) -> int:
        return sum(not recall.is_settled for recall in self.partners)


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
        list(list_cache_purges(article)),
    )


def _manual_task(name: str, label: Any, done: dict[str, str] | None) -> ManualTask:
    if done is None:
        return ManualTask(name, label, "", None)
    return ManualTask(name, label, done["by"], datetime.fromisoformat(done["at"]))


@page(Article, "<int:pk>/outlets/")
class WithdrawalBoardView(StoryView):
    title = gettext_lazy("Is it gone everywhere?")
    permission_required = "articles.view_article"

    @cached_property
    def withdrawal(self) -> Withdrawal | None:
        return self.story.withdrawals.select_related("by").first()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        withdrawn = self.withdrawal is not None and self.story.state in {State.WITHHELD, State.KILLED}
        if self.has_permission() and not withdrawn:
            messages.warning(request, _("The story is not withdrawn."))
            return HttpResponseRedirect(story_url(self.story))
        return super().dispatch(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        rows_only = self.request.GET.get("part") == "rows"
        name = "withdrawal_board_rows" if rows_only else "withdrawal_board"
        return [f"admin/articles/article/{name}.html"]

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        buttons: dict[str, Callable[..., str]] = {
            "confirm": self.confirm_kill,
            "refuse": self.refuse_kill,
            "explain": self.save_reason,
            "succeed": self.replace_on_front_page,
            "purge": self.purge_again,
        }
        press: Callable[..., str] = buttons.get(request.POST.get("act", ""), self.tick_task)
        with show_refusal(request):
            messages.success(request, press(by=current_user(request), at=now()))
        return HttpResponseRedirect(request.get_full_path())

    def confirm_kill(self, *, by: Any, at: datetime) -> str:
        confirm_kill(self.story.pk, by=by, at=at)
        return _("Killed. See below where something is still shown.")

    def refuse_kill(self, *, by: Any, at: datetime) -> str:
        refuse_kill(self.story.pk, by=by, at=at, note=self.request.POST.get("note", ""))
        return _("The kill is refused; the story stays withheld.")

    def save_reason(self, *, by: Any, at: datetime) -> str:
        form = WithdrawForm(self.request.POST)
        if not form.is_valid():
            raise ActionRefused(_("Choose a reason for the withdrawal."), "reason")
        explain_withdrawal(self.story.pk, by=by, at=at, **form.cleaned_data)
        return _("The reason is saved.")

    def replace_on_front_page(self, *, by: Any, at: datetime) -> str:
        fill_front_page_place(self.story, self.request.POST.get("successor", ""), by=by, at=at)
        return _("The place on the front page is filled again.")

    def purge_again(self, *, by: Any, at: datetime) -> str:  # as the other buttons
        retry_purges(by=by)
        return _("The caches are being purged again.")

    def tick_task(self, *, by: Any, at: datetime) -> str:
        data = self.request.POST
        name = data.get("tick") or data.get("untick") or ""
        if name not in MANUAL_TASKS:
            raise ActionRefused(_("There is no such step."))
        set_outlet_done(self.story.pk, name, done="tick" in data, by=by, at=at)
        return _("Noted.")

    def page_context(self) -> dict[str, Any]:
        story, withdrawal, at = self.story, self.withdrawal, now()
        assert withdrawal is not None  # noqa: S101  # `dispatch` redirects
        request = story.kill_requests.filter(settled_at=None).select_related("asked_by").first()
        return {
            "withdrawal": withdrawal,
            "reason": _label_reason(withdrawal.reason),
            "board": build_board(story, withdrawal, at),
            "checked_at": at,
            "kill_request": request,
            "kill_reason": _label_reason(request.reason) if request else "",
            "may_confirm": request is not None and request.asked_by_id != self.request.user.pk,
            "reason_form": _reason_form(story),
            "successors": find_successors(story, at),
            "mails": list_receipts(story.pk).count(),
        }


def _label_reason(code: str) -> str:
    return str(dict(WithdrawalReason.choices).get(code, code))


def _reason_form(article: Article) -> WithdrawForm | None:
    """Return the form while the reason of the withdrawal is still being checked."""
    if article.state != State.WITHHELD or article.withdrawal_reason != WithdrawalReason.CHECKING:
        return None
    return WithdrawForm(initial={"reason": article.withdrawal_reason, "notice": article.public_notice})


def find_successors(article: Article, at: datetime) -> list[Edition]:
    """Return candidates for the vacant front page place, none if it is filled."""
    if not FrontSlot.objects.filter(article=article).exists():
        return []
    placed = FrontSlot.objects.values("article")
    return list(
        Edition.objects.public(at=at).exclude(article__in=placed).newest_first().for_cards()[:MAX_CANDIDATES]
    )


def fill_front_page_place(article: Article, successor: str, *, by: Any, at: datetime) -> None:
    """Put the successor in the place of the withdrawn story."""
    current = FrontArrangement.read()
    successor_id = parse_integer(successor)
    if article.pk not in current.stories or successor_id is None:
        raise ActionRefused(_("Choose a successor."))
    arrangement = current.replace_story(article.pk, successor_id)
    editions = Edition.objects.public(at=at).filter(article__in=arrangement.stories)
    public = set(editions.values_list("article_id", flat=True))
    arrange_front(arrangement.keep_stories(public), by=by, at=at, seen=current.format_version())
