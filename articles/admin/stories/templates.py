"""Story templates in the admin, and the button that makes one from a story."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.actions.stories.templates import FIELDS, delete_template, save_as_template, save_template
from articles.admin.base import page, show_refusal
from articles.admin.stories.forms import EDITOR_CONFIG, CountedTextarea, CountedTextInput
from articles.admin.stories.views import StoryView, story_url
from articles.admin.unsupported_html import sanitize_body
from articles.models import Article, StoryTemplate
from newsroom.admin.base import ActionAdmin, ActionForm, cleaned_values, current_user, now
from newsroom.admin.text_editor import TextEditorWidget


class StoryTemplateForm(ActionForm):
    class Meta:
        model = StoryTemplate
        fields = ("name",)
        widgets = {
            "kicker": CountedTextInput(40),
            "headline": CountedTextInput(75),
            "dek": CountedTextarea(240, 3),
            "body": TextEditorWidget(config=EDITOR_CONFIG, preset="configurable"),
        }

    def clean_body(self) -> str:
        return sanitize_body(self.cleaned_data["body"], self.data)


@admin.register(StoryTemplate)
class StoryTemplateAdmin(ActionAdmin):
    form = StoryTemplateForm
    list_display = ("name", "section", "genre", "active")
    list_select_related = ("section",)
    list_filter = ("active",)
    search_fields = ("name", "headline")
    autocomplete_fields = ("topics",)
    fields = ("name", ("section", "genre"), "active", "kicker", "headline", "dek", "body", "topics")

    def run_action(self, request: HttpRequest, form: Any, formsets: list[Any]) -> StoryTemplate:
        topic_ids = [topic.pk for topic in form.cleaned_data["topics"]]
        facts = cleaned_values(form, FIELDS)
        by, at = current_user(request), now()
        return save_template(facts, topic_ids=topic_ids, by=by, at=at, pk=form.instance.pk)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.delete_storytemplate")

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        delete_template(obj.pk, by=current_user(request), at=now())

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Log nothing: the action writes its audit entry."""


@page(Article, "<int:pk>/save-as-template/")
class SaveAsTemplateView(StoryView):
    http_method_names = ["post"]
    permission_required = "articles.add_storytemplate"

    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        url = story_url(self.story)
        with show_refusal(request):
            template = save_as_template(pk, by=current_user(request), at=now())
            messages.success(
                request, _("The template is saved. Put what changes from story to story in square brackets.")
            )
            url = reverse("admin:articles_storytemplate_change", args=[template.pk])
        return HttpResponseRedirect(url)
