"""Registration of wire sources: pages of their own in place of Unfold's forms."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from articles.admin.base import DeskView
from articles.admin.sources.field_map import FieldMapView
from articles.admin.sources.views import (
    AddSourceView,
    ChangeSourceView,
    ConnectionView,
    SourceListView,
)
from articles.models import WireSource
from newsroom.admin.base import ReadOnlyAdmin


@admin.register(WireSource)
class WireSourceAdmin(ReadOnlyAdmin):
    search_fields = ("name", "code")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return SourceListView.as_view(model_admin=self)(request)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return AddSourceView.as_view(model_admin=self)(request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return ChangeSourceView.as_view(model_admin=self)(request, pk=object_id)

    def get_custom_urls(self) -> Any:
        views: tuple[tuple[str, str, type[DeskView]], ...] = (
            ("<int:pk>/connection/", "connection", ConnectionView),
            ("<int:pk>/field-map/", "field_map", FieldMapView),
        )
        return [
            (path, f"articles_wiresource_{name}", view.as_view(model_admin=self))
            for path, name, view in views
        ]
