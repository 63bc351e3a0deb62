"""Forms for withholding, killing, restoring and reviving a story."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from articles.actions.stories.withdraw import WithdrawalReason
from articles.admin.stories.check_lines import OverridesForm
from articles.models import Article

NOTICE_TEMPLATES = (
    gettext_lazy("This story is not available for the time being. We are checking what it says."),
    gettext_lazy("We have withdrawn this story because what it said was wrong."),
    gettext_lazy("We have withdrawn this story for legal reasons."),
    gettext_lazy("We have withdrawn this story to protect the privacy of people it named."),
    gettext_lazy("The agency from which this story came has withdrawn it."),
)
"""Notices that repeat nothing of the story."""


class WithdrawForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=[("", "–"), *WithdrawalReason.choices],
        widget=UnfoldAdminSelectWidget,
    )
    note = forms.CharField(
        label=gettext_lazy("Note to other desks"),
        required=False,
        widget=UnfoldAdminTextareaWidget({"rows": 2}),
        help_text=gettext_lazy("Stored in the history; never shown to readers."),
    )
    template = forms.ChoiceField(
        label=gettext_lazy("Public notice from a template"),
        required=False,
        choices=[("", "–"), *((str(n), text) for n, text in enumerate(NOTICE_TEMPLATES))],
        widget=UnfoldAdminSelectWidget({"data-fills": "id_notice"}),
    )
    notice = forms.CharField(
        label=gettext_lazy("Public notice"),
        required=False,
        widget=UnfoldAdminTextareaWidget({"rows": 2}),
        help_text=gettext_lazy(
            "Shown to readers at the story's address. Optional. Do not repeat the mistake."
        ),
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
    note = forms.CharField(
        label=gettext_lazy("Note to other desks"),
        required=False,
        widget=UnfoldAdminTextareaWidget({"rows": 2}),
    )


class ReviveForm(OverridesForm):
    desk_note = forms.CharField(
        label=gettext_lazy("Note to other desks"),
        required=False,
        widget=UnfoldAdminTextareaWidget({"rows": 2}),
        help_text=gettext_lazy("Say why the kill was a mistake. Partners see this note."),
    )
    public_note = forms.CharField(
        label=gettext_lazy("Note to readers"),
        required=False,
        widget=UnfoldAdminTextareaWidget({"rows": 2}),
        help_text=gettext_lazy("Shown with the story permanently."),
    )
