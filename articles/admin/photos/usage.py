"""Where a photo is used: stories on the desk, editions readers see, and what partners hold of it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from articles.models import Article, Delivery, Edition, FrontSlot, Placement


@dataclass(frozen=True, slots=True)
class StoryUse:
    article: Article
    role: str
    live: bool
    versions: int
    """Published versions that placed the photo, the live one included."""
    leads_front: bool


@dataclass(frozen=True, slots=True)
class PartnerCopy:
    """A partner that was handed a story with the photo, and when last."""

    partner: str
    article: Article
    version: int
    at: datetime


@dataclass(slots=True)
class PhotoUsage:
    stories: list[StoryUse] = field(default_factory=list)
    copies: list[PartnerCopy] = field(default_factory=list)

    @property
    def live(self) -> int:
        return sum(story.live for story in self.stories)

    @property
    def versions(self) -> int:
        return sum(story.versions for story in self.stories)

    @property
    def leads_front(self) -> bool:
        return any(story.leads_front for story in self.stories)


def photo_usage(photo_ids: Collection[int], at: datetime) -> dict[int, PhotoUsage]:
    """By photo number; four queries for any number of photos."""
    found: dict[int, PhotoUsage] = {number: PhotoUsage() for number in photo_ids}
    roles: dict[tuple[int, int], str] = {}
    shown: dict[tuple[int, int], list[Edition]] = {}
    stories: dict[int, Article] = {}
    for placement in Placement.objects.filter(photo__in=photo_ids).select_related("article"):
        roles[placement.photo_id, placement.article_id] = str(placement.get_role_display())
        stories[placement.article_id] = placement.article
    for edition in _editions(photo_ids, at):
        for placed in edition.placements:
            if placed["photo_id"] in found:
                shown.setdefault((placed["photo_id"], edition.article_id), []).append(edition)
                stories.setdefault(edition.article_id, edition.article)
    fronts = set(FrontSlot.objects.filter(place=1).values_list("article_id", flat=True))
    for number, story in sorted({*roles, *shown}, key=lambda key: -key[1]):
        editions = shown.get((number, story), [])
        live = any(edition.live for edition in editions)
        leads = live and story in fronts and _is_lead(number, editions)
        found[number].stories.append(
            StoryUse(stories[story], roles.get((number, story), ""), live, len(editions), leads)
        )
    _add_partner_copies(found, shown, stories)
    return found


def _editions(photo_ids: Collection[int], at: datetime) -> list[Edition]:
    """Every version that placed one of them; the live ones come by the index, the others by their stories."""
    placed = Placement.objects.filter(photo__in=photo_ids).values_list("article_id", flat=True)
    live = Edition.objects.public(at=at).with_any_photo(photo_ids).values_list("article_id", flat=True)
    editions = Edition.objects.filter(article__in={*placed, *live}).select_related("article")
    return list(editions.only("article", "version", "live", "placements"))


def _is_lead(number: int, editions: list[Edition]) -> bool:
    return any(
        placed["photo_id"] == number and placed["role"] == "lead"
        for edition in editions
        if edition.live
        for placed in edition.placements
    )


def _add_partner_copies(
    found: dict[int, PhotoUsage], shown: dict[tuple[int, int], list[Edition]], stories: dict[int, Article]
) -> None:
    """Partners hold a copy where the version they were last handed placed the photo."""
    deliveries = Delivery.objects.filter(article__in={story for _n, story in shown}).select_related("partner")
    by_story: dict[int, list[Delivery]] = {}
    for delivery in deliveries:
        by_story.setdefault(delivery.article_id, []).append(delivery)
    for (number, story), editions in shown.items():
        versions = {edition.version for edition in editions}
        found[number].copies += [
            PartnerCopy(d.partner.name, stories[story], d.version, d.at)
            for d in by_story.get(story, ())
            if d.version in versions
        ]
