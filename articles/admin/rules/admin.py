"""Registration of wire rules: pages of their own in place of Unfold's forms."""

from django.contrib import admin

from articles.admin.base import PageAdmin
from articles.admin.rules.views import (
    AddRuleView,
    ChangeRuleView,
    DeleteRuleView,
    RuleListView,
    RuleUsesView,
)
from articles.models import WireRule


@admin.register(WireRule)
class WireRuleAdmin(PageAdmin):
    search_fields = ("name",)

    pages = (
        ("", "changelist", RuleListView),
        ("add/", "add", AddRuleView),
        ("<path:pk>/change/", "change", ChangeRuleView),
        ("<path:pk>/delete/", "delete", DeleteRuleView),
        ("<int:pk>/uses/", "uses", RuleUsesView),
    )
