"""Form of a wire rule: its conditions and its effects, in groups."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from articles.actions.intake.effects.wire_rules import FIELDS
from articles.admin.inputs import (
    autocomplete,
    column_field,
    lines_input,
    number_input,
    select_input,
    text_input,
)
from articles.admin.wire.labels import KIND_LABELS, NOTICE_LABELS
from articles.models import Topic, WireRule
from newsroom.admin.base import cleaned_values

CONDITIONS = (
    "source", "providers", "languages", "services", "sluglines", "headlines", "subjects", "urgency_from", "urgency_to",
)  # fmt: skip
"""Conditions in a grid; kinds and announcements are ticked below."""
EFFECTS = ("section", "topics", "tag_raw")


_field = partial(column_field, WireRule)


def _patterns(name: str, example: str) -> Any:
    return _field(name, lines_input(2, example), max_length=5_000)


class RuleForm(forms.Form):
    name = _field("name", text_input(spellcheck="false"), help_text=gettext_lazy("For this list only."))
    active = forms.BooleanField(label=gettext_lazy("active"), required=False, initial=True)
    source = _field("source", select_input(), empty_label=gettext_lazy("all sources"))
    providers = _field("providers", text_input(placeholder="dpa, afp", spellcheck="false"))
    languages = _field("languages", text_input(placeholder="de, en", spellcheck="false"))
    services = _field("services", text_input(placeholder="bdt, lno", spellcheck="false"))
    sluglines = _patterns("sluglines", "Wetter/*")
    headlines = _patterns("headlines", "*Nordhaven*")
    subjects = _patterns("subjects", "medtop:20000065")
    urgency_from = _field("urgency_from", number_input(1, 9), min_value=1, max_value=9)
    urgency_to = _field("urgency_to", number_input(1, 9), min_value=1, max_value=9)
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
    section = _field(
        "section",
        select_input(),
        empty_label=gettext_lazy("as the source"),
        help_text=gettext_lazy("If several rules name a section, the first one counts."),
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        label=gettext_lazy("topics"),
        required=False,
        help_text=gettext_lazy("The topics of all rules that apply are added."),
    )
    tag_raw = _field("tag_raw", text_input(placeholder="(dpa/dl)", spellcheck="false"))
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
        widget: Any = autocomplete(WireRule, "topics", many=True)
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
