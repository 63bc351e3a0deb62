"""Story templates: saved by editors, offered for new stories."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from articles.actions.audit import audit
from articles.actions.permissions import Actor, require_permission
from articles.models import Article, StoryTemplate
from articles.models.audit import AuditVerb
from articles.text.paragraphs import plain_paragraphs
from articles.text.placeholders import find_placeholders
from articles.text.sanitize import sanitize

SHARED_FIELDS = ("section_id", "genre", "kicker", "headline", "dek", "body")
"""Columns that a template and a story have."""
FIELDS = frozenset({"name", "active", *SHARED_FIELDS})


@transaction.atomic
def save_template(
    facts: Mapping[str, Any], *, topic_ids: Collection[int], by: Actor, at: datetime, pk: int | None = None
) -> StoryTemplate:
    """Add (`pk` None) or change a template whose `facts` name `FIELDS`."""
    require_permission(by, "add_storytemplate" if pk is None else "change_storytemplate")
    template = StoryTemplate() if pk is None else StoryTemplate.objects.select_for_update().get(pk=pk)
    for name in FIELDS & facts.keys():
        setattr(template, name, facts[name])
    template.body = sanitize(template.body)
    texts = (template.kicker, template.headline, template.dek, *plain_paragraphs(template.body))
    template.placeholders = find_placeholders(*texts)
    template.save()
    template.topics.set(topic_ids)
    audit(AuditVerb.ADD if pk is None else AuditVerb.SAVE, template, by=by, at=at)
    return template


def save_as_template(article_id: int, *, by: Actor, at: datetime) -> StoryTemplate:
    """Add a template from the saved text of a story, named by its headline."""
    article = Article.objects.get(pk=article_id)
    facts = {name: getattr(article, name) for name in SHARED_FIELDS}
    name = article.headline[: StoryTemplate._meta.get_field("name").max_length]
    topic_ids = list(article.topics.values_list("pk", flat=True))
    return save_template({**facts, "name": name}, topic_ids=topic_ids, by=by, at=at)


@transaction.atomic
def delete_template(pk: int, *, by: Actor, at: datetime) -> None:
    require_permission(by, "delete_storytemplate")
    template = StoryTemplate.objects.select_for_update().get(pk=pk)
    audit(AuditVerb.DELETE, template, by=by, at=at)
    template.delete()
