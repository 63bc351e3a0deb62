"""Translations of a story, as the desk sees them and as the public does."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from articles.models import Article, Edition, StoryTranslation
from articles.visibility import VISIBLE_UNTIL


def find_translations(article_id: int) -> "QuerySet[Article]":
    """Return the other stories of the story's group, in any state."""
    own = StoryTranslation.objects.filter(article=article_id).values("group_number")
    others = Article.objects.filter(translation__group_number__in=own).exclude(pk=article_id)
    return others.order_by("language", "pk")


def find_groups(article_ids: Iterable[int]) -> dict[int, int]:
    """Return the number of the group by story, of stories that are in one."""
    rows = StoryTranslation.objects.filter(article__in=list(article_ids))
    return dict(rows.values_list("article_id", "group_number"))


def group_number(story: str = "article") -> Subquery:
    """Return the group number of the story in the column `story`, or null."""
    own = StoryTranslation.objects.filter(article=OuterRef(story))
    return Subquery(own.order_by().values("group_number")[:1])


def public_translations(at: datetime) -> ArraySubquery:
    """Return the public translations of the query's edition, a JSON document each."""
    edition = OuterRef(OuterRef(OuterRef("article")))
    own = StoryTranslation.objects.filter(article=edition).values("group_number")
    others = StoryTranslation.objects.filter(group_number__in=own).values("article")
    public = Edition.objects.public(at=at).filter(article__in=others).exclude(article=OuterRef("article"))
    columns: dict[str, Any] = {
        "id": "article_id", "slug": "slug", "section": "section_id", "parent": F("section__parent_id"),
        "language": "language", "agencies": "agency_codes", "until": VISIBLE_UNTIL,
    }  # fmt: skip
    return ArraySubquery(public.order_by("language", "article_id").values(json=JSONObject(**columns)))
