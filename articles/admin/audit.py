"""The audit list of the desk: all entries, newest first, with a filter form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from articles.admin.base import FULL_WIDTH, DeskView, PageAdmin, page
from articles.models import AgencyChange, AuditEntry, FrontSlot, StaticPage
from articles.models.audit import AuditVerb, find_model
from articles.selectors.wire_list import TimeCursor, parse_cursor
from newsroom.keyset import rows_after

PAGE_SIZE = 50
SYSTEM = "system"
MAX_ID = 2**63 - 1
MAX_DETAIL_LENGTH = 160
SINGLE_PAGE_MODELS = frozenset({AgencyChange, FrontSlot, StaticPage})
"""Models whose rows share one admin page."""
URL_PARAMETERS = {"verb": "act", "object_id": "number"}
"""Form field → query parameter, where the names differ."""
DETAIL_LABELS: dict[str, Any] = {
    "version": pgettext_lazy("audit detail", "version"),
    "overruled": pgettext_lazy("audit detail", "overrides"),
    "item": pgettext_lazy("audit detail", "received copy"),
    "reason": pgettext_lazy("audit detail", "reason"),
    "name": pgettext_lazy("audit detail", "name"),
    "revision": pgettext_lazy("audit detail", "revision"),
    "note": pgettext_lazy("audit detail", "note"),
    "until": pgettext_lazy("audit detail", "until"),
    "source": pgettext_lazy("audit detail", "source"),
    "publish_at": pgettext_lazy("audit detail", "publication time"),
    "embargo_until": pgettext_lazy("audit detail", "embargo until"),
    "from_revision": pgettext_lazy("audit detail", "from revision"),
    "parts": pgettext_lazy("audit detail", "parts"),
    "changed": pgettext_lazy("audit detail", "changed"),
    "stories": pgettext_lazy("audit detail", "stories"),
    "public": pgettext_lazy("audit detail", "key"),
    "loser": pgettext_lazy("audit detail", "merged record"),
    "group": pgettext_lazy("audit detail", "role"),
    "language": pgettext_lazy("audit detail", "language"),
    "purpose": pgettext_lazy("audit detail", "purpose"),
    "sessions": pgettext_lazy("audit detail", "sessions"),
    "previews": pgettext_lazy("audit detail", "previews"),
    "networks": pgettext_lazy("audit detail", "networks"),
    "username": pgettext_lazy("audit detail", "user name"),
    "day": pgettext_lazy("audit detail", "day"),
    "items": pgettext_lazy("audit detail", "items"),
    "files": pgettext_lazy("audit detail", "files"),
    "folder_files": pgettext_lazy("audit detail", "files in the drop folder"),
    "bytes": pgettext_lazy("audit detail", "bytes"),
    "user": pgettext_lazy("audit detail", "account number"),
    "users": pgettext_lazy("audit detail", "account numbers"),
    "section": pgettext_lazy("audit detail", "section number"),
}
"""Labels of stored details; other details show under their stored name."""

DISTINCT_VALUES = """
WITH RECURSIVE found AS (
    (SELECT {column} AS value FROM articles_auditentry ORDER BY {column} LIMIT 1)
    UNION ALL
    SELECT (SELECT {column} FROM articles_auditentry WHERE {column} > found.value ORDER BY {column} LIMIT 1)
    FROM found WHERE found.value IS NOT NULL
) SELECT value FROM found WHERE value IS NOT NULL"""
"""A loose index scan: a dozen index look-ups instead of a scan of all rows."""


def distinct_values(column: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(DISTINCT_VALUES.format(column=column))
        return [row[0] for row in cursor.fetchall()]


class DayInput(forms.DateInput):
    """A date input of the browser, which takes ISO dates in every language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AuditFilterForm(forms.Form):
    who = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    verb = forms.ChoiceField(label=gettext_lazy("Action"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Type of object"), required=False)
    object_id = forms.IntegerField(
        label=gettext_lazy("Object number"), required=False, min_value=1, max_value=MAX_ID
    )
    since = forms.DateField(label=gettext_lazy("From"), required=False, widget=DayInput)
    until = forms.DateField(label=gettext_lazy("To"), required=False, widget=DayInput)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        people = [
            (user.pk, user_label(user))
            for user in User.objects.order_by("first_name", "last_name", "username")
        ]
        choices: dict[str, Iterable[tuple[Any, str]]] = {
            "who": [(SYSTEM, _("the system")), *people],
            "verb": sorted(
                ((verb, AuditEntry(verb=verb).verb_label) for verb in distinct_values("verb")), key=_label_key
            ),
            "kind": sorted(
                ((model, model_label(model)) for model in distinct_values("model")), key=_label_key
            ),
        }
        for name, found in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
            field.choices = [("", _("all")), *found]
        for field in self.fields.values():
            field.widget.attrs["class"] = "desk-input"

    def add_prefix(self, field_name: str) -> str:
        return URL_PARAMETERS.get(field_name, field_name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("object_id") and not cleaned.get("kind"):
            self.add_error("kind", _("Choose the type of the object with this number."))
        return cleaned

    def entries(self) -> QuerySet[AuditEntry]:
        """Return the matching entries, newest first; none if the form is invalid."""
        if not self.is_valid():
            return AuditEntry.objects.none()
        filters = self.cleaned_data
        matching = Q()
        if filters["who"]:
            matching &= Q(actor=None if filters["who"] == SYSTEM else int(filters["who"]))
        for name, column in (("verb", "verb"), ("kind", "model"), ("object_id", "object_id")):
            if filters[name]:
                matching &= Q(**{column: filters[name]})
        if filters["since"]:
            matching &= Q(at__gte=_midnight(filters["since"]))
        if filters["until"]:
            matching &= Q(at__lt=_midnight(filters["until"] + timedelta(days=1)))
        return AuditEntry.objects.filter(matching).order_by("-at", "-id")


def user_label(user: User) -> str:
    """Return the full name with the user name, so that namesakes can be distinguished."""
    return f"{user} ({user.get_username()})" if user.get_full_name() else str(user)


def _label_key(choice: tuple[str, str]) -> str:
    return choice[1].casefold()


def _midnight(day: date) -> datetime:
    """Return the beginning of the day in the desk's time zone."""
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_default_timezone())


def model_label(name: str) -> str:
    model = find_model(name)
    return capfirst(str(model._meta.verbose_name)) if model else name


def format_detail(value: Any) -> str:
    """Return a stored detail on one line; list items are joined by semicolons."""
    if isinstance(value, list):
        return "; ".join(format_detail(part) for part in value)
    return "–" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An entry as a row of the list."""

    entry: AuditEntry
    kind: str
    link: str = ""
    """URL of the object's page; empty without a page or without permission."""
    facts: list[tuple[str, str]] | tuple[()] = ()
    hidden: bool = False
    """The reader may not see the object: its name and the details are left out."""


@page(AuditEntry)
class AuditListView(DeskView):
    template_name = "admin/articles/auditentry/list.html"
    title = gettext_lazy("Audit list")
    permission_required = "articles.view_auditentry"
    extra_context = FULL_WIDTH

    def page_context(self) -> dict[str, Any]:
        parameters = self.request.GET.dict()
        before = parameters.pop("before", "")
        form = AuditFilterForm(parameters)
        found = form.entries().select_related("actor")
        if before:
            found = found.filter(rows_after(("at", "pk"), _parse_position(before)))
        entries = list(found[: PAGE_SIZE + 1])
        last = entries[PAGE_SIZE - 1] if len(entries) > PAGE_SIZE else None
        cursor = {"before": str(TimeCursor(last.at, last.pk))} if last else {}
        return {
            "form": form,
            "lines": [self.model_admin.describe_entry(self.request, entry) for entry in entries[:PAGE_SIZE]],
            "is_first_page": not before,
            "newest": _query_string(parameters),
            "older": _query_string(parameters | cursor) if cursor else "",
        }


@admin.register(AuditEntry)
class AuditAdmin(PageAdmin):
    """Audit list with keyset pages; Django's changelist would count all entries."""

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = ("at", "actor", "verb", "model", "object_id")
        return fields if obj is not None and self._is_hidden(request, obj) else (*fields, "label", "detail")

    def _is_hidden(self, request: HttpRequest, entry: AuditEntry) -> bool:
        """Return whether the reader lacks permission to see the object of the entry."""
        page = self._find_page(find_model(entry.model))
        return page is not None and not page.has_view_permission(request)

    def _find_page(self, model: Any) -> Any:
        return self.admin_site.get_model_admin(model) if self.admin_site.is_registered(model) else None

    def describe_entry(self, request: HttpRequest, entry: AuditEntry) -> AuditLine:
        if self._is_hidden(request, entry):
            return AuditLine(entry, model_label(entry.model), hidden=True)
        facts = [(str(DETAIL_LABELS.get(key, key)), format_detail(raw)) for key, raw in entry.detail.items()]
        return AuditLine(
            entry=entry,
            kind=model_label(entry.model),
            link=self._object_url(request, entry),
            facts=[(name, value[:MAX_DETAIL_LENGTH]) for name, value in facts if value],
        )

    def _object_url(self, request: HttpRequest, entry: AuditEntry) -> str:
        model = find_model(entry.model)
        page = self._find_page(model)
        if page is None or not page.has_view_permission(request) or entry.verb == AuditVerb.DELETE:
            return ""
        name = f"admin:{page.opts.app_label}_{page.opts.model_name}"
        if model in SINGLE_PAGE_MODELS:
            return reverse(f"{name}_changelist")
        return reverse(f"{name}_change", args=[entry.object_id])


def _parse_position(text: str) -> tuple[datetime, int]:
    """Return the parameter `before`; raise Http404 if it is no position in the list."""
    if (cursor := parse_cursor(text)) is None:
        raise Http404(text)
    return cursor.at, cursor.pk


def _query_string(parameters: Mapping[str, str]) -> str:
    return "?" + urlencode({name: value for name, value in parameters.items() if value})
