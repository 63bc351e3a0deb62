"""Withholding, killing and restoring: each on a page of its own that says what will happen and asks why."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from articles.actions.errors import ActionRefused
from articles.actions.withdrawing import WithdrawalReason, kill, restore, withhold
from articles.models import Article
from articles.workflow import MOVES
from newsroom.admin_acting import actor, complaints, now


class ReasonForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("reason"),
        choices=[("", "–"), *WithdrawalReason.choices],
        widget=UnfoldAdminSelectWidget,
    )
    note = forms.CharField(
        label=gettext_lazy("note to desks"),
        required=False,
        widget=UnfoldAdminTextareaWidget({"rows": 2}),
        help_text=gettext_lazy("Kept in the history; never shown to readers."),
    )
    notice = forms.CharField(
        label=gettext_lazy("public notice"),
        required=False,
        widget=UnfoldAdminTextareaWidget({"rows": 2}),
        help_text=gettext_lazy(
            "What readers find at the story's address. May stay empty. Do not repeat the mistake."
        ),
    )


class KillForm(ReasonForm):
    number = forms.CharField(
        label=gettext_lazy("number of the story"),
        widget=UnfoldAdminTextInputWidget({"autocomplete": "off", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = article
        self.fields["number"].help_text = _("Type %(number)d to confirm.") % {"number": article.pk}

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"].strip().lstrip("#")
        if number != str(self.article.pk):
            raise forms.ValidationError(
                _("This is not the number of the story; it is %(number)d.") % {"number": self.article.pk}
            )
        return number


class RestoreForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("note to desks"), required=False, widget=UnfoldAdminTextareaWidget({"rows": 2})
    )


TITLES = {
    "withhold": gettext_lazy("Withhold the story"),
    "kill": gettext_lazy("Kill the story"),
    "restore": gettext_lazy("Restore the story"),
}
EXPLAINED = {
    "withhold": gettext_lazy(
        "It leaves the site, search, every feed and partner list at once. "
        "Partners are told to take it offline and wait. You can restore it or kill it later."
    ),
    "kill": gettext_lazy(
        "It is gone for good: its address answers “gone”, partners are told to remove every copy. "
        "The desk keeps every byte. This cannot be undone."
    ),
    "restore": gettext_lazy(
        "It goes public again as its next version, through the same checks as any other story."
    ),
}
ACTIONS: dict[str, Callable[..., Article]] = {"withhold": withhold, "kill": kill, "restore": restore}
DONE = {
    "withhold": gettext_lazy("Withheld: readers and partners no longer have the story."),
    "kill": gettext_lazy("Killed: the story is gone from every outlet."),
    "restore": gettext_lazy("Restored and public again."),
}


def withdrawal_urls(model_admin: Any) -> tuple[Any, ...]:
    return tuple(
        (f"<int:number>/{move}/", f"articles_article_{move}", _view(model_admin, move)) for move in ACTIONS
    )


def _view(model_admin: Any, move: str) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(f"articles.{MOVES[move].needs}"):
            raise PermissionDenied
        article = get_object_or_404(Article, pk=number)
        form = _form(move, article, request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid() and _done(request, move, article, form):
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[number]))
        context = {
            **model_admin.admin_site.each_context(request),
            "opts": model_admin.opts,
            "title": TITLES[move],
            "subtitle": article.headline,
            "story": article,
            "move": move,
            "explained": EXPLAINED[move],
            "form": form,
        }
        return TemplateResponse(request, "admin/articles/article/withdraw.html", context)

    return view


def _form(move: str, article: Article, data: Any) -> forms.Form:
    if move == "kill":
        return KillForm(data, article=article)
    return RestoreForm(data) if move == "restore" else ReasonForm(data)


def _done(request: HttpRequest, move: str, article: Article, form: forms.Form) -> bool:
    facts = {name: value for name, value in form.cleaned_data.items() if name != "number"}
    try:
        ACTIONS[move](article.pk, by=actor(request), at=now(), **facts)
    except ActionRefused as refusal:
        for field, message in complaints(refusal):
            form.add_error(field if field in form.fields else None, message)
        return False
    messages.success(request, DONE[move])
    return True
