"""Input of the related stories, a list with a search; its value is the ids."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles.admin.inputs import parse_integers
from articles.models import Article, Edition
from articles.models.story_text import MAX_RELATED_BY_HAND
from newsroom.admin.base import now


class RelatedStoriesInput(forms.TextInput):
    template_name = "admin/articles/article/related_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed = str(context["widget"]["value"] or "").split(",")
        numbers = parse_integers(text.strip() for text in typed)
        return {**context, "chosen": find_chosen(numbers), "most": MAX_RELATED_BY_HAND}

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Render a template that Django's renderer of forms does not find."""
        return render_to_string(self.template_name, self.get_context(name, value, attrs))


def find_chosen(article_ids: Sequence[int]) -> list[Article]:
    """Return the stories in this order; none needs no query."""
    if not article_ids:
        return []
    public = Edition.objects.public(at=now()).filter(article=OuterRef("pk"))
    stories = Article.objects.filter(pk__in=article_ids).annotate(is_public=Exists(public)).only("headline")
    by_id = {story.pk: story for story in stories}
    return [by_id[pk] for pk in article_ids if pk in by_id]
