"""A story with its related rows, read before a publishing transaction begins.

Prepared statements read them, so that few statements run under the transaction's locks. Whoever locks the story
compares its revision to learn whether the rows are still current.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import orjson
from django.db import models
from django.db.models import Exists, OuterRef

from articles.models import (
    Article,
    ArticleSource,
    Correction,
    Grant,
    Mention,
    Placement,
    PlacementPerson,
    Topic,
    WireItem,
)
from newsroom.db.compiled_queries import PK_PARAM, CompiledQuery, key_param

NOT_READ = ("raw", "parsed", "content", "search")
"""Large columns of received copy that no publish check reads."""
REVISION = key_param("revision")

UNCHANGED_STORY = CompiledQuery(
    Article,
    lambda: (
        Article.objects.with_open_changes()
        .filter(pk=PK_PARAM, revision=models.Value(REVISION))
        .only("pk")
        .order_by()
        .select_for_update(of=("self",), no_key=True)
    ),
)


def _compile_query[M: models.Model](
    model: type[M], story: str, narrow: Callable[[Any], Any] = lambda rows: rows, *, related: str = ""
) -> CompiledQuery[M]:
    """Return the statement for the rows whose field path `story` leads to the story."""

    def build() -> Any:
        rows = narrow(model._default_manager.filter(**{story: PK_PARAM}))
        return rows.select_related(related) if related else rows

    return CompiledQuery(model, build, related=related)


PLACEMENTS = _compile_query(Placement, "article", related="photo")
PHOTO_GRANTS = _compile_query(Grant, "photo__placements__article")
PLACED_PEOPLE = _compile_query(PlacementPerson, "placement__article")
WIRE_ITEMS = _compile_query(WireItem, "article", lambda rows: rows.defer(*NOT_READ))
SUPERSEDING = _compile_query(
    WireItem, "supersedes__article", lambda rows: rows.defer(*NOT_READ, "reading").order_by()
)
SOURCES = _compile_query(ArticleSource, "article", related="agency")
MENTIONS = _compile_query(Mention, "article", related="person")
TOPICS = _compile_query(Topic, "articles")
CORRECTIONS = _compile_query(Correction, "article")
PARTS: Mapping[str, tuple[Any, CompiledQuery[Any]]] = {
    "placements": (Placement, PLACEMENTS),
    "wire_items": (WireItem, WIRE_ITEMS),
    "sources": (ArticleSource, SOURCES),
    "mentions": (Mention, MENTIONS),
    "topics": (Article.topics.through, TOPICS),
    "corrections": (Correction, CORRECTIONS),
}
"""Relations of a story, each with the model that has its key. Only those that have rows are read."""


def _has_rows(model: Any, story: str = "article") -> Exists:
    return Exists(model._default_manager.filter(**{story: OuterRef("pk")}).order_by())


STORY = CompiledQuery(
    Article,
    lambda: (
        Article.objects.with_open_changes()
        .annotate(
            **{f"has_{relation}": _has_rows(model) for relation, (model, _) in PARTS.items()},
            has_placed_people=_has_rows(PlacementPerson, "placement__article"),
        )
        .filter(pk=PK_PARAM)
        .order_by()
    ),
)


def load_for_publishing(article_id: int) -> Article:
    story = next(STORY.rows({PK_PARAM: article_id}), None)
    if story is None:
        raise Article.DoesNotExist
    set_open_changes(story, story)
    for relation, (_model, statement) in PARTS.items():
        has_rows = vars(story).pop(f"has_{relation}")
        keep_prefetched(story, relation, _rows(statement, story) if has_rows else ())
    _complete_placements(story, has_people=vars(story).pop("has_placed_people"))
    _link_newer_items(story)
    return story


def lock_unchanged(read: Article) -> bool:
    """Lock the row if its revision is unchanged, and read the agency changes again.

    Every save increments the revision.
    """
    row = next(UNCHANGED_STORY.rows({PK_PARAM: read.pk, REVISION: read.revision}), None)
    if row is None:
        return False
    set_open_changes(read, row)
    return True


def set_open_changes(story: Article, row: Article) -> None:
    """Set the annotations of `with_open_changes` from a raw row."""
    vars(story)["open_threads"] = vars(row)["open_threads"]
    for name in ("open_changes", "approvals"):
        vars(story)[name] = [orjson.loads(one) for one in vars(row)[name]]


def _complete_placements(story: Article, *, has_people: bool) -> None:
    placements = story.placements.all()
    grants = _rows(PHOTO_GRANTS, story) if placements else []
    people = _rows(PLACED_PEOPLE, story) if has_people else []
    for placement in placements:
        keep_prefetched(placement.photo, "grants", [g for g in grants if g.photo_id == placement.photo_id])
        keep_prefetched(placement, "people", [p for p in people if p.placement_id == placement.pk])


def _link_newer_items(story: Article) -> None:
    items = story.wire_items.all()
    wanted = any(item.superseded_by_id for item in items)
    newer = {item.pk: item for item in _rows(SUPERSEDING, story)} if wanted else {}
    for item in items:
        item.superseded_by = newer.get(item.superseded_by_id or 0)


def _rows[M: models.Model](statement: CompiledQuery[M], story: Article) -> list[M]:
    return list(statement.rows({PK_PARAM: story.pk}))


def prefetched_relations(owner: models.Model) -> Any:
    """Return the prefetched relations by name; what is removed is read again."""
    return vars(owner).setdefault("_prefetched_objects_cache", {})


def keep_prefetched(owner: models.Model, relation: str, rows: Iterable[Any]) -> None:
    """Store rows as a prefetched relation."""
    prefetched = getattr(owner, relation).all()
    prefetched._result_cache, prefetched._prefetch_done = list(rows), True
    prefetched_relations(owner)[relation] = prefetched
