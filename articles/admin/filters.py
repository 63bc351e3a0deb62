"""Filters of the story list and the photo list."""

from collections.abc import Callable
from typing import Any, ClassVar

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

from articles.models import Agency, Article, Assignment, Placement, Section
from articles.models.desk_languages import language_choices
from articles.selectors import photo_licences
from articles.selectors.followed_stories import FOLLOWED
from articles.selectors.photo_licences import with_file
from articles.selectors.plan import WITHOUT_TEXT
from newsroom.admin.base import now

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


class FilingFilter(RelatedDropdownFilter):
    """Filter by section or agency."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[int, str]]:
        return sections_and_agencies(request)[field.related_model._meta.model_name]


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


class OptionFilter(SimpleListFilter):
    """Filter of a list by named conditions."""

    options: ClassVar[dict[str, tuple[Any, Callable[[Any, HttpRequest], Any]]]]
    """Value in the URL → label, and function from all rows and the request to the rows listed."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(value, label) for value, (label, _find_rows) in self.options.items()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        _label, find_rows = self.options.get(self.value() or "", ("", None))
        return find_rows(queryset, request) if find_rows else queryset


_placed = Placement.objects.filter(article=OuterRef("pk"))


class HasPhotoFilter(OptionFilter):
    title = _("photo")
    parameter_name = "photo"
    options = {
        "yes": (_("with photo"), lambda rows, _request: rows.filter(Exists(_placed))),
        "no": (
            _("without photo"),
            # Primary keys first: whole rows are read only for the few stories without a photo.
            lambda rows, _request: rows.filter(
                pk__in=Article.objects.order_by().filter(~Exists(_placed)).values("pk")
            ),
        ),
        "alt": (
            _("photo without alternative text"),
            lambda rows, _request: rows.filter(Exists(_placed.filter(lacks_alt_text()))),
        ),
    }


class ScheduleFilter(OptionFilter):
    title = _("schedule")
    parameter_name = "waiting"
    options = {
        "scheduled": (_("scheduled"), lambda rows, _request: rows.exclude(scheduled_at=None)),
        "embargo": (_("under embargo"), lambda rows, _request: rows.under_embargo(timezone.now())),
        "planned": (_("planned"), lambda rows, _request: rows.filter(plan__isnull=False)),
        "text": (_("planned, without text"), lambda rows, _request: rows.filter(WITHOUT_TEXT)),
    }


def _match_assigned(assignments: Any) -> Exists:
    return Exists(assignments.filter(article=OuterRef("pk")))


class AssignmentFilter(OptionFilter):
    title = _("assigned to")
    parameter_name = "assigned"
    options = {
        "me": (
            _("me"),
            lambda rows, request: rows.filter(
                _match_assigned(Assignment.objects.open().of_user(request.user))
            ),
        ),
        "desk": (
            _("desks of my sections"),
            lambda rows, request: rows.filter(
                _match_assigned(Assignment.objects.open().of_own_desks(request.user))
            ),
        ),
        "any": (
            _("somebody"),
            lambda rows, _request: rows.filter(_match_assigned(Assignment.objects.open())),
        ),
        "nobody": (
            _("nobody"),
            lambda rows, _request: rows.not_published().filter(
                ~_match_assigned(Assignment.objects.open())
                | _match_assigned(Assignment.objects.open().of_nobody())
            ),
        ),
        "overdue": (
            _("overdue"),
            lambda rows, _request: rows.filter(_match_assigned(Assignment.objects.open().overdue(now()))),
        ),
    }


class FollowedFilter(OptionFilter):
    title = _("agency’s lead")
    parameter_name = "followed"
    options = {
        "yes": (_("follows an agency"), lambda rows, _request: rows.filter(FOLLOWED)),
        "no": (_("follows nobody"), lambda rows, _request: rows.exclude(FOLLOWED)),
    }


class MissingMetadataFilter(OptionFilter):
    title = _("what is missing")
    parameter_name = "lacks"
    options = {
        "alt": (_("alternative text"), lambda rows, _request: rows.filter(alt_text="")),
        "credit": (_("credit line"), lambda rows, _request: rows.filter(credit="")),
        "file": (_("file"), lambda rows, _request: rows.filter(file="")),
    }


def lacks_alt_text() -> Q:
    """Return the condition of a placed photo that has no alternative text."""
    return Q(decorative=False, alt_text="", photo__alt_text="")


LICENCE, AGENCY = "licence", "agency"


def _list_misfiled(photos: Any, request: HttpRequest) -> Any:
    code = request.GET.get(AGENCY, "")
    return photos.filter(photo_licences.misfiled_photos(code)) if code else photos.none()


class LicenceFilter(OptionFilter):
    title = _("licence")
    parameter_name = LICENCE
    options = {
        "ended": (
            _("licence ended"),
            lambda photos, _request: photos.filter(with_file(), photo_licences.ended_licences(now())),
        ),
        "ending": (
            _("ends within 14 days"),
            lambda photos, _request: photos.filter(with_file(), photo_licences.ending_licences(now())),
        ),
        "none": (
            _("no licence recorded"),
            lambda photos, _request: photos.filter(with_file(), photo_licences.unrecorded_licences()),
        ),
        "misfiled": (_("credit and agency differ"), _list_misfiled),
    }


class LibraryAgencyFilter(DropdownFilter):
    """The agency filter, which is ignored while credits that contradict it are listed."""

    title = _("agency")
    parameter_name = AGENCY

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(Agency.objects.values_list("code", "name"))

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        is_ignored = not self.value() or request.GET.get(LICENCE) == "misfiled"
        return queryset if is_ignored else queryset.filter(agency_codes__contains=[self.value()])
