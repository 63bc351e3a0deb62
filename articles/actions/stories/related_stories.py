"""Checks of the related stories that the desk chooses."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.models import Article
from articles.models.story_text import MAX_RELATED_BY_HAND
from articles.selectors.translations import find_groups

FIELD = "related_ids"


def clean_related(article_ids: Iterable[int]) -> list[int]:
    """Return the ids, each once; refuse too many."""
    chosen = list(dict.fromkeys(article_ids))
    if len(chosen) > MAX_RELATED_BY_HAND:
        message = _("Choose at most %(n)s related stories.") % {"n": MAX_RELATED_BY_HAND}
        raise ActionRefused(message, FIELD)
    return chosen


def check_related(article: Article, before: Collection[int]) -> None:
    """Refuse unknown stories, the story itself and its translations.

    Those chosen `before` may stay. Whether a story is public is asked again whenever the page is shown.
    """
    added = [pk for pk in article.related_ids if pk not in before]
    if not added:
        return
    if find_own(article.pk, added):
        raise ActionRefused(_("A story is not related to itself or to its translations."), FIELD)
    if Article.objects.filter(pk__in=added).count() < len(added):
        raise ActionRefused(_("One of the related stories does not exist."), FIELD)


def find_own(article_id: int | None, others: Collection[int]) -> set[int]:
    """Return those that are the story itself or its translations."""
    if not (article_id and others):
        return set()
    groups = find_groups([article_id, *others])
    group = groups.get(article_id)
    return {pk for pk in others if pk == article_id or (group is not None and groups.get(pk) == group)}
