"""The wire desk: the live list with its filter bar, and the pages of one item."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import text
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.errors import ActionRefused
from articles.actions.intake.effects.fetch_renditions import store_item_photo
from articles.actions.intake.effects.item_copy import raw_bytes
from articles.actions.intake.versions.item_history import ItemHistory
from articles.actions.intake.versions.item_status import dismiss_item, release_item, restore_item
from articles.admin.base import FULL_WIDTH, DeskView, PageAdmin, page, send_raw, show_refusal
from articles.admin.inputs import optional_choice, parse_integers
from articles.admin.saved_views import saved_views_context
from articles.admin.wire.item_page import build_context, build_preview, build_rows, compare_versions
from articles.admin.wire.labels import FILTER_NOTICES, KIND_LABELS, LANGUAGES
from articles.models import Agency, SavedView, Section, WireItem, WireSource
from articles.selectors.quarantine import count_quarantined
from articles.selectors.wire_list import TimeCursor, WireFilters, list_new, list_page, parse_cursor
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer

WITHOUT = "none"
PERIODS = {
    "1h": (timedelta(hours=1), gettext_lazy("last hour")),
    "6h": (timedelta(hours=6), gettext_lazy("last 6 hours")),
    "24h": (timedelta(hours=24), gettext_lazy("last 24 hours")),
    "3d": (timedelta(days=3), gettext_lazy("last 3 days")),
    "7d": (timedelta(days=7), gettext_lazy("last 7 days")),
}
URGENCIES = [
    ("2", gettext_lazy("urgency 1–2")),
    ("3", gettext_lazy("urgency 1–3")),
    ("4", gettext_lazy("urgency 1–4")),
    ("5", gettext_lazy("urgency 1–5")),
]


def _choice(label: Any, choices: list[tuple[str, Any]]) -> forms.ChoiceField:
    """Return a list whose empty choice is its label: the bar has no room for both."""
    return optional_choice(label, [("", text.capfirst(label)), *choices])


class WireFilterForm(forms.Form):
    """Form sent by GET; a value that is not offered filters nothing."""

    q = forms.CharField(
        label=gettext_lazy("search"),
        required=False,
        max_length=100,
        widget=forms.TextInput(
            attrs={
                "class": "desk-input",
                "type": "search",
                "placeholder": gettext_lazy("beginnings of words"),
                "autocomplete": "off",
            }
        ),
    )
    source = _choice(gettext_lazy("source"), [])
    agency = _choice(gettext_lazy("agency"), [])
    section = _choice(gettext_lazy("section"), [])
    urgency = _choice(gettext_lazy("urgency"), URGENCIES)
    kind = _choice(gettext_lazy("kind"), [(kind.value, label) for kind, label in KIND_LABELS.items()])
    notice = _choice(gettext_lazy("notices"), [*FILTER_NOTICES])
    language = _choice(gettext_lazy("language"), [*LANGUAGES])
    within = _choice(gettext_lazy("time"), [(name, label) for name, (_delta, label) in PERIODS.items()])
    unused = forms.BooleanField(label=gettext_lazy("unused only"), required=False)
    followed = forms.BooleanField(label=gettext_lazy("followed"), required=False)
    versions = forms.BooleanField(label=gettext_lazy("all versions"), required=False)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.sources = [(str(pk), name) for pk, name in WireSource.objects.values_list("pk", "name")]
        sections = [(str(section.pk), str(section)) for section in Section.objects.all()]
        self._set_choices("source", self.sources)
        self._set_choices("agency", list(Agency.objects.values_list("code", "name")))
        self._set_choices("section", [*sections, (WITHOUT, gettext_lazy("no section"))])

    def _set_choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
        field.choices = [("", text.capfirst(field.label)), *choices]

    @property
    def selects(self) -> list[Any]:
        """The drop-down lists, in the order of the bar."""
        names = ("source", "agency", "section", "urgency", "kind", "notice", "language", "within")
        return [self[name] for name in names]

    def get_filters(self, at: datetime) -> WireFilters:
        self.is_valid()
        value = self.cleaned_data.get
        section = value("section") or ""
        period = PERIODS.get(value("within") or "")
        return WireFilters(
            source=parse_integer(value("source")) or None,
            agency=value("agency") or "",
            section=parse_integer(section),
            without_section=section == WITHOUT,
            urgency=parse_integer(value("urgency")) or None,
            kind=value("kind") or "",
            language=value("language") or "",
            notice=value("notice") or "",
            unused=bool(value("unused")),
            followed=bool(value("followed")),
            all_versions=bool(value("versions")),
            words=value("q") or "",
            since=at - period[0] if period else None,
        )

    @property
    def active_count(self) -> int:
        """The number of filters that are set, without the search."""
        return sum(bool(value) for name, value in self.cleaned_data.items() if name != "q")


VIEW = "articles.view_article"
_TEMPLATES = "admin/articles/wireitem"
MAX_KNOWN = 500


class WirePage(DeskView):
    permission_required = VIEW
    extra_context = FULL_WIDTH


@page(WireItem)
class WireListView(WirePage):
    template_name = f"{_TEMPLATES}/list.html"
    title = gettext_lazy("Wire")

    def page_context(self) -> dict[str, Any]:
        request, at = self.request, now()
        form = WireFilterForm(request.GET)
        newest = WireItem.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        items, has_more = list_page(form.get_filters(at), parse_cursor(request.GET.get("before", "")))
        return {
            **saved_views_context(request, SavedView.Screen.WIRE),
            "form": form,
            "rows": build_rows(items, at),
            "next": _next_cursor(items, has_more=has_more),
            "older_query": _query_with_cursor(request, items, has_more=has_more),
            "newest": newest,
            "is_filtered": bool(form.active_count or form.cleaned_data.get("q")),
            "is_later_page": "before" in request.GET,
            "has_sources": bool(form.sources),
            "quarantined": count_quarantined(),
        }


@page(WireItem, "rows/")
class WireRowsView(WirePage):
    """Rows as HTML in JSON: older than `before`, or new since the id `since`."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        at = now()
        filters = WireFilterForm(request.GET).get_filters(at)
        since = parse_integer(request.GET.get("since", ""))
        following = ""
        if since is not None:
            items = list_new(
                filters, since, parse_integers(request.GET.get("known", "").split(",")[:MAX_KNOWN])
            )
        else:
            items, has_more = list_page(filters, parse_cursor(request.GET.get("before", "")))
            following = _next_cursor(items, has_more=has_more)
        html = render_to_string(f"{_TEMPLATES}/rows.html", {"rows": build_rows(items, at)}, request)
        newest = max((item.pk for item in items), default=since or 0)
        return JsonResponse({"html": html, "next": following, "newest": newest, "count": len(items)})


