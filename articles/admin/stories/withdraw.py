"""Withholding, killing, restoring and reviving: each on a page of its own that says what will happen and asks why.

Withholding also takes one click from the story itself; what that leaves open is said afterwards, on the board.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy

from articles.actions.errors import ActionRefused
from articles.actions.stories.publish import stop_release
from articles.actions.stories.withdraw import WithdrawalReason, ask_for_kill, kill, restore, revive, withhold
from articles.admin.stories.publish import CheckLine, check_lines, read_overrides, story_url
from articles.admin.stories.withdraw_forms import KillForm, RestoreForm, ReviveForm, WithdrawForm
from articles.models import Article
from articles.workflow import MOVES, State, is_allowed
from newsroom.admin.base import current_user, now, refusal_messages

TITLES = {
    "withhold": gettext_lazy("Withhold the story"),
    "kill": gettext_lazy("Kill the story"),
    "ask_for_kill": gettext_lazy("Withhold now, ask for the kill"),
    "restore": gettext_lazy("Restore the story"),
    "revive": gettext_lazy("Bring the killed story back"),
    "stop": gettext_lazy("Stop the release"),
}
EXPLANATIONS = {
    "withhold": gettext_lazy(
        "It leaves the site, search, every feed and partner list at once. "
        "Partners are told to take it offline and wait. You can restore it or kill it later."
    ),
    "kill": gettext_lazy(
        "It is gone for good: its address answers “gone”, partners are told to remove every copy. "
        "The desk keeps every byte. This cannot be undone."
    ),
    "ask_for_kill": gettext_lazy(
        "It leaves every outlet at once. As soon as a second person confirms, it is gone for good."
    ),
    "restore": gettext_lazy(
        "It goes public again as its next version, through the same checks as any other story."
    ),
    "revive": gettext_lazy(
        "Killed by mistake: it comes back as a new version that says so, to readers and to partners."
    ),
    "stop": gettext_lazy(
        "The story is not out yet. Its schedule is cleared and it is a draft again; an embargo stays."
    ),
}
ACTIONS: dict[str, Callable[..., Any]] = {
    "withhold": withhold, "kill": kill, "ask_for_kill": ask_for_kill, "restore": restore, "revive": revive,
    "stop": stop_release,
}  # fmt: skip
SUCCESS_MESSAGES = {
    "withhold": gettext_lazy("Withheld. Below stands where something is still shown."),
    "kill": gettext_lazy("Killed. Below stands where something is still shown."),
    "ask_for_kill": gettext_lazy("Withheld. The kill waits for a second person."),
    "restore": gettext_lazy("Restored and public again."),
    "revive": gettext_lazy("The story is back, as a new version."),
    "stop": gettext_lazy("The schedule is cleared; the story is a draft again."),
}
PAGES = ("withhold", "kill", "restore", "revive")
WITHDRAW_NOW = "_now"


def withdrawal_urls(model_admin: Any) -> tuple[Any, ...]:
    return tuple(
        (f"<int:number>/{page}/", f"articles_article_{page}", _view(model_admin, page)) for page in PAGES
    )


def _view(model_admin: Any, page: str) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        article = get_object_or_404(Article, pk=number)
        move = choose_move(page, article, request.user)
        form = _form(move, article, form_data(request, page))
        if form.is_bound and form.is_valid() and _withdraw(request, move, article, form):
            return HttpResponseRedirect(success_url(move, article))
        context = {
            **model_admin.admin_site.each_context(request),
            "opts": model_admin.opts,
            "title": TITLES[move],
            "subtitle": article.headline,
            "story": article,
            "move": move,
            "explained": EXPLANATIONS[move],
            "form": form,
            "lines": getattr(form, "lines", []),
            "front": getattr(article, "front_slot", None)
            if move in {"withhold", "kill", "ask_for_kill"}
            else None,
            "back": story_url(article),
        }
        return TemplateResponse(request, "admin/articles/article/withdraw.html", context)

    return view


def choose_move(page: str, article: Article, user: Any) -> str:
    """What this page does for this user: whoever may not kill asks for it, and what is not out yet is stopped."""
    if (
        page in {"withhold", "kill"}
        and article.scheduled_at is not None
        and is_allowed("unschedule", State(article.state))
    ):
        page = "stop"
    if page == "kill" and not user.has_perm(f"articles.{MOVES['kill'].needs}"):
        page = "ask_for_kill"
    needs = "publish_article" if page == "stop" else MOVES[page].needs
    if not user.has_perm(f"articles.{needs}"):
        raise PermissionDenied
    return page


def form_data(request: HttpRequest, page: str) -> Any:
    """One click withholds with the reason that nothing is known yet."""
    if request.method != "POST":
        return None
    if page == "withhold" and WITHDRAW_NOW in request.POST:
        return {"reason": WithdrawalReason.CHECKING}
    return request.POST


def _form(move: str, article: Article, data: Any) -> forms.Form:
    if move in {"kill", "ask_for_kill"}:
        return KillForm(data, article=article)
    plain = {"restore": RestoreForm, "revive": ReviveForm, "stop": forms.Form}
    return plain.get(move, WithdrawForm)(data)


def success_url(move: str, article: Article) -> str:
    """To the board where something was taken back, to the story where it is on its way."""
    if move in {"withhold", "kill", "ask_for_kill"}:
        return reverse("admin:articles_article_outlets", args=[article.pk])
    return story_url(article)


def _withdraw(request: HttpRequest, move: str, article: Article, form: Any) -> bool:
    facts = dict(form.cleaned_data)
    if move in {"restore", "revive"}:
        facts["overrides"] = read_overrides(request.POST)
    try:
        ACTIONS[move](article.pk, by=current_user(request), at=now(), **facts)
    except ActionRefused as refusal:
        form.lines = refused_check_lines(article, refusal, request)
        for field, message in [] if form.lines else refusal_messages(refusal):
            form.add_error(field if field in form.fields else None, message)
        return False
    messages.success(request, SUCCESS_MESSAGES[move])
    return True


def refused_check_lines(article: Article, refusal: ActionRefused, request: HttpRequest) -> list[CheckLine]:
    return check_lines(article, list(getattr(refusal, "results", ())), read_overrides(request.POST))
