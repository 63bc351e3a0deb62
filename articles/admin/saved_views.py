"""Saved views: named filter settings of a list."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.actions.desk.saved_views import delete_view, save_view
from articles.admin.base import DeskView, page, show_refusal
from articles.models import Article, SavedView, WireItem
from newsroom.admin.base import current_user, now

LIST_URL_NAMES = {
    SavedView.Screen.STORIES: "admin:articles_article_changelist",
    SavedView.Screen.PHOTOS: "admin:articles_photo_changelist",
    SavedView.Screen.WIRE: "admin:articles_wireitem_changelist",
}
IGNORED_PARAMETERS = frozenset({"p", "all", "e", "before", "_changelist_filters", "csrfmiddlewaretoken"})


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


def saved_views_context(request: HttpRequest, screen: SavedView.Screen) -> dict[str, Any]:
    """Return the template context of the views above a list."""
    query = request.META.get("QUERY_STRING", "")
    views = saved_view_links(current_user(request), screen, query)
    return {
        "views": views,
        "filters": normalize_query(query),
        "current_view": next((view for view in views if view.is_current), None),
        "save_view": reverse(LIST_URL_NAMES[screen].replace("changelist", "save_view")),
        "delete_view": LIST_URL_NAMES[screen].replace("changelist", "delete_view"),
    }


class SavedViewAction(DeskView):
    """Button that returns to the filtered list."""

    http_method_names = ["post"]
    screen = SavedView.Screen.STORIES

    def go_back(self, query: str) -> HttpResponse:
        return HttpResponseRedirect(f"{reverse(LIST_URL_NAMES[self.screen])}?{query}")


@page(Article, "save-view/", screen=SavedView.Screen.STORIES)
@page(WireItem, "save-view/", screen=SavedView.Screen.WIRE)
class SaveViewView(SavedViewAction):
    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        data, by = request.POST, current_user(request)
        query, shared = normalize_query(data.get("query", "")), data.get("shared") == "on"
        with show_refusal(request):
            view = save_view(self.screen, data.get("name", ""), query, shared=shared, by=by, at=now())
            messages.success(request, _("The view “%(name)s” is saved.") % {"name": view.name})
        return self.go_back(query)


@page(Article, "delete-view/<int:pk>/", screen=SavedView.Screen.STORIES)
@page(WireItem, "delete-view/<int:pk>/", screen=SavedView.Screen.WIRE)
class DeleteViewView(SavedViewAction):
    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        with show_refusal(request):
            delete_view(pk, by=current_user(request))
            messages.success(request, _("The view is deleted."))
        return self.go_back(normalize_query(request.META.get("QUERY_STRING", "")))
