"""New versions of live editions with other facets but the same text and dates."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F

from articles.actions.permissions import Actor, lock_stories
from articles.actions.publication.editions import caption_words
from articles.actions.publication.log import append_all
from articles.models import Article, Edition, Placement
from articles.models.publication import Kind, Operation
from articles.workflow import State


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


def reissue_placements(
    live: Sequence[Edition], changes: Mapping[int, Mapping[str, Any]], *, kind: Kind, by: Actor, at: datetime,
    cause: str,
) -> None:  # fmt: skip
    """Publish changed `placements`, and what changes with them, as next versions."""
    columns = {
        edition.article_id: {**changed, "captions": " ".join(caption_words(changed["placements"]))}
        for edition in live
        if (changed := changes[edition.article_id])["placements"] != edition.placements
    }
    fresh = reissue_editions([edition for edition in live if edition.article_id in columns], columns)
    append_all(fresh, op=Operation.PUT, kind=kind, by=by, at=at, cause=cause)


def lock_stories_with(photos: Collection[int], at: datetime) -> dict[int, Article]:
    """Lock the stories with these photos, in copy or in public, except killed ones."""
    placed = set(Placement.objects.filter(photo__in=photos).values_list("article_id", flat=True))
    public = set(Edition.objects.public(at=at).with_any_photo(photos).values_list("article_id", flat=True))
    return {story.pk: story for story in lock_stories(placed | public) if story.state != State.KILLED}


def _next_version(edition: Edition, changes: Mapping[str, Any]) -> Edition:
    columns = {
        column.attname: getattr(edition, column.attname)
        for column in Edition._meta.concrete_fields
        if not column.primary_key and not column.generated
    }
    return Edition(**{**columns, **changes, "version": edition.version + 1})
