"""Saved views: named filter settings of a list."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.actions.desk.saved_views import delete_view, save_view
from articles.actions.errors import ActionRefused
from articles.admin.base import DeskView
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


def saved_views_context(request: HttpRequest, screen: SavedView.Screen) -> dict[str, Any]:
    """Return the template context of the views above a list."""
    query = request.META.get("QUERY_STRING", "")
    views = saved_view_links(current_user(request), screen, query)
    return {
        "views": views,
        "filters": normalize_query(query),
        "current_view": next((view for view in views if view.is_current), None),
        "save_view": reverse(f"admin:articles_{screen.value}_save_view"),
        "delete_view": f"admin:articles_{screen.value}_delete_view",
    }


def saved_view_urls(model_admin: Any, screen: SavedView.Screen) -> tuple[tuple[str, str, Any], ...]:
    name = f"articles_{screen.value}"
    save = SaveViewView.as_view(model_admin=model_admin, screen=screen)
    delete = DeleteViewView.as_view(model_admin=model_admin, screen=screen)
    return (
        ("save-view/", f"{name}_save_view", save),
        ("delete-view/<int:pk>/", f"{name}_delete_view", delete),
    )


class SaveViewForm(forms.Form):
    name = forms.CharField(required=False)
    query = forms.CharField(required=False)
    shared = forms.BooleanField(required=False)

    def clean_query(self) -> str:
        return normalize_query(self.cleaned_data["query"])


class SavedViewAction(DeskView):
    http_method_names = ["post"]
    screen = SavedView.Screen.STORIES

    def redirect_to_list(self, query: str) -> HttpResponse:
        return HttpResponseRedirect(f"{reverse(LIST_URL_NAMES[self.screen])}?{query}")


class SaveViewView(SavedViewAction):
    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        form = SaveViewForm(request.POST)
        form.is_valid()
        cleaned = form.cleaned_data
        query = cleaned.get("query", "")
        try:
            view = save_view(
                self.screen,
                cleaned.get("name", ""),
                query,
                shared=cleaned["shared"],
                by=current_user(request),
                at=now(),
            )
        except ActionRefused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("The view “%(name)s” is saved.") % {"name": view.name})
        return self.redirect_to_list(query)


class DeleteViewView(SavedViewAction):
    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        try:
            delete_view(pk, by=current_user(request))
        except ActionRefused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("The view is deleted."))
        return self.redirect_to_list(normalize_query(request.META.get("QUERY_STRING", "")))
