"""Form of a wire rule: its conditions and its effects, in groups."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy

from articles.actions.intake.wire_rules import FIELDS
from articles.admin.wire.labels import KIND_LABELS, NOTICE_LABELS
from articles.models import Section, Topic, WireRule, WireSource
from newsroom.admin.base import cleaned_values
from newsroom.admin.widgets import IntegerAutocompleteMultiple

CONDITIONS = (
    "source", "providers", "languages", "services", "sluglines", "headlines", "subjects", "urgency_from", "urgency_to",
)  # fmt: skip
"""Conditions in a grid; kinds and announcements are ticked below."""
EFFECTS = ("section", "topics", "tag_raw")


def _line(placeholder: str = "") -> forms.TextInput:
    return forms.TextInput({"class": "desk-input", "placeholder": placeholder, "spellcheck": "false"})


def _lines(placeholder: str) -> forms.Textarea:
    attrs = {"class": "desk-input", "rows": 2, "placeholder": placeholder, "spellcheck": "false"}
    return forms.Textarea(attrs)


def _urgency(label: Any) -> forms.IntegerField:
    widget = forms.NumberInput({"class": "desk-input source-number", "min": 1, "max": 9})
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=9, widget=widget)


class RuleForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("name"),
        max_length=120,
        widget=_line(),
        help_text=gettext_lazy("For this list only."),
    )
    active = forms.BooleanField(label=gettext_lazy("active"), required=False, initial=True)
    source = forms.ModelChoiceField(
        WireSource.objects.all(),
        label=gettext_lazy("source"),
        required=False,
        empty_label=gettext_lazy("all sources"),
        widget=forms.Select({"class": "desk-input"}),
    )
    providers = forms.CharField(
        label=gettext_lazy("agencies"),
        max_length=300,
        required=False,
        widget=_line("dpa, afp"),
        help_text=gettext_lazy("Codes, separated by commas: dpa, afp"),
    )
    languages = forms.CharField(
        label=gettext_lazy("languages"), max_length=60, required=False, widget=_line("de, en")
    )
    services = forms.CharField(
        label=gettext_lazy("services"),
        max_length=200,
        required=False,
        widget=_line("bdt, lno"),
        help_text=gettext_lazy("Service codes, such as bdt, lno, lsw"),
    )
    sluglines = forms.CharField(
        label=gettext_lazy("sluglines"),
        max_length=5_000,
        required=False,
        widget=_lines("Wetter/*"),
        help_text=gettext_lazy("One a line; * means anything: Wetter/*"),
    )
    headlines = forms.CharField(
        label=gettext_lazy("headlines"),
        max_length=5_000,
        required=False,
        widget=_lines("*Nordhaven*"),
        help_text=gettext_lazy("One a line; * means anything."),
    )
    subjects = forms.CharField(
        label=gettext_lazy("subjects"),
        max_length=5_000,
        required=False,
        widget=_lines("medtop:20000065"),
        help_text=gettext_lazy("Codes or names, one a line: medtop:20000065, sport*"),
    )
    urgency_from = _urgency(gettext_lazy("urgency from"))
    urgency_to = _urgency(gettext_lazy("urgency to"))
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("kinds"),
        choices=[(kind.value, label) for kind, label in KIND_LABELS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    notices = forms.MultipleChoiceField(
        label=gettext_lazy("announcements"),
        choices=[(notice.value, label) for notice, label in NOTICE_LABELS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    section = forms.ModelChoiceField(
        Section.objects.all(),
        label=gettext_lazy("section"),
        required=False,
        empty_label=gettext_lazy("as the source"),
        widget=forms.Select({"class": "desk-input"}),
        help_text=gettext_lazy("If several rules name a section, the first one counts."),
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        label=gettext_lazy("topics"),
        required=False,
        help_text=gettext_lazy("The topics of all rules that apply are added."),
    )
    tag_raw = forms.CharField(
        label=gettext_lazy("closing tag"),
        max_length=120,
        required=False,
        widget=_line("(dpa/dl)"),
        help_text=gettext_lazy("For drafts whose copy has none: (dpa/dl)"),
    )
    auto_draft = forms.BooleanField(
        label=gettext_lazy("make a draft"),
        required=False,
        help_text=gettext_lazy("Of each new text; corrections, repeats and kills are left to an editor."),
    )
    auto_publish = forms.BooleanField(
        label=gettext_lazy("publish the draft without an editor"), required=False
    )
    is_last = forms.BooleanField(
        label=gettext_lazy("no further rules"),
        required=False,
        help_text=gettext_lazy("Rules below this one do not apply to its items."),
    )

    def __init__(self, *args: Any, rule: WireRule | None = None, **kwargs: Any) -> None:
        if rule is not None:
            values = {name.removesuffix("_id"): getattr(rule, name) for name in FIELDS}
            kwargs["initial"] = {**values, "topics": list(rule.topics.all())} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        relation: Any = WireRule._meta.get_field("topics")
        widget = IntegerAutocompleteMultiple(relation, admin.site, attrs={"style": "width: 100%"})
        widget.choices = self.fields["topics"].widget.choices
        self.fields["topics"].widget = widget

    def list_conditions(self) -> Iterator[Any]:
        yield from (self[name] for name in CONDITIONS)

    def list_effects(self) -> Iterator[Any]:
        yield from (self[name] for name in EFFECTS)

    def get_facts(self) -> dict[str, Any]:
        return cleaned_values(self, FIELDS - {"position"})

    def get_topic_ids(self) -> list[int]:
        return [topic.pk for topic in self.cleaned_data["topics"]]
