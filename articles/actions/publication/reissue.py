"""New versions of live editions with other facets but the same text and dates."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F

from articles.models import Article, Edition


def reissue_editions(editions: Sequence[Edition], changes: Mapping[int, Mapping[str, Any]]) -> list[Edition]:
    """Write the next version of each live edition with changes, keyed by story id.

    Return all editions in order, reissued or not. Lock the stories before. Publication times stay, and unpublished
    edits of the working copy are not published.
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
