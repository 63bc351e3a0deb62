"""Registration of wire sources: pages of their own in place of Unfold's forms."""

from django.contrib import admin

from articles.admin.base import PageAdmin
from articles.admin.sources.field_map import FieldMapView
from articles.admin.sources.views import (
    AddSourceView,
    ChangeSourceView,
    ConnectionView,
    SourceListView,
)
from articles.models import WireSource


@admin.register(WireSource)
class WireSourceAdmin(PageAdmin):
    search_fields = ("name", "code")

    pages = (
        ("", "changelist", SourceListView),
        ("add/", "add", AddSourceView),
        ("<path:pk>/change/", "change", ChangeSourceView),
        ("<int:pk>/connection/", "connection", ConnectionView),
        ("<int:pk>/field-map/", "field_map", FieldMapView),
    )