class ItemPage(WirePage):
    @cached_property
    def item(self) -> WireItem:
        related = (
            "source", "section", "article", "file", "received_by", "superseded_by", "repeats", "released_by",
        )  # fmt: skip
        later = [f"{name}__{column}" for name in ("superseded_by", "repeats") for column in _LARGE_COLUMNS]
        items = WireItem.objects.select_related(*related).defer("parsed", "search", *later)
        return get_object_or_404(items, pk=parse_integer(str(self.kwargs["pk"])))


@page(WireItem, "<int:pk>/preview/")
class PreviewView(ItemPage):
    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        return TemplateResponse(request, f"{_TEMPLATES}/preview.html", build_preview(self.item, now()))


@page(WireItem, "<path:pk>/change/")
class WireItemView(ItemPage):
    template_name = f"{_TEMPLATES}/item.html"

    def page_context(self) -> dict[str, Any]:
        self.title = self.item.headline or str(self.item)
        return {
            **build_context(self.item, now()),
        }


@page(WireItem, "<int:pk>/versions/")
class ItemVersionsView(ItemPage):
    """Comparison with the version before, or of the two that the URL names."""

    template_name = f"{_TEMPLATES}/versions.html"

    def page_context(self) -> dict[str, Any]:
        item, query = self.item, self.request.GET
        self.title = _("Versions: %(headline)s") % {"headline": item.headline or item}
        versions = ItemHistory(item).list_newest_first() if item.agency_item else [item]
        by_id = {one.pk: one for one in versions}
        new = by_id.get(parse_integer(query.get("now", "")) or item.pk, item)
        old = by_id.get(parse_integer(query.get("before", "")) or 0) or _find_before(new, versions)
        compared = compare_versions(old, new) if old is not None else []
        return {
            "item": item,
            "versions": versions,
            "old": old,
            "new": new,
            "compared": compared,
            "unchanged": [field for field in compared if not field.is_changed],
        }


