"""A story with its related rows, read before a publishing transaction begins.

Prepared statements read them, so that few statements run under the transaction's locks. Whoever locks the story
compares its revision to learn whether the rows are still current.
"""

from collections.abc import Callable, Iterable
from typing import Any

import orjson
from django.db import models

from articles.models import (
    Agency,
    Article,
    ArticleSource,
    Correction,
    Grant,
    Mention,
    Photo,
    Placement,
    PlacementPerson,
    Topic,
    WireItem,
)
from newsroom.db.compiled_queries import OTHER_PK_PARAM, PK_PARAM, CompiledQuery
from people.models import Person

NOT_READ = ("raw", "parsed", "content", "search")
"""Large columns of received copy that no publish check reads."""

STORY = CompiledQuery(Article, lambda: Article.objects.with_open_changes().filter(pk=PK_PARAM).order_by())
UNCHANGED_STORY = CompiledQuery(
    Article,
    lambda: (
        Article.objects.with_open_changes()
        .filter(pk=PK_PARAM, revision=models.Value(OTHER_PK_PARAM))
        .only("pk")
        .order_by()
        .select_for_update(of=("self",), no_key=True)
    ),
)


def _compile_query[M: models.Model](
    model: type[M], story: str, narrow: Callable[[Any], Any] = lambda rows: rows
) -> CompiledQuery[M]:
    """Return the statement for the rows whose field path `story` leads to the story."""
    return CompiledQuery(model, lambda: narrow(model._default_manager.filter(**{story: PK_PARAM})))


PLACEMENTS = _compile_query(Placement, "article")
PHOTOS = _compile_query(Photo, "placements__article", lambda rows: rows.order_by())
PHOTO_GRANTS = _compile_query(Grant, "photo__placements__article")
PLACED_PEOPLE = _compile_query(PlacementPerson, "placement__article")
WIRE_ITEMS = _compile_query(WireItem, "article", lambda rows: rows.defer(*NOT_READ))
SUPERSEDING = _compile_query(
    WireItem, "supersedes__article", lambda rows: rows.defer(*NOT_READ, "reading").order_by()
)
SOURCES = _compile_query(ArticleSource, "article")
AGENCIES = CompiledQuery(
    Agency,
    lambda: Agency.objects.filter(
        pk__in=ArticleSource.objects.filter(article=PK_PARAM).order_by().values("agency")
    ).order_by(),
)
MENTIONS = _compile_query(Mention, "article")
PEOPLE = _compile_query(Person, "mentions__article", lambda rows: rows.order_by())
TOPICS = _compile_query(Topic, "articles")
CORRECTIONS = _compile_query(Correction, "article")


def load_for_publishing(article_id: int) -> Article:
    story = next(STORY.rows({PK_PARAM: article_id}), None)
    if story is None:
        raise Article.DoesNotExist
    set_open_changes(story, story)
    keep_prefetched(story, "placements", _load_placements(story))
    keep_prefetched(story, "wire_items", _load_wire_items(story))
    keep_prefetched(story, "sources", _link(_rows(SOURCES, story), "agency", AGENCIES, story))
    keep_prefetched(story, "mentions", _link(_rows(MENTIONS, story), "person", PEOPLE, story))
    keep_prefetched(story, "topics", _rows(TOPICS, story))
    if story.version:
        keep_prefetched(story, "corrections", _rows(CORRECTIONS, story))
    return story


def lock_unchanged(read: Article) -> bool:
    """Lock the row if its revision is unchanged, and read the agency changes again.

    Every save increments the revision.
    """
    row = next(UNCHANGED_STORY.rows({PK_PARAM: read.pk, OTHER_PK_PARAM: read.revision}), None)
    if row is None:
        return False
    set_open_changes(read, row)
    return True


def set_open_changes(story: Article, row: Article) -> None:
    """Set the annotation of `with_open_changes` from a raw row."""
    vars(story)["open_changes"] = [orjson.loads(change) for change in vars(row)["open_changes"]]


def _load_placements(story: Article) -> list[Placement]:
    placements = _link(_rows(PLACEMENTS, story), "photo", PHOTOS, story)
    if placements:
        grants, people = _rows(PHOTO_GRANTS, story), _rows(PLACED_PEOPLE, story)
        for placement in placements:
            keep_prefetched(
                placement.photo, "grants", [g for g in grants if g.photo_id == placement.photo_id]
            )
            keep_prefetched(placement, "people", [p for p in people if p.placement_id == placement.pk])
    return placements


def _load_wire_items(story: Article) -> list[WireItem]:
    return _link(_rows(WIRE_ITEMS, story), "superseded_by", SUPERSEDING, story)


def _rows[M: models.Model](statement: CompiledQuery[M], story: Article) -> list[M]:
    return list(statement.rows({PK_PARAM: story.pk}))


def _link[M: models.Model](
    rows: list[M], name: str, statement: CompiledQuery[Any], story: Article
) -> list[M]:
    """Set a foreign key's instances; no statement where all keys are empty."""
    wanted = any(getattr(row, f"{name}_id") for row in rows)
    found = {one.pk: one for one in _rows(statement, story)} if wanted else {}
    for row in rows:
        setattr(row, name, found.get(getattr(row, f"{name}_id")))
    return rows


def keep_prefetched(owner: models.Model, relation: str, rows: Iterable[Any]) -> None:
    """Store rows as a prefetched relation."""
    prefetched = getattr(owner, relation).all()
    prefetched._result_cache = list(rows)
    prefetched._prefetch_done = True
    vars(owner).setdefault("_prefetched_objects_cache", {})[relation] = prefetched
