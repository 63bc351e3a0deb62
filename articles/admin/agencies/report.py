"""Monthly usage report of the agencies: table, stories and files, CSV file."""

import csv
import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from articles.models import Agency
from articles.selectors.agency_usage import (
    AgencyMonth,
    Month,
    list_used_media,
    list_used_photos,
    list_used_stories,
    usage_report,
)
from newsroom.admin.base import now, require_permission
from newsroom.strict_values import parse_integer

PAGE_SIZE = 100
FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r", "\n")
"""First characters that make spreadsheets read a cell as a formula."""


@dataclass(frozen=True, slots=True)
class ReportMonth:
    """A calendar month; its key in URLs is `2026-11`."""

    year: int
    month: int

    @property
    def key(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def period(self) -> Month:
        return Month(self._first(self.year, self.month), self._first(*self.shift(1)))

    @property
    def previous(self) -> str:
        return ReportMonth(*self.shift(-1)).key

    @property
    def next(self) -> str:
        return ReportMonth(*self.shift(1)).key

    @property
    def label(self) -> str:
        return date_format(self.period.begin, "F Y")

    def shift(self, months: int) -> tuple[int, int]:
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return year, month + 1

    @staticmethod
    def _first(year: int, month: int) -> datetime:
        return datetime(year, month, 1, tzinfo=timezone.get_default_timezone())


def requested_month(request: HttpRequest) -> ReportMonth:
    """Return the requested month, else the last complete one."""
    year, _dash, month = request.GET.get("month", "").partition("-")
    in_year, in_month = parse_integer(year, least=1990, most=2100), parse_integer(month, least=1, most=12)
    if in_year and in_month:
        return ReportMonth(in_year, in_month)
    today = timezone.localdate()
    return ReportMonth(*ReportMonth(today.year, today.month).shift(-1))


class AgencyReport:
    """Report pages of the agencies' admin."""

    def __init__(self, model_admin: Any) -> None:
        self.admin = model_admin

    def urls(self) -> tuple[Any, ...]:
        return (
            ("report/", "articles_agency_report", self.report_view),
            ("report/file/", "articles_agency_report_file", self.file_view),
            ("report/<slug:code>/", "articles_agency_report_lines", self.lines_view),
        )

    def report_view(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        month = self._month(request)
        context = {
            "title": _("Agencies by month"),
            "month": month,
            "report": usage_report(month.period, now()),
        }
        return self._page(request, "report", context)

    def lines_view(self, request: HttpRequest, code: str, **_kwargs: Any) -> HttpResponse:
        month = self._month(request)
        agency = get_object_or_404(Agency, code=code)
        page = min(parse_integer(request.GET.get("page", "1")) or 1, 1000)
        offset = (page - 1) * PAGE_SIZE
        stories = list_used_stories(code, month.period, limit=PAGE_SIZE + 1, offset=offset)
        pictures = list_used_photos(code, month.period, limit=PAGE_SIZE + 1, offset=offset)
        media_files = list_used_media(code, month.period, limit=PAGE_SIZE + 1, offset=offset)
        context = {
            "title": agency.name,
            "agency": agency,
            "month": month,
            "stories": stories[:PAGE_SIZE],
            "pictures": pictures[:PAGE_SIZE],
            "media_files": media_files[:PAGE_SIZE],
            "page": page,
            "next_page": page + 1 if max(len(stories), len(pictures), len(media_files)) > PAGE_SIZE else None,
        }
        return self._page(request, "report_lines", context)

    def file_view(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        month = self._month(request)
        response = HttpResponse(
            render_csv(usage_report(month.period, now()).lines), content_type="text/csv; charset=utf-8"
        )
        name = gettext("agencies")
        response["Content-Disposition"] = f'attachment; filename="{name}-{month.key}.csv"'
        return response

    def _month(self, request: HttpRequest) -> ReportMonth:
        require_permission(request, "articles.view_agency")
        return requested_month(request)

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        context = {**self.admin.admin_site.each_context(request), "opts": self.admin.opts, **context}
        return TemplateResponse(request, f"admin/articles/agency/{name}.html", context)


def render_csv(lines: Any) -> bytes:
    """Return UTF-8 with a byte order mark for spreadsheets.

    German spreadsheets get semicolons and decimal commas. Columns keep their places: new ones come last.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if get_language() == "de" else ",")
    writer.writerow(
        [
            _("code"), _("agency"), _("stories on the site"), _("of these, own rewriting"),
            _("of these, delivered to partners"), _("partners get the full text"), _("pictures"), _("uses of pictures"),
            _("of these, delivered to partners"), _("per cent of all stories"), _("contract"),
            _("audio and video"), _("uses of audio and video"), _("of these, delivered to partners"),
        ]
    )  # fmt: skip
    writer.writerows(_cells(line) for line in lines)
    return text.getvalue().encode("utf-8-sig")


def _cells(line: AgencyMonth) -> list[Any]:
    return [
        _escape_formula(line.code), _escape_formula(line.name), line.stories, line.rewritten, line.delivered,
        _("yes") if line.in_full else _("no"), line.photos, line.uses, line.uses_delivered,
        number_format(line.share, decimal_pos=1, use_l10n=True), contract_status(line),
        line.media_files, line.media_uses, line.media_uses_delivered,
    ]  # fmt: skip


def contract_status(line: AgencyMonth) -> str:
    if not line.contract:
        return _("none")
    return _("assumed, to be checked") if line.assumed else _("entered")


def _escape_formula(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_PREFIXES) else text
