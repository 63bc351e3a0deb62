"""The story form: the fields of the working copy, the revision it began from, and what the moves ask besides."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_prose_editor.widgets import AdminProseEditorWidget
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from articles.models import Article
from articles.text.sanitize import sanitize
from articles.workflow import State
from newsroom.admin_acting import ActingForm

EDITOR = {
    "extensions": {
        "Bold": True,
        "Italic": True,
        "Subscript": True,
        "Superscript": True,
        "Heading": {"levels": [2, 3]},
        "BulletList": True,
        "OrderedList": True,
        "ListItem": True,
        "Blockquote": True,
        "HardBreak": True,
        "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
        "History": True,
        "HTML": True,
        "CleanPaste": True,
    }
}
"""The editor's schema holds exactly the tags `sanitize` lets through; what is pasted beyond them never gets in."""

MOMENT = "%Y-%m-%dT%H:%M"


class Counted(UnfoldAdminTextInputWidget):
    """An input whose length is shown while typing; `good` is where a line gets too long to print well."""

    def __init__(self, good: int) -> None:
        super().__init__({"data-count": good})


class CountedArea(UnfoldAdminTextareaWidget):
    def __init__(self, good: int, rows: int) -> None:
        super().__init__({"data-count": good, "rows": rows})


def moment_field(label: Any) -> forms.DateTimeField:
    """A time on the desk's clock; an hour that the clock change gives twice or never is refused in words."""
    picker = forms.DateTimeInput(attrs={"type": "datetime-local", "class": "desk-input"}, format=MOMENT)
    return forms.DateTimeField(label=label, required=False, widget=picker)


class StoryForm(ActingForm):
    shown_at = {"embargo_until": "embargo_for", "scheduled_at": "scheduled_for"}

    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)
    embargo_for = moment_field(gettext_lazy("embargo until"))
    scheduled_for = moment_field(gettext_lazy("publish at"))
    desk_note = forms.CharField(
        label=gettext_lazy("note to desks"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "desk-input"}),
        help_text=gettext_lazy("Exact: which paragraph, what stood there, what is right."),
    )
    public_note = forms.CharField(
        label=gettext_lazy("note to readers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "desk-input"}),
        help_text=gettext_lazy("Printed with the story: “An earlier version said …”."),
    )

    class Meta:
        model = Article
        fields = ("headline",)
        widgets = {
            "kicker": Counted(40),
            "headline": Counted(75),
            "dek": CountedArea(240, 3),
            "body": AdminProseEditorWidget(config=EDITOR, preset="configurable"),
            "notes": UnfoldAdminTextareaWidget({"rows": 3}),
            "tag_raw": UnfoldAdminTextInputWidget({"data-reads-tag": "", "placeholder": "(afp/dl)"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        story = self.instance
        self.initial["based_on"] = story.revision if story.pk else None
        self.initial["embargo_for"] = story.embargo_until
        self.initial["scheduled_for"] = story.scheduled_at
        if "slug" in self.fields:
            self.fields["slug"].required = False  # the action makes one from the headline
        if "headline" in self.fields:
            self.fields["headline"].required = story.pk is not None

    def clean_body(self) -> str:
        return sanitize(self.cleaned_data["body"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if (
            self.instance.state == State.PUBLISHED
            and "section" in self.fields
            and cleaned.get("section") is None
        ):
            self.add_error("section", _("A published story stays in a section."))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """The form's own field has looked the section up; whether a slug is free is for the action to say."""
        return {*super()._get_validation_exclusions(), "section", "slug"}  # type: ignore[misc]  # not in the stubs

    def validate_constraints(self) -> None:
        """The actions hold the constraints; a new story's headline may still be made from its text."""
