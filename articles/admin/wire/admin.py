"""The wire desk: the live list of received items, and the pages of one item."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.errors import ActionRefused
from articles.actions.intake.effects.fetch_renditions import store_item_photo
from articles.actions.intake.effects.item_copy import raw_bytes
from articles.actions.intake.versions.item_history import ItemHistory
from articles.actions.intake.versions.item_status import dismiss_item, release_item, restore_item
from articles.admin.base import FULL_WIDTH, DeskView, PageAdmin, page, send_raw, show_refusal
from articles.admin.inputs import parse_integers
from articles.admin.saved_views import saved_views_context
from articles.admin.wire.filters import WireFilterForm
from articles.admin.wire.item_page import build_context, build_preview, compare_versions
from articles.admin.wire.rows import build_rows
from articles.models import SavedView, WireItem
from articles.selectors.quarantine import count_quarantined
from articles.selectors.wire_list import WireCursor, list_new, list_page, parse_cursor
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer

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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        request, at = self.request, now()
        form = WireFilterForm(request.GET)
        newest = WireItem.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        items, has_more = list_page(form.get_filters(at), parse_cursor(request.GET.get("before", "")))
        return super().get_context_data(
            **saved_views_context(request, SavedView.Screen.WIRE),
            form=form,
            rows=build_rows(items, at),
            next=_next_cursor(items, has_more=has_more),
            older_query=_query_with_cursor(request, items, has_more=has_more),
            newest=newest,
            is_filtered=bool(form.active_count or form.cleaned_data.get("q")),
            is_later_page="before" in request.GET,
            has_sources=bool(form.sources),
            quarantined=count_quarantined(),
            **kwargs,
        )


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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.title = self.item.headline or str(self.item)
        return super().get_context_data(
            **build_context(self.item, now()),
            **kwargs,
        )


@page(WireItem, "<int:pk>/versions/")
class ItemVersionsView(ItemPage):
    """Comparison with the version before, or of the two that the URL names."""

    template_name = f"{_TEMPLATES}/versions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item, query = self.item, self.request.GET
        self.title = _("Versions: %(headline)s") % {"headline": item.headline or item}
        versions = ItemHistory(item).list_newest_first() if item.agency_item else [item]
        by_id = {one.pk: one for one in versions}
        new = by_id.get(parse_integer(query.get("now", "")) or item.pk, item)
        old = by_id.get(parse_integer(query.get("before", "")) or 0) or _find_before(new, versions)
        compared = compare_versions(old, new) if old is not None else []
        return super().get_context_data(
            item=item,
            versions=versions,
            old=old,
            new=new,
            compared=compared,
            unchanged=[field for field in compared if not field.is_changed],
            **kwargs,
        )


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
    return str(WireCursor(items[-1].received_at, items[-1].pk)) if items and has_more else ""


def _query_with_cursor(request: HttpRequest, items: Sequence[WireItem], *, has_more: bool) -> str:
    query = request.GET.copy()
    query["before"] = _next_cursor(items, has_more=has_more)
    return query.urlencode() if query["before"] else ""
