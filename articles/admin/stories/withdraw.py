"""Pages that withhold, kill, restore or revive a story.

Withholding also takes one click on the story form; the reason is then given on the withdrawal board.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from articles.actions.stories.schedule import stop_release
from articles.actions.stories.withdraw import WithdrawalReason, ask_for_kill, kill, restore, revive, withhold
from articles.admin.base import page
from articles.admin.stories.checks import OverridesForm
from articles.admin.stories.views import StoryFormView
from articles.models import Article
from articles.workflow import MOVES, State, is_allowed
from newsroom.admin.base import current_user, now

NOTICE_TEMPLATES = (
    gettext_lazy("This story is not available for the time being. We are checking what it says."),
    gettext_lazy("We have withdrawn this story because what it said was wrong."),
    gettext_lazy("We have withdrawn this story for legal reasons."),
    gettext_lazy("We have withdrawn this story to protect the privacy of people it named."),
    gettext_lazy("The agency from which this story came has withdrawn it."),
)
"""Notices that repeat nothing of the story."""


def _note(label: Any, help_text: Any = "") -> forms.CharField:
    """Return an optional field of a few lines."""
    lines = UnfoldAdminTextareaWidget({"rows": 2})
    return forms.CharField(label=label, required=False, widget=lines, help_text=help_text)


class WithdrawForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=[("", "–"), *WithdrawalReason.choices],
        widget=UnfoldAdminSelectWidget,
    )
    note = _note(
        gettext_lazy("Note to other desks"), gettext_lazy("Stored in the history; never shown to readers.")
    )
    template = forms.ChoiceField(
        label=gettext_lazy("Public notice from a template"),
        required=False,
        choices=[("", "–"), *((str(n), text) for n, text in enumerate(NOTICE_TEMPLATES))],
        widget=UnfoldAdminSelectWidget({"data-fills": "id_notice"}),
    )
    notice = _note(
        gettext_lazy("Public notice"),
        gettext_lazy("Shown to readers at the story's address. Optional. Do not repeat the mistake."),
    )

    def clean(self) -> dict[str, Any]:
        """Fill the notice from the template; scripts do it in the browser."""
        cleaned = super().clean() or self.cleaned_data
        chosen = cleaned.pop("template", "")
        if chosen and not cleaned.get("notice", "").strip():
            cleaned["notice"] = str(NOTICE_TEMPLATES[int(chosen)])
        return cleaned


class KillForm(WithdrawForm):
    block_photos = forms.BooleanField(
        label=gettext_lazy("Block its photos, audio and video too"),
        required=False,
        widget=UnfoldBooleanWidget,
        help_text=gettext_lazy("They then disappear from every other story as well."),
    )
    number = forms.CharField(
        label=gettext_lazy("Number of the story"),
        widget=UnfoldAdminTextInputWidget({"autocomplete": "off", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = article
        self.fields["reason"].choices = [  # type: ignore[attr-defined]  # a choice field
            choice
            for choice in [("", "–"), *WithdrawalReason.choices]
            if choice[0] != WithdrawalReason.CHECKING
        ]
        self.fields["number"].help_text = _("Type %(number)d to confirm.") % {"number": article.pk}

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"].strip().lstrip("#")
        if number != str(self.article.pk):
            raise forms.ValidationError(
                _("This is not the number of the story; it is %(number)d.") % {"number": self.article.pk}
            )
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned.pop("number", None)
        return cleaned


class RestoreForm(OverridesForm):
    note = _note(gettext_lazy("Note to other desks"))


class ReviveForm(OverridesForm):
    desk_note = _note(
        gettext_lazy("Note to other desks"),
        gettext_lazy("Say why the kill was a mistake. Partners see this note."),
    )
    public_note = _note(gettext_lazy("Note to readers"), gettext_lazy("Shown with the story permanently."))


TITLES = {
    "withhold": gettext_lazy("Withhold the story"),
    "kill": gettext_lazy("Kill the story"),
    "ask_for_kill": gettext_lazy("Withhold now and request the kill"),
    "restore": gettext_lazy("Restore the story"),
    "revive": gettext_lazy("Revive the killed story"),
    "stop": gettext_lazy("Stop the publication"),
}
EXPLANATIONS = {
    "withhold": gettext_lazy(
        "The story disappears from the site, search, feeds and partner lists at once. Partners are asked "
        "to take it offline and wait. You can restore or kill it later."
    ),
    "kill": gettext_lazy(
        "The story is removed for good: its address answers “gone”, and partners are asked to delete "
        "every copy. The desk keeps everything. This cannot be undone."
    ),
    "ask_for_kill": gettext_lazy(
        "The story disappears from every outlet at once. As soon as a second person confirms, it is "
        "removed for good."
    ),
    "restore": gettext_lazy("The story is published again as its next version, after the usual checks."),
    "revive": gettext_lazy(
        "The story was killed by mistake. It is published again as a new version that says so to "
        "readers and partners."
    ),
    "stop": gettext_lazy(
        "The story has not been published yet. Its schedule is removed and it becomes a draft again; "
        "any embargo remains."
    ),
}
ACTIONS: dict[str, Callable[..., Any]] = {
    "withhold": withhold, "kill": kill, "ask_for_kill": ask_for_kill, "restore": restore, "revive": revive,
    "stop": stop_release,
}  # fmt: skip
SUCCESS_MESSAGES = {
    "withhold": gettext_lazy("Withheld. See below where something is still shown."),
    "kill": gettext_lazy("Killed. See below where something is still shown."),
    "ask_for_kill": gettext_lazy("Withheld. A second person has to confirm the kill."),
    "restore": gettext_lazy("Restored and public again."),
    "revive": gettext_lazy("The story is published again as a new version."),
    "stop": gettext_lazy("The schedule is removed; the story is a draft again."),
}
TAKES_DOWN = frozenset({"withhold", "kill", "ask_for_kill"})
FORMS: dict[str, type[forms.Form]] = {
    "withhold": WithdrawForm,
    "kill": KillForm,
    "ask_for_kill": KillForm,
    "restore": RestoreForm,
    "revive": ReviveForm,
    "stop": forms.Form,
}
WITHDRAW_NOW = "_now"


@page(Article, "<int:pk>/withhold/", page="withhold")
@page(Article, "<int:pk>/kill/", page="kill")
@page(Article, "<int:pk>/restore/", page="restore")
@page(Article, "<int:pk>/revive/", page="revive")
class WithdrawView(StoryFormView):
    template_name = "admin/articles/article/withdraw.html"
    page = ""
    """Move that the URL names; `move` is the one this user can make."""

    @cached_property
    def move(self) -> str:
        return choose_move(self.page, self.story, self.request.user)

    @property
    def title(self) -> Any:
        return TITLES[self.move]

    def get_permission_required(self) -> tuple[str, ...]:
        needs = "publish_article" if self.move == "stop" else MOVES[self.move].needs
        return (f"articles.{needs}",)

    def get_form_class(self) -> type[forms.Form]:
        return FORMS[self.move]

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        if self.page == "withhold" and WITHDRAW_NOW in self.request.POST:
            kwargs["data"] = {"reason": WithdrawalReason.CHECKING}
        return kwargs | ({"article": self.story} if self.get_form_class() is KillForm else {})

    def apply(self, form: forms.Form) -> Any:
        ACTIONS[self.move](self.story.pk, by=current_user(self.request), at=now(), **form.cleaned_data)
        return SUCCESS_MESSAGES[self.move]

    def get_success_url(self) -> str:
        page = "outlets" if self.move in TAKES_DOWN else "change"
        return reverse(f"admin:articles_article_{page}", args=[self.story.pk])

    def page_context(self) -> dict[str, Any]:
        return {
            "subtitle": self.story.headline,
            "move": self.move,
            "explanation": EXPLANATIONS[self.move],
            "front_slot": getattr(self.story, "front_slot", None) if self.move in TAKES_DOWN else None,
        }


def choose_move(page: str, article: Article, user: Any) -> str:
    """Return the move of the page for this user and story.

    Users who may not kill ask for the kill; the release of a scheduled story is stopped.
    """
    if (
        page in {"withhold", "kill"}
        and article.scheduled_at is not None
        and is_allowed("unschedule", State(article.state))
    ):
        return "stop"
    if page == "kill" and not user.has_perm(f"articles.{MOVES['kill'].needs}"):
        return "ask_for_kill"
    return page
