"""Monthly usage report of the agencies: table, stories and files, CSV file."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles.admin.base import DeskView, page
from articles.models import Agency
from articles.selectors.agency_usage import (
    AgencyMonth,
    Month,
    list_used_media,
    list_used_photos,
    list_used_stories,
    usage_report,
)
from newsroom.admin.base import now
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


class ReportPage(DeskView):
    """Page of the agencies' admin about one month."""

    permission_required = "articles.view_agency"

    @cached_property
    def month(self) -> ReportMonth:
        return requested_month(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(month=self.month, **kwargs)


@page(Agency, "report/")
class ReportView(ReportPage):
    template_name = "admin/articles/agency/report.html"
    title = gettext_lazy("Agencies by month")

    def page_context(self) -> dict[str, Any]:
        return {"report": usage_report(self.month.period, now())}


@page(Agency, "report/<slug:code>/", "report_lines")
class ReportLinesView(ReportPage):
    template_name = "admin/articles/agency/report_lines.html"

    def page_context(self) -> dict[str, Any]:
        agency = get_object_or_404(Agency, code=self.kwargs["code"])
        self.title = agency.name
        page = min(parse_integer(self.request.GET.get("page", "1")) or 1, 1000)
        span: dict[str, int] = {"limit": PAGE_SIZE + 1, "offset": (page - 1) * PAGE_SIZE}
        lists: dict[str, Sequence[Any]] = {
            "stories": list_used_stories(agency.code, self.month.period, **span),
            "pictures": list_used_photos(agency.code, self.month.period, **span),
            "media_files": list_used_media(agency.code, self.month.period, **span),
        }
        return {
            "agency": agency,
            "page": page,
            "next_page": page + 1 if any(len(rows) > PAGE_SIZE for rows in lists.values()) else None,
            **{name: rows[:PAGE_SIZE] for name, rows in lists.items()},
        }


@page(Agency, "report/file/", "report_file")
class ReportFileView(ReportPage):
    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        return send_csv(_("agencies"), self.month, render_csv(usage_report(self.month.period, now()).lines))


def send_csv(name: str, month: ReportMonth, text: bytes) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{month.key}.csv"'
    return response


def write_csv(rows: Iterable[Iterable[Any]]) -> bytes:
    """Return UTF-8 with a byte order mark for spreadsheets.

    German spreadsheets get semicolons and decimal commas. Columns keep their places: new ones come last.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if get_language() == "de" else ",")
    writer.writerows([_escape_formula(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def render_csv(lines: Iterable[AgencyMonth]) -> bytes:
    return write_csv(_list_rows(lines))


def _list_rows(lines: Iterable[AgencyMonth]) -> Iterator[Iterable[Any]]:
    yield (
        [
            _("code"), _("agency"), _("stories on the site"), _("of these, own rewriting"),
            _("of these, delivered to partners"), _("partners get the full text"), _("pictures"), _("uses of pictures"),
            _("of these, delivered to partners"), _("per cent of all stories"), _("contract"),
            _("audio and video"), _("uses of audio and video"), _("of these, delivered to partners"),
        ]
    )  # fmt: skip
    yield from (_cells(line) for line in lines)


def _cells(line: AgencyMonth) -> list[Any]:
    return [
        line.code, line.name, line.stories, line.rewritten, line.delivered,
        _("yes") if line.in_full else _("no"), line.photos, line.uses, line.uses_delivered,
        number_format(line.share, decimal_pos=1, use_l10n=True), contract_status(line),
        line.media_files, line.media_uses, line.media_uses_delivered,
    ]  # fmt: skip


def contract_status(line: AgencyMonth) -> str:
    if not line.contract:
        return _("none")
    return _("assumed, to be checked") if line.assumed else _("entered")


def _escape_formula(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_PREFIXES) else cell
