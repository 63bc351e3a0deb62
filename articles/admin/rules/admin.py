"""Registration of wire rules: pages of their own in place of Unfold's forms."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from articles.admin.rules.views import (
    AddRuleView,
    ChangeRuleView,
    DeleteRuleView,
    RuleListView,
    RuleUsesView,
)
from articles.models import WireRule
from newsroom.admin.base import ReadOnlyAdmin


@admin.register(WireRule)
class WireRuleAdmin(ReadOnlyAdmin):
    search_fields = ("name",)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return RuleListView.as_view(model_admin=self)(request)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return AddRuleView.as_view(model_admin=self)(request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return ChangeRuleView.as_view(model_admin=self)(request, pk=object_id)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return DeleteRuleView.as_view(model_admin=self)(request, pk=object_id)

    def get_custom_urls(self) -> Any:
        return [("<int:pk>/uses/", "articles_wirerule_uses", RuleUsesView.as_view(model_admin=self))]
