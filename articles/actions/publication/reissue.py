"""Published stories filed anew, not written anew: the next version of an edition with other facets, same dates."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F

from articles.models import Article, Edition


def reissue_editions(editions: Sequence[Edition], changes: Mapping[int, Mapping[str, Any]]) -> list[Edition]:
    """By story number: the next version of each live edition that has changes, all else as published; others as is.

    Hold the stories before. Times of publication stay, and an unfinished working copy goes nowhere.
    """
    old = [edition for edition in editions if changes.get(edition.article_id)]
    Edition.objects.filter(pk__in=[edition.pk for edition in old]).update(live=False)
    reissued = {e.article_id: _next_version(e, changes[e.article_id]) for e in old}
    Edition.objects.bulk_create(reissued.values())
    Article.objects.filter(pk__in=reissued).update(version=F("version") + 1)
    return [reissued.get(edition.article_id, edition) for edition in editions]


def _next_version(edition: Edition, changes: Mapping[str, Any]) -> Edition:
    columns = {
        column.attname: getattr(edition, column.attname)
        for column in Edition._meta.concrete_fields
        if not column.primary_key and not column.generated
    }
    return Edition(**{**columns, **changes, "version": edition.version + 1})
