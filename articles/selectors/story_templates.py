"""Story templates that a new story is offered, and their placeholders in a text."""

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from articles.models import Article, StoryTemplate
from articles.text.paragraphs import plain_paragraphs
from articles.text.placeholders import find_placeholders

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def list_templates(user: "User") -> "QuerySet[StoryTemplate]":
    """Return the templates in use, those of the user's sections first."""
    own = Count("section__accounts", filter=Q(section__accounts__user=user))
    return StoryTemplate.objects.filter(active=True).annotate(own=own).order_by("-own", "name", "pk")


def read_template(pk: int | None) -> dict[str, Any]:
    """Return initial values of the form of a new story; none without a template."""
    template = StoryTemplate.objects.filter(pk=pk or 0, active=True).prefetch_related("topics").first()
    if template is None:
        return {}
    names = ("section", "genre", "kicker", "headline", "dek", "body")
    return {**{name: getattr(template, name) for name in names}, "topics": list(template.topics.all())}


def find_open_placeholders(article: Article) -> list[str]:
    """Return placeholders of templates that are still in the text.

    Brackets that no template has are the writer's own; a text without brackets needs no query.
    """
    texts = (article.kicker, article.headline, article.dek, *plain_paragraphs(article.body))
    if not (brackets := find_placeholders(*texts)):
        return []
    templates = StoryTemplate.objects.filter(placeholders__overlap=brackets)
    known = {one for row in templates.values_list("placeholders", flat=True) for one in row}
    return [bracket for bracket in brackets if bracket in known]
