"""The story form and the revision it began from."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from articles.admin.stories.related_input import RelatedStoriesInput
from articles.admin.unsupported_html import sanitize_body
from articles.models import Article
from articles.models.desk_languages import default_language, language_choices
from articles.workflow import State
from newsroom.admin.base import ActionForm
from newsroom.admin.text_editor import TextEditorWidget

PLAIN_EXTENSIONS = (
    "Bold", "Italic", "Subscript", "Superscript", "BulletList", "OrderedList", "ListItem", "Blockquote", "FactBox",
    "PullQuote", "Embed", "BodyTable", "TableRow", "TableHeader", "TableCell", "HardBreak", "History", "HTML",
    "CleanPaste", "NamedArea", "ToolbarKeys", "LinkSearch", "TypographyByLanguage",
)  # fmt: skip
EDITOR_CONFIG: dict[str, dict[str, Any]] = {
    "extensions": {
        **dict.fromkeys(PLAIN_EXTENSIONS, True),
        "Heading": {"levels": [2, 3]},
        "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    }
}
"""The schema allows the tags that `sanitize` allows, without the pictures, audio and video that belong to one story."""
STORY_EDITOR_CONFIG = {"extensions": {**EDITOR_CONFIG["extensions"], "BodyPicture": True, "BodyMedia": True}}

UNLABELLED = {"kicker", "headline", "dek"}
"""Fields above the text: their labels are for screen readers, the others see a placeholder."""


class CountedTextInput(UnfoldAdminTextInputWidget):
    """Text input with a character count; `good` is the recommended length."""

    def __init__(self, good: int) -> None:
        super().__init__({"data-count": good, "data-typographic": ""})


class CountedTextarea(UnfoldAdminTextareaWidget):
    def __init__(self, good: int, rows: int, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-count": good, "data-typographic": "", "rows": rows, **(attrs or {})})


class PartlyValidated:
    """Base of model forms whose action checks some fields and the constraints itself."""

    checked_by_action: Any = ()
    """Names of these fields; empty for all."""

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), *(self.checked_by_action or self.fields)}  # type: ignore[misc, attr-defined]  # of forms

    def validate_constraints(self) -> None:
        """Skip: a headline may still be missing, and in a list two photos may swap places."""


class StoryForm(PartlyValidated, ActionForm):
    checked_by_action = ("section", "slug")
    language = forms.ChoiceField(
        label=gettext_lazy("language"),
        choices=language_choices,
        initial=default_language,
        widget=UnfoldAdminSelectWidget,
    )
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Article
        fields = ("headline",)
        widgets = {
            "kicker": CountedTextInput(40),
            "headline": CountedTextarea(75, 1, {"data-one-line": ""}),
            "dek": CountedTextarea(240, 1),
            "body": TextEditorWidget(config=STORY_EDITOR_CONFIG, preset="configurable"),
            "notes": UnfoldAdminTextareaWidget({"rows": 3}),
            "search_title": CountedTextInput(60),
            "social_text": CountedTextarea(200, 3),
            "related_ids": RelatedStoriesInput,
            "tag_raw": UnfoldAdminTextInputWidget({"data-reads-tag": "", "placeholder": "(afp/dl)"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        story = self.instance
        self.initial["based_on"] = story.revision if story.pk else None
        if isinstance(field := self.fields.get("language"), forms.ChoiceField):
            field.choices = language_choices(story.language if story.pk else "")
        if "slug" in self.fields:
            self.fields["slug"].required = False  # the action makes one from the headline
            self.fields["slug"].show_hidden_initial = True
        if "headline" in self.fields:
            self.fields["headline"].required = story.pk is not None
            self.fields["headline"].widget.attrs["autofocus"] = story.pk is None
        for name in UNLABELLED & self.fields.keys():
            self.fields[name].widget.attrs["placeholder"] = capfirst(str(self.fields[name].label))

    def clean_headline(self) -> str:
        """Return the headline in one line; a pasted one may have line breaks."""
        return " ".join(self.cleaned_data["headline"].split())

    def clean_body(self) -> str:
        return sanitize_body(self.cleaned_data["body"], self.data)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if (
            self.instance.state == State.PUBLISHED
            and "section" in self.fields
            and cleaned.get("section") is None
        ):
            self.add_error("section", _("A published story must have a section."))
        return cleaned
