"""Registration of reading rules: pages of their own in place of Unfold's forms."""

from django.contrib import admin

from articles.admin.base import PageAdmin
from articles.admin.reading_rules.suggestions import ReviewSuggestionsView, StorySuggestionsView
from articles.admin.reading_rules.views import (
    ProposeRuleView,
    ReadingRuleListView,
    ReadingRuleView,
    ReplayRuleView,
)
from articles.models import ReadingRule


@admin.register(ReadingRule)
class ReadingRuleAdmin(PageAdmin):
    search_fields = ("text",)

    pages = (
        ("", "changelist", ReadingRuleListView),
        ("<path:pk>/change/", "change", ReadingRuleView),
        ("propose/", "propose", ProposeRuleView),
        ("<int:pk>/replay/", "replay", ReplayRuleView),
        ("of-copy/<int:pk>/", "of_copy", ReviewSuggestionsView),
        ("of-story/<int:pk>/", "of_story", StorySuggestionsView),
    )
