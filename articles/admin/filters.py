"""Filters of the story list and the photo list."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, Value
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import AutocompleteSelectFilter, DropdownFilter, RelatedDropdownFilter
from unfold.contrib.filters.forms import AutocompleteDropdownForm

from articles.desk_languages import language_choices
from articles.models import Agency, Article, Placement, Section

CHOICES_KEY = "newsroom.sections_and_agencies"


def sections_and_agencies(request: HttpRequest) -> dict[str, list[tuple[int, str]]]:
    """Return the choices of the section and agency filters, in one query per request."""
    if CHOICES_KEY not in request.META:
        columns = ("of", "pk", "position", "name", "name_en")
        sections = Section.objects.order_by().annotate(of=Value("section")).values_list(*columns)
        agencies = Agency.objects.order_by().annotate(
            of=Value("agency"), position=Value(0), name_en=Value("")
        )
        found: dict[str, list[tuple[int, str]]] = {"section": [], "agency": []}
        rows = sections.union(agencies.values_list(*columns), all=True)
        for of, pk, _position, name, name_en in sorted(rows, key=lambda row: (row[2], row[3].casefold())):
            found[of].append((pk, name_en if name_en and get_language() == "en" else name))
        request.META[CHOICES_KEY] = found
    return request.META[CHOICES_KEY]  # type: ignore[no-any-return]  # ours


class SectionFilter(RelatedDropdownFilter):
    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[int, str]]:
        return sections_and_agencies(request)["section"]


class StoryAgencyFilter(RelatedDropdownFilter):
    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[int, str]]:
        return sections_and_agencies(request)["agency"]


class UncheckedChoiceField(ModelChoiceField):  # type: ignore[type-arg]  # generic only in the stubs
    """Choice that is not looked up: the filter queries it anyway."""

    def clean(self, value: Any) -> Any:
        return value


class UncheckedAutocompleteForm(AutocompleteDropdownForm):
    field = UncheckedChoiceField


class UncheckedAutocompleteFilter(AutocompleteSelectFilter):
    form_class = UncheckedAutocompleteForm


class PrimaryKeyPaginator(Paginator):  # type: ignore[type-arg]  # generic only in the stubs
    """Paginator that counts primary keys.

    A DISTINCT over joined tables would compare whole texts.
    """

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by().values("pk").count())


class SearchPaginator(Paginator):  # type: ignore[type-arg]  # generic only in the stubs
    """Paginator that searches once, for the number of rows and for the page."""

    def __init__(self, found: Any, *options: Any, rows: Any) -> None:
        """Take what was found and `rows`, the same columns without the search."""
        super().__init__(found, *options)
        self.rows = rows.order_by(*found.query.order_by)

    @cached_property
    def ids(self) -> list[int]:
        found: Any = self.object_list
        return list(found.values_list("pk", flat=True))

    @cached_property
    def count(self) -> int:
        return len(self.ids)

    def page(self, number: Any) -> Page[Any]:
        valid = self.validate_number(number)
        start = (valid - 1) * self.per_page
        return Page(self.rows.filter(pk__in=self.ids[start : start + self.per_page]), valid, self)


class StoryLanguageFilter(DropdownFilter):
    title = _("language")
    parameter_name = "language__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return language_choices(self.value() or "")

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(language=self.value()) if self.value() else queryset


class HasPhotoFilter(SimpleListFilter):
    title = _("photo")
    parameter_name = "photo"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("yes", _("with photo")),
            ("no", _("without photo")),
            ("alt", _("photo without alternative text")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        placed = Placement.objects.filter(article=OuterRef("pk"))
        if self.value() == "yes":
            return queryset.filter(Exists(placed))
        if self.value() == "no":
            # Primary keys first: whole rows are read only for the few stories without a photo.
            return queryset.filter(pk__in=Article.objects.order_by().filter(~Exists(placed)).values("pk"))
        if self.value() == "alt":
            return queryset.filter(Exists(placed.filter(lacks_alt_text())))
        return queryset


class ScheduleFilter(SimpleListFilter):
    title = _("schedule")
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("scheduled", _("scheduled")), ("embargo", _("under embargo"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "scheduled":
            return queryset.exclude(scheduled_at=None)
        if self.value() == "embargo":
            return queryset.under_embargo(timezone.now())
        return queryset


class MissingMetadataFilter(SimpleListFilter):
    title = _("what is missing")
    parameter_name = "lacks"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("alt", _("alternative text")), ("credit", _("credit line")), ("file", _("file"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        column = {"alt": "alt_text", "credit": "credit", "file": "file"}.get(self.value() or "")
        return queryset.filter(**{column: ""}) if column else queryset


class PhotoAgencyFilter(DropdownFilter):
    title = _("agency")
    parameter_name = "agency"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(Agency.objects.values_list("code", "name"))

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(agency_codes__contains=[self.value()]) if self.value() else queryset


def lacks_alt_text() -> Q:
    """Return the condition of a placed photo that has no alternative text."""
    return Q(decorative=False, alt_text="", photo__alt_text="")
