"""Filters of the photo library: licence and agency."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import DropdownFilter

from articles.admin.filters import OptionFilter
from articles.models import Agency
from articles.selectors import photo_licences
from articles.selectors.photo_licences import with_file
from newsroom.admin.base import now

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
