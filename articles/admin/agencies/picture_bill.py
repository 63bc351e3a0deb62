"""The picture bill: the uses of a month with price and status, totals, CSV file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.actions.desk.picture_terms import set_use_status
from articles.admin.agencies.report import ReportPage, send_csv, write_csv
from articles.admin.base import page, show_refusal
from articles.models import Agency, BillingStatus, Placement
from articles.selectors.picture_bill import BilledUse, PictureBill, read_bill
from articles.workflow import State
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer

PAGE_SIZE = 100
TONES = {"to-report": "in-review", "reported": "ready", "paid": "published", "disputed": "withheld"}
"""Status → class of its badge."""


class BillFilterForm(forms.Form):
    """Filters of the bill; wrong values show everything."""

    agency = forms.ChoiceField(label=gettext_lazy("Agency"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    size = forms.ChoiceField(label=gettext_lazy("Size"), required=False)

    def __init__(self, data: Mapping[str, Any], bill: PictureBill) -> None:
        super().__init__(data)
        choices: dict[str, Iterable[tuple[Any, Any]]] = {
            "agency": [(total.code, total.name) for total in bill.totals],
            "status": BillingStatus.Status.choices,
            "size": Placement.PhotoRole.choices,
        }
        for name, found in choices.items():
            self.fields[name].choices = [("", _("all")), *found]  # type: ignore[attr-defined]  # a choice field
            self.fields[name].widget.attrs["class"] = "desk-input"

    @property
    def active(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def matches(self, use: BilledUse) -> bool:
        shown = {"agency": use.agency, "status": use.status, "size": use.role}
        return all(shown[name] == value for name, value in self.active.items())


class BillPage(ReportPage):
    """A page about the bill of one month, with its filters."""

    @cached_property
    def bill(self) -> PictureBill:
        return read_bill(self.month.period)

    @cached_property
    def form(self) -> BillFilterForm:
        return BillFilterForm(self.request.GET, self.bill)

    @cached_property
    def uses(self) -> list[BilledUse]:
        return [use for use in self.bill.uses if self.form.matches(use)]


@page(Agency, "pictures/", "picture_bill")
class PictureBillView(BillPage):
    template_name = "admin/articles/agency/picture_bill.html"
    title = gettext_lazy("Picture bill")

    def page_context(self) -> dict[str, Any]:
        number = min(parse_integer(self.request.GET.get("page", "1"), least=1) or 1, 1000)
        begin = (number - 1) * PAGE_SIZE
        code = self.form.active.get("agency")
        totals = [total for total in self.bill.totals if code in {None, total.code}]
        names = {total.code: total.name for total in self.bill.totals}
        rows = [describe_use(use, names) for use in self.uses[begin : begin + PAGE_SIZE]]
        return {
            "form": self.form,
            "query": urlencode({"month": self.month.key, **self.form.active}),
            "rows": rows,
            "count": len(self.uses),
            "sum": sum((use.price or Decimal(0) for use in self.uses), Decimal(0)),
            "totals": totals,
            "total": sum((total.total for total in totals), Decimal(0)),
            "statuses": BillingStatus.Status.choices,
            "may_settle": self.request.user.has_perm("articles.change_billingstatus"),
            "page": number,
            "next_page": number + 1 if len(self.uses) > begin + PAGE_SIZE else None,
        }

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        chosen = set(request.POST.getlist("use"))
        keys = {use.key for use in self.uses if "all" in request.POST or format_key(use) in chosen}
        with show_refusal(request):
            count = set_use_status(keys, request.POST.get("status", ""), by=current_user(request), at=now())
            message = ngettext("The status of %(n)d use is set.", "The status of %(n)d uses is set.", count)
            messages.success(request, message % {"n": count})
        return HttpResponseRedirect(request.get_full_path())


@dataclass(frozen=True, slots=True)
class UseRow:
    """A use as shown."""

    use: BilledUse
    key: str
    agency: str
    size: str
    status: str
    tone: str
    withdrawn: bool


def describe_use(use: BilledUse, names: Mapping[str, str]) -> UseRow:
    return UseRow(
        use,
        format_key(use),
        names.get(use.agency, use.agency),
        str(Placement.PhotoRole(use.role).label),
        str(BillingStatus.Status(use.status).label),
        TONES[use.status],
        use.state in {State.WITHHELD, State.KILLED},
    )


def format_key(use: BilledUse) -> str:
    return f"{use.article_id}-{use.photo_id}"


@page(Agency, "pictures/file/", "picture_bill_file")
class PictureBillFileView(BillPage):
    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        return send_csv(_("pictures"), self.month, write_csv(self._list_rows()))

    def _list_rows(self) -> Iterator[Iterable[Any]]:
        """Yield the head, the uses and, unless uses are filtered, the flat rates."""
        names = {total.code: total.name for total in self.bill.totals}
        yield [
            _("agency"), _("shown since"), _("story"), _("headline"), _("size"), _("photo"), _("credit line"),
            _("agency photo number"), _("price in euros"), _("Status"),
        ]  # fmt: skip
        for row in (describe_use(use, names) for use in self.uses):
            use = row.use
            yield [
                row.agency, date_format(timezone.localtime(use.at), "SHORT_DATETIME_FORMAT"), use.article_id,
                use.headline, row.size, use.photo_id, use.credit, use.agency_item_id, format_amount(use.price),
                row.status,
            ]  # fmt: skip
        code = self.form.active.get("agency")
        for total in self.bill.totals:
            if total.flat_rate and not self.form.active.keys() - {"agency"} and code in {None, total.code}:
                yield [total.name, "", "", _("flat rate"), "", "", "", "", format_amount(total.flat_rate), ""]


def format_amount(amount: Decimal | None) -> str:
    return "" if amount is None else number_format(amount, decimal_pos=2, use_l10n=True)