@page(WireItem, "<int:pk>/raw/")
class RawItemView(ItemPage):
    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        ending = "txt" if self.item.content is None else "dat"
        return send_raw(raw_bytes(self.item), f"received-{self.item.pk}.{ending}")


@page(
    WireItem,
    "<int:pk>/dismiss/",
    run=dismiss_item,
    said=gettext_lazy("The item is no longer in the list. You can list it again here."),
)
@page(WireItem, "<int:pk>/restore/", run=restore_item, said=gettext_lazy("The item is in the list again."))
@page(
    WireItem,
    "<int:pk>/release/",
    run=release_item,
    said=gettext_lazy("Released. The reason is in the audit log."),
    with_reason=True,
)
class ItemStepView(WirePage):
    """Button of an item, which answers scripts in JSON."""

    http_method_names = ["post"]
    run: Any = None
    said: Any = ""
    with_reason = False

    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        get_object_or_404(WireItem.objects.only("pk"), pk=pk)
        is_script = request.headers.get("Accept", "").startswith("application/json")
        facts: dict[str, Any] = {"by": current_user(request), "at": now()}
        facts |= {"reason": request.POST.get("reason", "")} if self.with_reason else {}
        try:
            item = self.run(pk, **facts)
        except ActionRefused as refusal:
            if is_script:
                return JsonResponse({"problem": refusal.message}, status=422)
            messages.error(request, refusal.message)
        else:
            if is_script:
                return JsonResponse({"id": item.pk, "status": item.status})
            messages.success(request, self.said)
        return HttpResponseRedirect(_item_url(pk))


@page(WireItem, "<int:pk>/photo/")
class AddPhotoView(WirePage):
    """Button that makes the picture of an item a photo of the desk and leads to it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        get_object_or_404(WireItem.objects.only("pk"), pk=pk)
        url = _item_url(pk)
        with show_refusal(request):
            photo = store_item_photo(pk, by=current_user(request), at=now())
            messages.success(request, _("The picture is a photo of the desk now."))
            url = reverse("admin:articles_photo_change", args=[photo.pk])
        return HttpResponseRedirect(url)


admin.site.register(WireItem, PageAdmin, view_permission=VIEW)


def _item_url(pk: int) -> str:
    return reverse("admin:articles_wireitem_change", args=[pk])


_LARGE_COLUMNS = ("raw", "parsed", "search", "content", "reading")


def _find_before(item: WireItem, versions: Sequence[WireItem]) -> WireItem | None:
    """Return the version before the item in the list, which begins with the newest."""
    ids = [one.pk for one in versions]
    index = ids.index(item.pk) + 1 if item.pk in ids else 0
    return versions[index] if 0 < index < len(versions) else None


def _next_cursor(items: Sequence[WireItem], *, has_more: bool) -> str:
    return str(TimeCursor(items[-1].received_at, items[-1].pk)) if items and has_more else ""


def _query_with_cursor(request: HttpRequest, items: Sequence[WireItem], *, has_more: bool) -> str:
    query = request.GET.copy()
    query["before"] = _next_cursor(items, has_more=has_more)
    return query.urlencode() if query["before"] else ""
