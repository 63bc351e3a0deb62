"""Registration of reading rules: pages of their own in place of Unfold's forms."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from articles.admin.reading_rules.suggestions import ReviewSuggestionsView, StorySuggestionsView
from articles.admin.reading_rules.views import (
    ProposeRuleView,
    ReadingRuleListView,
    ReadingRuleView,
    ReplayRuleView,
)
from articles.models import ReadingRule
from newsroom.admin.base import ReadOnlyAdmin


@admin.register(ReadingRule)
class ReadingRuleAdmin(ReadOnlyAdmin):
    search_fields = ("text",)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return ReadingRuleListView.as_view(model_admin=self)(request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return ReadingRuleView.as_view(model_admin=self)(request, pk=object_id)

    def get_custom_urls(self) -> Any:
        views: tuple[tuple[str, str, Any], ...] = (
            ("propose/", "propose", ProposeRuleView),
            ("<int:pk>/replay/", "replay", ReplayRuleView),
            ("of-copy/<int:pk>/", "of_copy", ReviewSuggestionsView),
            ("of-story/<int:pk>/", "of_story", StorySuggestionsView),
        )
        return [
            (path, f"articles_readingrule_{name}", view.as_view(model_admin=self))
            for path, name, view in views
        ]
