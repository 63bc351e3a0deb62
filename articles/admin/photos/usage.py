"""Usage of photos in stories and at partners, and photos that are similar."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from articles.models import Article, Delivery, Edition, FrontSlot, Photo, Placement
from articles.photos.perceptual_hash import MAX_DISTANCE, hamming_distance, similarity_percent

MAX_SHOWN = 6


@dataclass(frozen=True, slots=True)
class SimilarPhoto:
    photo: Photo
    per_cent: int
    bits: int
    size: str
    """larger, smaller or same."""


def find_similar(photo: Photo) -> Iterator[SimilarPhoto]:
    """Yield the most similar first; none for a plain image or without a file."""
    if photo.likeness is None:
        return
    found = Photo.objects.similar_to(photo.likeness, max_distance=MAX_DISTANCE).exclude(pk=photo.pk)
    for other in found[:MAX_SHOWN]:
        bits = hamming_distance(photo.likeness, other.likeness or 0)
        yield SimilarPhoto(other, similarity_percent(bits), bits, _compare_size(other, photo))


def _compare_size(other: Photo, photo: Photo) -> str:
    theirs, ours = (other.width or 0) * (other.height or 0), (photo.width or 0) * (photo.height or 0)
    if theirs == ours:
        return "same"
    return "larger" if theirs > ours else "smaller"


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
    """The last delivery of a story with the photo to a partner."""

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
    """Return the usage by photo id, in four queries for any number of photos."""
    usage: dict[int, PhotoUsage] = {photo_id: PhotoUsage() for photo_id in photo_ids}
    roles: dict[tuple[int, int], str] = {}
    editions_by_use: dict[tuple[int, int], list[Edition]] = {}
    stories: dict[int, Article] = {}
    for placement in Placement.objects.filter(photo__in=photo_ids).select_related("article"):
        roles[placement.photo_id, placement.article_id] = str(placement.get_role_display())
        stories[placement.article_id] = placement.article
    for edition in _editions(photo_ids, at):
        for placed in edition.placements:
            if placed["photo_id"] in usage:
                editions_by_use.setdefault((placed["photo_id"], edition.article_id), []).append(edition)
                stories.setdefault(edition.article_id, edition.article)
    fronts = set(FrontSlot.objects.filter(block=None, place=1).values_list("article_id", flat=True))
    for photo_id, story in sorted({*roles, *editions_by_use}, key=lambda key: -key[1]):
        editions = editions_by_use.get((photo_id, story), [])
        live = any(edition.live for edition in editions)
        leads = live and story in fronts and _is_lead(photo_id, editions)
        usage[photo_id].stories.append(
            StoryUse(stories[story], roles.get((photo_id, story), ""), live, len(editions), leads)
        )
    _add_partner_copies(usage, editions_by_use, stories)
    return usage


def _editions(photo_ids: Collection[int], at: datetime) -> list[Edition]:
    """Return every version with one of the photos; live ones are found by the index."""
    placed = Placement.objects.filter(photo__in=photo_ids).values_list("article_id", flat=True)
    live = Edition.objects.public(at=at).with_any_photo(photo_ids).values_list("article_id", flat=True)
    editions = Edition.objects.filter(article__in={*placed, *live}).select_related("article")
    return list(editions.only("article", "version", "live", "placements"))


def _is_lead(photo_id: int, editions: list[Edition]) -> bool:
    return any(
        placed["photo_id"] == photo_id and placed["role"] == "lead"
        for edition in editions
        if edition.live
        for placed in edition.placements
    )


def _add_partner_copies(
    usage: dict[int, PhotoUsage],
    editions_by_use: dict[tuple[int, int], list[Edition]],
    stories: dict[int, Article],
) -> None:
    """Add partners whose last delivered version has the photo."""
    deliveries = Delivery.objects.filter(article__in={story for _n, story in editions_by_use}).select_related(
        "partner"
    )
    by_story: dict[int, list[Delivery]] = {}
    for delivery in deliveries:
        by_story.setdefault(delivery.article_id, []).append(delivery)
    for (photo_id, story), editions in editions_by_use.items():
        versions = {edition.version for edition in editions}
        usage[photo_id].copies += [
            PartnerCopy(d.partner.name, stories[story], d.version, d.at)
            for d in by_story.get(story, ())
            if d.version in versions
        ]
