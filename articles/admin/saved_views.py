"""Saved views: named filter settings of a list."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.actions.desk.saved_views import delete_view, save_view
from articles.actions.errors import ActionRefused
from articles.models import SavedView
from newsroom.admin.base import current_user, now

LIST_URL_NAMES = {
    SavedView.Screen.STORIES: "admin:articles_article_changelist",
    SavedView.Screen.PHOTOS: "admin:articles_photo_changelist",
}
IGNORED_PARAMETERS = frozenset({"p", "all", "e", "_changelist_filters", "csrfmiddlewaretoken"})


@dataclass(frozen=True, slots=True)
class SavedViewLink:
    id: int
    name: str
    link: str
    is_own: bool
    is_shared: bool
    is_current: bool


def normalize_query(query: str) -> str:
    """Return the query string without page and empty filters, sorted for comparison."""
    filters = [(name, value) for name, value in parse_qsl(query) if value and name not in IGNORED_PARAMETERS]
    return urlencode(sorted(filters))


def saved_view_links(by: User, screen: str, query: str) -> list[SavedViewLink]:
    list_url, current = reverse(LIST_URL_NAMES[SavedView.Screen(screen)]), normalize_query(query)
    return [
        SavedViewLink(
            view.pk,
            view.name,
            f"{list_url}?{view.query}",
            view.owner_id == by.pk,
            view.shared,
            bool(current) and view.query == current,
        )
        for view in SavedView.objects.visible_to(by).filter(screen=screen)
    ]


class SavedViews:
    """Hung into a list's admin: the two addresses, and what the list's page shows."""

    def __init__(self, screen: SavedView.Screen) -> None:
        self.screen = screen

    def urls(self) -> tuple[Any, ...]:
        name = f"articles_{self.screen.value}"
        return (
            ("save-view/", f"{name}_save_view", require_POST(self.save_view)),
            ("delete-view/<int:number>/", f"{name}_delete_view", require_POST(self.delete_view)),
        )

    def context(self, request: HttpRequest) -> dict[str, Any]:
        query = request.META.get("QUERY_STRING", "")
        views = saved_view_links(current_user(request), self.screen, query)
        return {
            "views": views,
            "filters": normalize_query(query),
            "current_view": next((view for view in views if view.is_current), None),
            "save_view": reverse(f"admin:articles_{self.screen.value}_save_view"),
            "delete_view": f"admin:articles_{self.screen.value}_delete_view",
        }

    def save_view(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        query = normalize_query(request.POST.get("query", ""))
        shared = request.POST.get("shared") == "on"
        try:
            view = save_view(
                self.screen,
                request.POST.get("name", ""),
                query,
                shared=shared,
                by=current_user(request),
                at=now(),
            )
        except ActionRefused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("The view “%(name)s” is saved.") % {"name": view.name})
        return HttpResponseRedirect(f"{reverse(LIST_URL_NAMES[self.screen])}?{query}")

    def delete_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        try:
            delete_view(number, by=current_user(request))
        except ActionRefused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("The view is deleted."))
        return HttpResponseRedirect(
            f"{reverse(LIST_URL_NAMES[self.screen])}?{normalize_query(request.META.get('QUERY_STRING', ''))}"
        )
