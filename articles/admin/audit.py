"""The audit list: every act at the desk, newest first, sifted by person, act, thing and day, however long it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.audit_verbs import DETAIL_LABELS, format_detail, verb_label
from articles.models import AgencyChange, AuditEntry, FrontSlot, StaticPage
from articles.models.audit import find_model
from newsroom.admin.base import ReadOnlyAdmin
from newsroom.keyset import rows_after
from newsroom.strict_values import parse_datetime_strictly, parse_integer

PAGE_SIZE = 50
SYSTEM = "system"
MAX_ID = 2**63 - 1
MAX_DETAIL_LENGTH = 160
SINGLE_PAGE_MODELS = frozenset({AgencyChange, FrontSlot, StaticPage})
"""Their page is one for all of them."""

DISTINCT_VALUES = """
WITH RECURSIVE found AS (
    (SELECT {column} AS value FROM articles_auditentry ORDER BY {column} LIMIT 1)
    UNION ALL
    SELECT (SELECT {column} FROM articles_auditentry WHERE {column} > found.value ORDER BY {column} LIMIT 1)
    FROM found WHERE found.value IS NOT NULL
) SELECT value FROM found WHERE value IS NOT NULL"""
"""From value to value along the index: a dozen steps in place of a walk over all rows."""


def distinct_values(column: str) -> list[str]:
    """The different ones in `verb` or `model`."""
    with connection.cursor() as cursor:
        cursor.execute(DISTINCT_VALUES.format(column=column))
        return [row[0] for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class AuditCursor:
    """Between two entries of the list."""

    at: datetime
    pk: int

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises Http404 for what no link of ours says."""
        moment, _underscore, number = text.rpartition("_")
        at, pk = parse_datetime_strictly(moment), parse_integer(number)
        if at is None or at.tzinfo is None or pk is None:
            raise Http404("not a place in the list")
        return cls(at, pk)

    def __str__(self) -> str:
        return f"{self.at.isoformat()}_{self.pk}"

    def further_down(self, entries: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        return entries.filter(rows_after(("at", "pk"), (self.at, self.pk)))


class DayInput(forms.DateInput):
    """The browser's own calendar, which reads one format whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AuditFilterForm(forms.Form):
    """What the list is asked for; empty fields sift nothing, and a wrong one is said, never passed over."""

    who = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    act = forms.ChoiceField(label=gettext_lazy("Act"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of thing"), required=False)
    number = forms.IntegerField(
        label=gettext_lazy("Its number"), required=False, min_value=1, max_value=MAX_ID
    )
    since = forms.DateField(label=gettext_lazy("From"), required=False, widget=DayInput)
    until = forms.DateField(label=gettext_lazy("To"), required=False, widget=DayInput)

    def __init__(self, given: Mapping[str, Any]) -> None:
        super().__init__(given)
        people = [
            (user.pk, user_label(user))
            for user in User.objects.order_by("first_name", "last_name", "username")
        ]
        choices: dict[str, Iterable[tuple[Any, str]]] = {
            "who": [(SYSTEM, _("the system")), *people],
            "act": sorted(((verb, verb_label(verb)) for verb in distinct_values("verb")), key=_label_key),
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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("number") and not cleaned.get("kind"):
            self.add_error("kind", _("Say of what kind the thing with this number is."))
        return cleaned

    def entries(self) -> QuerySet[AuditEntry]:
        """Newest first; none where a field is wrong."""
        if not self.is_valid():
            return AuditEntry.objects.none()
        asked = self.cleaned_data
        wanted = Q()
        if asked["who"]:
            wanted &= Q(actor=None if asked["who"] == SYSTEM else int(asked["who"]))
        for name, column in (("act", "verb"), ("kind", "model"), ("number", "object_id")):
            if asked[name]:
                wanted &= Q(**{column: asked[name]})
        if asked["since"]:
            wanted &= Q(at__gte=_midnight(asked["since"]))
        if asked["until"]:
            wanted &= Q(at__lt=_midnight(asked["until"] + timedelta(days=1)))
        return AuditEntry.objects.filter(wanted).order_by("-at", "-id")


def user_label(user: User) -> str:
    """Return the name with the user name behind it: people of one name are told apart."""
    return f"{user} ({user.get_username()})" if user.get_full_name() else str(user)


def _label_key(choice: tuple[str, str]) -> str:
    return choice[1].casefold()


def _midnight(day: date) -> datetime:
    """Of the desk's own zone."""
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_default_timezone())


def model_label(name: str) -> str:
    model = find_model(name)
    return capfirst(str(model._meta.verbose_name)) if model else name


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One entry as the list shows it."""

    entry: AuditEntry
    act: str
    kind: str
    link: str
    """The thing's own page; empty where there is none, or not for this reader."""
    facts: list[tuple[str, str]]
    hidden: bool = False
    """Whether its reader may not see the thing: then neither its name nor the details are shown."""


@admin.register(AuditEntry)
class AuditAdmin(ReadOnlyAdmin):
    """The list is a page of its own: Django's counts all entries and pages by number."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = request.GET.dict()
        before = asked.pop("before", "")
        sieve = AuditFilterForm(asked)
        found = sieve.entries().select_related("actor")
        if before:
            found = AuditCursor.read(before).further_down(found)
        entries = list(found[: PAGE_SIZE + 1])
        last = entries[:PAGE_SIZE][-1] if len(entries) > PAGE_SIZE else None
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts, "is_fullwidth": "1",
            "title": _("Audit list"),
            "sieve": sieve,
            "lines": [self._line(request, entry) for entry in entries[:PAGE_SIZE]],
            "further_down": before != "",
            "newest": _address(asked),
            "older": _address(asked | {"before": str(AuditCursor(last.at, last.pk))}) if last else "",
        }  # fmt: skip
        return TemplateResponse(request, "admin/articles/auditentry/list.html", context)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        told = ("label", "detail") if obj is None or not self._is_hidden(request, obj) else ()
        return ("at", "actor", "verb", "model", "object_id", *told)

    def _is_hidden(self, request: HttpRequest, entry: AuditEntry) -> bool:
        """An act is everybody's to know; what it was about is for those who may see that."""
        model = find_model(entry.model)
        page = self.admin_site._registry.get(model) if model else None
        return page is not None and not page.has_view_permission(request)

    def _line(self, request: HttpRequest, entry: AuditEntry) -> AuditLine:
        if self._is_hidden(request, entry):
            return AuditLine(
                entry, verb_label(entry.verb), model_label(entry.model), link="", facts=[], hidden=True
            )
        facts = [
            (str(DETAIL_LABELS.get(name, name)), format_detail(value)) for name, value in entry.detail.items()
        ]
        return AuditLine(
            entry=entry,
            act=verb_label(entry.verb),
            kind=model_label(entry.model),
            link=self._page_of(request, entry),
            facts=[(name, value[:MAX_DETAIL_LENGTH]) for name, value in facts if value],
        )

    def _page_of(self, request: HttpRequest, entry: AuditEntry) -> str:
        model = find_model(entry.model)
        page = self.admin_site._registry.get(model) if model else None
        if page is None or not page.has_view_permission(request) or entry.verb == "delete":
            return ""
        name = f"admin:{page.opts.app_label}_{page.opts.model_name}"
        if model in SINGLE_PAGE_MODELS:
            return reverse(f"{name}_changelist")
        return reverse(f"{name}_change", args=[entry.object_id])


def _address(asked: Mapping[str, str]) -> str:
    return "?" + urlencode({name: value for name, value in asked.items() if value})
