"""What the lists are sifted by, in the desk's words."""

import re
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import DropdownFilter

from articles.models import Agency, Edition, Placement
from articles.search.query import matching, read_words

TEXT_HITS = 300
"""Stories found by their text, the newest first; the headline's own hits come on top."""


class HasPhotoFilter(SimpleListFilter):
    title = _("photo")
    parameter_name = "photo"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("yes", _("with photo")),
            ("no", _("without photo")),
            ("alt", _("photo lacks alternative text")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        placed = Placement.objects.filter(article=OuterRef("pk"))
        if self.value() == "yes":
            return queryset.filter(Exists(placed))
        if self.value() == "no":
            return queryset.filter(~Exists(placed))
        if self.value() == "alt":
            return queryset.filter(Exists(placed.filter(lacks_alt_text())))
        return queryset


class TimeFilter(SimpleListFilter):
    title = _("waiting for its hour")
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("scheduled", _("scheduled")), ("embargo", _("under embargo"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "scheduled":
            return queryset.exclude(scheduled_at=None)
        if self.value() == "embargo":
            return queryset.under_embargo(timezone.now())
        return queryset


class LacksFilter(SimpleListFilter):
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
    """Placed photos that nobody has described, neither for this use nor for every use."""
    return Q(decorative=False, alt_text="", photo__alt_text="")


def finding(term: str) -> Q:
    """Stories whose headline holds the words, whose public text says them, or whose number, slug or tag this is.

    Every part has an index of its own, so that together they stay one look-up however full the archive is. A
    regular expression is what asks the trigram index without regard to case; `icontains` folds the column first.
    """
    line = " ".join(term.replace("\0", " ").split())[:200]
    if line.startswith("("):
        return Q(tag=line)
    wanted = Q(headline__iregex=re.escape(line)) | Q(agency_item_id=line) | Q(guid=line) | Q(slug=line)
    if line.isdecimal() and len(line) < 18:
        wanted |= Q(pk=int(line))
    if words := read_words(line):
        said = matching(Edition.objects.public(at=timezone.now()).newest_first(), words).values_list(
            "article_id", flat=True
        )
        wanted |= Q(pk__in=list(said[:TEXT_HITS]))
    return wanted
