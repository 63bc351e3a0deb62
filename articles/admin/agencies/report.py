"""The month's bill: what was used of each agency, as a table, as the stories behind it, and as a file."""

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
    list_used_photos,
    list_used_stories,
    usage_report,
)
from newsroom.admin.base import now, require_permission
from newsroom.strict_values import parse_integer

PAGE_SIZE = 100
FORMULA_PREFIXES = ("=", "+", "-", "@", "\t")
"""What a spreadsheet would take for a formula at the beginning of a cell."""


@dataclass(frozen=True, slots=True)
class ReportMonth:
    """A month as the screens name it: 2026-11."""

    year: int
    number: int

    @property
    def key(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def span(self) -> Month:
        return Month(self._first(self.year, self.number), self._first(*self._turned(1)))

    @property
    def before(self) -> str:
        return ReportMonth(*self._turned(-1)).key

    @property
    def after(self) -> str:
        return ReportMonth(*self._turned(1)).key

    @property
    def named(self) -> str:
        return date_format(self.span.begin, "F Y")

    def _turned(self, by: int) -> tuple[int, int]:
        year, month = divmod(self.year * 12 + self.number - 1 + by, 12)
        return year, month + 1

    @staticmethod
    def _first(year: int, month: int) -> datetime:
        return datetime(year, month, 1, tzinfo=timezone.get_default_timezone())


def requested_month(request: HttpRequest) -> ReportMonth:
    """The month asked for; the last whole one where none is, or none that the calendar has."""
    year, _dash, month = request.GET.get("month", "").partition("-")
    in_year, in_month = parse_integer(year, least=1990, most=2100), parse_integer(month, least=1, most=12)
    if in_year and in_month:
        return ReportMonth(in_year, in_month)
    today = timezone.localdate()
    return ReportMonth(*ReportMonth(today.year, today.month)._turned(-1))


class AgencyReport:
    """The pages of the agencies' admin that count."""

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
        context = {"title": _("Agencies by month"), "month": month, "report": usage_report(month.span, now())}
        return self._page(request, "report", context)

    def lines_view(self, request: HttpRequest, code: str, **_kwargs: Any) -> HttpResponse:
        month = self._month(request)
        agency = get_object_or_404(Agency, code=code)
        page = min(parse_integer(request.GET.get("page", "1")) or 1, 1000)
        offset = (page - 1) * PAGE_SIZE
        stories = list_used_stories(code, month.span, limit=PAGE_SIZE + 1, offset=offset)
        pictures = list_used_photos(code, month.span, limit=PAGE_SIZE + 1, offset=offset)
        context = {
            "title": agency.name,
            "agency": agency,
            "month": month,
            "stories": stories[:PAGE_SIZE],
            "pictures": pictures[:PAGE_SIZE],
            "page": page,
            "next_page": page + 1 if max(len(stories), len(pictures)) > PAGE_SIZE else None,
        }
        return self._page(request, "report_lines", context)

    def file_view(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        month = self._month(request)
        answer = HttpResponse(
            render_csv(usage_report(month.span, now()).lines), content_type="text/csv; charset=utf-8"
        )
        name = gettext("agencies")
        answer["Content-Disposition"] = f'attachment; filename="{name}-{month.key}.csv"'
        return answer

    def _month(self, request: HttpRequest) -> ReportMonth:
        require_permission(request, "articles.view_agency")
        return requested_month(request)

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        whole = {**self.admin.admin_site.each_context(request), "opts": self.admin.opts, **context}
        return TemplateResponse(request, f"admin/articles/agency/{name}.html", whole)


def render_csv(lines: Any) -> bytes:
    """UTF-8 with the mark that spreadsheets look for; German ones want semicolons and a decimal comma."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if get_language() == "de" else ",")
    writer.writerow(
        [
            _("code"), _("agency"), _("stories on the site"), _("of them own rewriting"),
            _("of them handed to partners"), _("partners get the text"), _("pictures"), _("uses of pictures"),
            _("of them handed to partners"), _("per cent of all stories"), _("contract"),
        ]
    )  # fmt: skip
    writer.writerows(_cells(line) for line in lines)
    return text.getvalue().encode("utf-8-sig")


def _cells(line: AgencyMonth) -> list[Any]:
    return [
        _escape_formula(line.code), _escape_formula(line.name), line.stories, line.rewritten, line.delivered,
        _("yes") if line.in_full else _("no"), line.photos, line.uses, line.uses_delivered,
        number_format(line.share, decimal_pos=1, use_l10n=True), contract_status(line),
    ]  # fmt: skip


def contract_status(line: AgencyMonth) -> str:
    if not line.contract:
        return _("none")
    return _("assumed, to be checked") if line.assumed else _("entered")


def _escape_formula(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_PREFIXES) else text
