"""The filter bar of the wire desk: choices in the URL."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import text
from django.utils.translation import gettext_lazy as _

from articles.admin.inputs import optional_choice
from articles.admin.wire.labels import FILTER_NOTICES, KIND_LABELS, LANGUAGES
from articles.models import Agency, Section, WireSource
from articles.selectors.wire_list import WireFilters
from newsroom.strict_values import parse_integer

WITHOUT = "none"
PERIODS = {
    "1h": (timedelta(hours=1), _("last hour")),
    "6h": (timedelta(hours=6), _("last 6 hours")),
    "24h": (timedelta(hours=24), _("last 24 hours")),
    "3d": (timedelta(days=3), _("last 3 days")),
    "7d": (timedelta(days=7), _("last 7 days")),
}
URGENCIES = [
    ("2", _("urgency 1–2")),
    ("3", _("urgency 1–3")),
    ("4", _("urgency 1–4")),
    ("5", _("urgency 1–5")),
]


def _choice(label: Any, choices: list[tuple[str, Any]]) -> forms.ChoiceField:
    """Return a list whose empty choice is its label: the bar has no room for both."""
    return optional_choice(label, [("", text.capfirst(label)), *choices])


class WireFilterForm(forms.Form):
    """Form sent by GET; a value that is not offered filters nothing."""

    q = forms.CharField(
        label=_("search"),
        required=False,
        max_length=100,
        widget=forms.TextInput(
            attrs={
                "class": "desk-input",
                "type": "search",
                "placeholder": _("beginnings of words"),
                "autocomplete": "off",
            }
        ),
    )
    source = _choice(_("source"), [])
    agency = _choice(_("agency"), [])
    section = _choice(_("section"), [])
    urgency = _choice(_("urgency"), URGENCIES)
    kind = _choice(_("kind"), [(kind.value, label) for kind, label in KIND_LABELS.items()])
    notice = _choice(_("notices"), [*FILTER_NOTICES])
    language = _choice(_("language"), [*LANGUAGES])
    within = _choice(_("time"), [(name, label) for name, (_delta, label) in PERIODS.items()])
    unused = forms.BooleanField(label=_("unused only"), required=False)
    versions = forms.BooleanField(label=_("all versions"), required=False)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.sources = [(str(pk), name) for pk, name in WireSource.objects.values_list("pk", "name")]
        sections = [(str(section.pk), str(section)) for section in Section.objects.all()]
        self._set_choices("source", self.sources)
        self._set_choices("agency", list(Agency.objects.values_list("code", "name")))
        self._set_choices("section", [*sections, (WITHOUT, _("no section"))])

    def _set_choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
        field.choices = [("", text.capfirst(field.label)), *choices]

    @property
    def selects(self) -> list[Any]:
        """The drop-down lists, in the order of the bar."""
        names = ("source", "agency", "section", "urgency", "kind", "notice", "language", "within")
        return [self[name] for name in names]

    def get_filters(self, at: datetime) -> WireFilters:
        self.is_valid()
        value = self.cleaned_data.get
        section = value("section") or ""
        period = PERIODS.get(value("within") or "")
        return WireFilters(
            source=parse_integer(value("source")) or None,
            agency=value("agency") or "",
            section=parse_integer(section),
            without_section=section == WITHOUT,
            urgency=parse_integer(value("urgency")) or None,
            kind=value("kind") or "",
            language=value("language") or "",
            notice=value("notice") or "",
            unused=bool(value("unused")),
            all_versions=bool(value("versions")),
            words=value("q") or "",
            since=at - period[0] if period else None,
        )

    @property
    def active_count(self) -> int:
        """The number of filters that are set, without the search."""
        return sum(bool(value) for name, value in self.cleaned_data.items() if name != "q")
