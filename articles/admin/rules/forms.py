"""Form of a wire rule, and its conditions and effects in words."""

from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.intake.effects.wire_rules import FIELDS
from articles.admin.inputs import (
    autocomplete,
    column_field,
    lines_input,
    number_input,
    select_input,
    text_input,
    time_input,
)
from articles.admin.wire.labels import KIND_LABELS, NOTICE_LABELS
from articles.models import Topic, WireRule
from articles.wire.item import ItemKind, Notice
from articles.wire.rules import split_patterns
from newsroom.admin.base import cleaned_values

_PATTERNS = ("providers", "languages", "services", "sluglines", "headlines", "subjects")


def describe_conditions(rule: WireRule) -> list[tuple[str, str]]:
    """Return the label and the values of each condition of a rule."""
    return list(_list_conditions(rule))


def _list_conditions(rule: WireRule) -> Iterator[tuple[str, str]]:
    if rule.source is not None:
        yield _("source"), rule.source.name
    for name in _PATTERNS:
        if values := split_patterns(getattr(rule, name)):
            label = getattr(WireRule._meta.get_field(name), "verbose_name", name)
            yield str(label), _(" or ").join(values)
    if rule.kinds:
        yield _("kinds"), _join(KIND_LABELS[ItemKind(kind)] for kind in rule.kinds)
    if rule.notices:
        yield _("announcements"), _join(NOTICE_LABELS[Notice(notice)] for notice in rule.notices)
    if rule.urgency_from is not None or rule.urgency_to is not None:
        yield _("urgency"), f"{rule.urgency_from or 1}–{rule.urgency_to or 9}"
    yield from _list_forms(rule)


def _list_forms(rule: WireRule) -> Iterator[tuple[str, str]]:
    """Yield the conditions on the form of an item and on its time."""
    if rule.min_length is not None or rule.max_length is not None:
        yield _("characters"), f"{rule.min_length or 0}–{rule.max_length or '∞'}"
    if rule.with_picture is not None:
        yield _("picture"), str(rule.get_with_picture_display())
    if rule.hours_from is not None and rule.hours_until is not None:
        yield _("hours"), f"{time_format(rule.hours_from, 'H:i')}–{time_format(rule.hours_until, 'H:i')}"


def describe_effects(rule: WireRule) -> list[str]:
    """Return the effects of a rule in the order in which they happen."""
    return list(_list_effects(rule))


def _list_effects(rule: WireRule) -> Iterator[str]:
    if rule.section is not None:
        yield _("section “%(section)s”") % {"section": rule.section}
    if topics := [str(topic) for topic in rule.topics.all()]:
        yield _("topics: %(topics)s") % {"topics": ", ".join(topics)}
    if rule.tag_raw:
        yield _("closing tag %(tag)s") % {"tag": rule.tag_raw}
    if rule.auto_publish:
        yield _("publishes by itself, at most %(count)d stories an hour; they follow the agency") % {
            "count": rule.rate_limit
        }
        if rule.withhold_after_days:
            yield _("withheld after %(days)d days") % {"days": rule.withhold_after_days}
    elif rule.auto_draft:
        yield _("makes a draft")
    if rule.is_last:
        yield _("no further rules apply")


def _join(labels: Any) -> str:
    return _(" or ").join(str(label) for label in labels)


CONDITIONS = (
    "source", "providers", "languages", "services", "sluglines", "headlines", "subjects", "urgency_from", "urgency_to",
    "min_length", "max_length", "with_picture", "hours_from", "hours_until",
)  # fmt: skip
"""Conditions in a grid; kinds and announcements are ticked below."""
EFFECTS = ("section", "topics", "tag_raw")
LIMITS = ("rate_limit", "withhold_after_days")


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
    min_length = _field("min_length", number_input(1, 100_000), min_value=1, max_value=100_000)
    max_length = _field("max_length", number_input(1, 100_000), min_value=1, max_value=100_000)
    with_picture = _field("with_picture", select_input())
    hours_from = _field("hours_from", time_input())
    hours_until = _field(
        "hours_until",
        time_input(),
        help_text=gettext_lazy("In the time zone of the desk; they may span midnight."),
    )
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
    auto_publish = _field("auto_publish", forms.CheckboxInput())
    rate_limit = _field("rate_limit", number_input(1, 500), min_value=1, max_value=500)
    withhold_after_days = _field("withhold_after_days", number_input(1, 3650), min_value=1, max_value=3650)
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

    def list_limits(self) -> Iterator[Any]:
        yield from (self[name] for name in LIMITS)

    def get_facts(self) -> dict[str, Any]:
        facts = cleaned_values(self, FIELDS - {"position"})
        return facts | {"auto_draft": facts["auto_draft"] or facts["auto_publish"]}

    def build_digest(self) -> str:
        """Return a digest of a valid form, by which a dry run is known to be of this rule."""
        facts = {**self.get_facts(), "topics": self.get_topic_ids(), "active": True}
        return sha256(repr(sorted(facts.items())).encode()).hexdigest()

    def get_topic_ids(self) -> list[int]:
        return [topic.pk for topic in self.cleaned_data["topics"]]
