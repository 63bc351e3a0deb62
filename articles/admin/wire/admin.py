"""The wire desk: the live list of received items, and the pages of one item."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.actions.errors import ActionRefused
from articles.actions.intake.effects.fetch_renditions import store_item_photo
from articles.actions.intake.effects.item_copy import raw_bytes
from articles.actions.intake.versions.item_history import ItemHistory
from articles.actions.intake.versions.item_status import dismiss_item, release_item, restore_item
from articles.admin.saved_views import saved_view_urls, saved_views_context
from articles.admin.wire.filters import WireFilterForm, load_choices
from articles.admin.wire.item_page import build_context, build_preview
from articles.admin.wire.rows import build_rows
from articles.admin.wire.versions import compare_versions
from articles.models import SavedView, WireItem
from articles.selectors.quarantine import count_quarantined
from articles.selectors.wire_list import WireCursor, list_new, list_page, parse_cursor
from newsroom.admin.base import ReadOnlyAdmin, current_user, now, require_permission
from newsroom.strict_values import parse_integer

VIEW, WRITE = "articles.view_article", "articles.add_article"
_TEMPLATES = "admin/articles/wireitem"
MAX_KNOWN = 500


@admin.register(WireItem)
class WireItemAdmin(ReadOnlyAdmin):
    """Admin with pages of its own instead of the list and the form."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(VIEW)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(VIEW)

    def get_custom_urls(self) -> Any:
        steps: dict[str, Callable[..., WireItem]] = {
            "dismiss": self._dismiss, "restore": self._restore, "release": self._release,
        }  # fmt: skip
        return (
            ("rows/", "articles_wireitem_rows", self.rows_view),
            *saved_view_urls(self, SavedView.Screen.WIRE),
            ("<int:pk>/preview/", "articles_wireitem_preview", self.preview_view),
            ("<int:pk>/photo/", "articles_wireitem_photo", require_POST(self.photo_view)),
            ("<int:pk>/versions/", "articles_wireitem_versions", self.versions_view),
            ("<int:pk>/raw/", "articles_wireitem_raw", self.raw_view),
            *(
                (f"<int:pk>/{name}/", f"articles_wireitem_{name}", require_POST(self._step_view(step)))
                for name, step in steps.items()
            ),
        )

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        require_permission(request, VIEW)
        at, choices = now(), load_choices()
        form = WireFilterForm(request.GET, choices)
        newest = WireItem.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        items, has_more = list_page(form.get_filters(at), parse_cursor(request.GET.get("before", "")))
        may_write = request.user.has_perm(WRITE)
        context = {
            **saved_views_context(request, SavedView.Screen.WIRE),
            "title": _("Wire"),
            "form": form,
            "rows": build_rows(items, at),
            "next": _next_cursor(items, has_more=has_more),
            "older_query": _query_with_cursor(request, items, has_more=has_more),
            "newest": newest,
            "is_filtered": bool(form.active_count or form.cleaned_data.get("q")),
            "is_later_page": "before" in request.GET,
            "has_sources": bool(choices.sources),
            "sources_url": _find_sources_url(request),
            "quarantined": count_quarantined(),
            "may_write": may_write,
        }
        return self._page(request, "list", context)

    def rows_view(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Return rows as HTML in JSON: older than `before`, or new since the id `since`."""
        require_permission(request, VIEW)
        at = now()
        filters = WireFilterForm(request.GET, load_choices()).get_filters(at)
        since = parse_integer(request.GET.get("since", ""))
        following = ""
        if since is not None:
            items = list_new(filters, since, _parse_ids(request.GET.get("known", "")))
        else:
            items, has_more = list_page(filters, parse_cursor(request.GET.get("before", "")))
            following = _next_cursor(items, has_more=has_more)
        rows = build_rows(items, at)
        html = render_to_string(
            f"{_TEMPLATES}/rows.html", {"rows": rows, "may_write": request.user.has_perm(WRITE)}, request
        )
        newest = max((item.pk for item in items), default=since or 0)
        return JsonResponse({"html": html, "next": following, "newest": newest, "count": len(items)})

    def preview_view(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        require_permission(request, VIEW)
        context = {**build_preview(self._get_item(pk), now()), "may_write": request.user.has_perm(WRITE)}
        return TemplateResponse(request, f"{_TEMPLATES}/preview.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        require_permission(request, VIEW)
        if request.method == "POST":
            raise PermissionDenied
        item = self._get_item(parse_integer(object_id) or 0)
        context = {
            "title": item.headline or str(item),
            **build_context(item, now()),
            "may_write": request.user.has_perm(WRITE),
            "may_add_photo": request.user.has_perm("articles.add_photo"),
            "may_release": request.user.has_perm("articles.break_embargo"),
            "may_decide": request.user.has_perm("articles.change_article"),
        }
        return self._page(request, "item", context)

    def versions_view(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        """Compare the item with the version before it, or the two that the URL names."""
        require_permission(request, VIEW)
        item = self._get_item(pk)
        versions = ItemHistory(item).list_newest_first() if item.agency_item else [item]
        by_id = {one.pk: one for one in versions}
        new = by_id.get(parse_integer(request.GET.get("now", "")) or pk, item)
        old = by_id.get(parse_integer(request.GET.get("before", "")) or 0) or _find_before(new, versions)
        compared = compare_versions(old, new) if old is not None else []
        context = {
            "title": _("Versions: %(headline)s") % {"headline": item.headline or item},
            "item": item,
            "versions": versions,
            "old": old,
            "new": new,
            "compared": compared,
            "unchanged": [field for field in compared if not field.is_changed],
        }
        return self._page(request, "versions", context)

    def raw_view(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        require_permission(request, VIEW)
        item = self._get_item(pk)
        name = f"received-{item.pk}.{'txt' if item.content is None else 'dat'}"
        return HttpResponse(
            raw_bytes(item),
            content_type="application/octet-stream",
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "X-Content-Type-Options": "nosniff",
            },
        )

    def _get_item(self, pk: int) -> WireItem:
        related = (
            "source",
            "section",
            "article",
            "file",
            "received_by",
            "superseded_by",
            "repeats",
            "released_by",
        )
        later = [f"{name}__{column}" for name in ("superseded_by", "repeats") for column in _LARGE_COLUMNS]
        items = WireItem.objects.select_related(*related).defer("parsed", "search", *later)
        return get_object_or_404(items, pk=pk)

    def _step_view(self, step: Callable[..., WireItem]) -> Callable[..., HttpResponse]:
        def view(request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
            require_permission(request, VIEW)
            if not WireItem.objects.filter(pk=pk).exists():
                raise Http404
            try:
                item = step(request, pk, now())
            except ActionRefused as refusal:
                if _is_script(request):
                    return JsonResponse({"problem": refusal.message}, status=422)
                messages.error(request, refusal.message)
                return HttpResponseRedirect(reverse("admin:articles_wireitem_change", args=[pk]))
            if _is_script(request):
                return JsonResponse({"id": item.pk, "status": item.status})
            return HttpResponseRedirect(reverse("admin:articles_wireitem_change", args=[pk]))

        return view

    def _dismiss(self, request: HttpRequest, pk: int, at: datetime) -> WireItem:
        item = dismiss_item(pk, by=current_user(request), at=at)
        if not _is_script(request):
            messages.success(request, _("The item is no longer in the list. You can list it again here."))
        return item

    def _restore(self, request: HttpRequest, pk: int, at: datetime) -> WireItem:
        item = restore_item(pk, by=current_user(request), at=at)
        if not _is_script(request):
            messages.success(request, _("The item is in the list again."))
        return item

    def _release(self, request: HttpRequest, pk: int, at: datetime) -> WireItem:
        item = release_item(pk, reason=request.POST.get("reason", ""), by=current_user(request), at=at)
        messages.success(request, _("Released. The reason is in the audit log."))
        return item

    def photo_view(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        """Make the picture of the item a photo of the desk and lead to it."""
        require_permission(request, VIEW)
        get_object_or_404(WireItem.objects.only("pk"), pk=pk)
        try:
            photo = store_item_photo(pk, by=current_user(request), at=now())
        except ActionRefused as refusal:
            messages.error(request, refusal.message)
            return HttpResponseRedirect(reverse("admin:articles_wireitem_change", args=[pk]))
        messages.success(request, _("The picture is a photo of the desk now."))
        return HttpResponseRedirect(reverse("admin:articles_photo_change", args=[photo.pk]))

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, "is_fullwidth": "1", **context}
        return TemplateResponse(request, f"{_TEMPLATES}/{template}.html", context)


_LARGE_COLUMNS = ("raw", "parsed", "search", "content", "reading")


def _parse_ids(text: str) -> list[int]:
    ids = (parse_integer(part) for part in text.split(",")[:MAX_KNOWN])
    return [pk for pk in ids if pk is not None]


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


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


def _find_sources_url(request: HttpRequest) -> str:
    """Return the page to set up a source; empty without the permission for it."""
    if not request.user.has_perm("articles.add_wiresource"):
        return ""
    try:
        return reverse("admin:articles_wiresource_changelist")
    except NoReverseMatch:
        return ""
