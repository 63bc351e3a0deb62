"""A story in a list: kicker, headline, dek, time, and its picture where rights allow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from articles.addresses import story_path
from articles.models import Edition, Photo
from articles.site.pictures import Picture, lead_first, photos_shown, picture
from articles.site.visit import Rubric, Visit
from articles.visibility import public_until


@dataclass(frozen=True, slots=True)
class Card:
    article_id: int
    path: str
    kicker: str
    headline: str
    dek: str
    language: str
    section: Rubric | None
    section_id: int
    urgency: int
    first_published_at: datetime
    published_at: datetime
    version: int
    picture: Picture | None
    excerpt: str = ""


def cards(editions: Iterable[Edition], visit: Visit, *, with_pictures: bool = False) -> list[Card]:
    """One query for the editions, and with pictures three more for photos, their rights and contracts."""
    listed = list(editions)
    visit.until(*map(public_until, listed))
    photos = photos_shown(listed, visit) if with_pictures else {}
    return [card(edition, visit, photos) for edition in listed]


def card(edition: Edition, visit: Visit, photos: Mapping[int, Photo]) -> Card:
    lead = next(iter(lead_first(edition)), None)
    photo = photos.get(lead["photo_id"]) if lead else None
    section = visit.section_of(edition.section_id)
    return Card(
        article_id=edition.article_id,
        path=story_path(section.slug if section else edition.section.slug, edition.slug, edition.article_id),
        kicker=edition.kicker,
        headline=edition.headline,
        dek=edition.dek,
        language=edition.language,
        section=section,
        section_id=edition.section_id,
        urgency=edition.urgency,
        first_published_at=edition.first_published_at,
        published_at=edition.published_at,
        version=edition.version,
        picture=picture(lead, photo) if lead and photo and photo.file else None,
        excerpt=getattr(edition, "excerpt", ""),
    )
