"""Filters of the photo library: licence and agency."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.filters import PhotoAgencyFilter
from articles.selectors import photo_licences
from newsroom.admin.base import now

LICENCE, AGENCY = "licence", "agency"


class LicenceFilter(SimpleListFilter):
    title = _("licence")
    parameter_name = LICENCE

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("ended", _("licence ended")),
            ("ending", _("ends within 14 days")),
            ("none", _("no licence recorded")),
            ("misfiled", _("credit and agency differ")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value, at = self.value(), now()
        if value == "ended":
            return queryset.filter(photo_licences.with_file(), photo_licences.ended_licences(at))
        if value == "ending":
            return queryset.filter(photo_licences.with_file(), photo_licences.ending_licences(at))
        if value == "none":
            return queryset.filter(photo_licences.with_file(), photo_licences.unrecorded_licences())
        if value == "misfiled":
            code = request.GET.get(AGENCY, "")
            return queryset.filter(photo_licences.misfiled_photos(code)) if code else queryset.none()
        return queryset


class LibraryAgencyFilter(PhotoAgencyFilter):
    """The agency filter, which is ignored while credits that contradict it are listed."""

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if request.GET.get(LICENCE) == "misfiled":
            return queryset
        return super().queryset(request, queryset)
