"""Effects of an agency's kill: stories, pictures and partners."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import AgencyChange, Article, Delivery, Photo
from articles.workflow import State


@dataclass(frozen=True, slots=True)
class KilledStory:
    """A story that a kill concerns, with the other agencies whose text it contains."""

    story: Article
    is_public: bool
    merged_agencies: Sequence[str]
    partners: Sequence[str]
    """Partners that hold the story."""


@dataclass(frozen=True, slots=True)
class KillEffects:
    stories: Sequence[KilledStory]
    photos: Sequence[Photo]
    """Pictures in these stories that came with the killed item."""

    @property
    def partners(self) -> list[str]:
        return sorted({name for one in self.stories for name in one.partners})


def list_kill_effects(change: AgencyChange) -> KillEffects:
    """Return everything that the kill of this change's item touches."""
    changes = AgencyChange.objects.filter(item=change.item_id, kind=AgencyChange.Kind.KILL).exclude(
        article=None
    )
    rows = list(changes.select_related("article").order_by("pk"))
    article_ids = [row.article_id for row in rows]
    holders = _list_holders(article_ids)
    stories = [
        KilledStory(
            row.article, row.article.state == State.PUBLISHED,
            _list_merged_agencies(row.article, change.item.provider), holders.get(row.article_id, ()),
        )
        for row in rows
        if row.article is not None
    ]  # fmt: skip
    photos = Photo.objects.filter(
        placements__article__in=article_ids, wire_items__agency_item=change.item.agency_item
    )
    return KillEffects(stories, list(photos.distinct()) if change.item.agency_item else [])


def _list_holders(article_ids: Sequence[int | None]) -> dict[int | None, list[str]]:
    holders: dict[int | None, list[str]] = {}
    deliveries = Delivery.objects.filter(article__in=article_ids, recalled_at=None).order_by("partner__name")
    for article_id, name in deliveries.values_list("article", "partner__name"):
        holders.setdefault(article_id, []).append(name)
    return holders


def _list_merged_agencies(story: Article, killed: str) -> list[str]:
    """Return the other agencies of a story, whose text stays usable."""
    names = story.sources.exclude(agency__code=killed).order_by("agency__name")
    return list(names.values_list("agency__name", flat=True)) if killed else []
