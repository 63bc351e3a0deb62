"""A story in a list: kicker, headline, dek, time, and its picture where rights allow."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models.functions import Left

from articles.addresses import story_path
from articles.models import Edition, Photo
from articles.querysets import EditionQuerySet
from articles.site.pictures import Picture, lead_first, photos_shown, picture
from articles.site.visit import Rubric, Visit
from articles.visibility import public_until

BEGINNING, TEASER, SHORTEST = 400, 190, 60  # characters
SENTENCE_END = re.compile(r"([.!?][“”\"«»]?)\s+(?=[A-ZÄÖÜ„“\"«»])")


@dataclass(frozen=True, slots=True)
class Card:
    article_id: int
    path: str
    kicker: str
    headline: str
    teaser: str
    """The dek, or the text's first sentences where a story has none."""
    language: str
    section: Rubric | None
    section_id: int
    urgency: int
    first_published_at: datetime
    published_at: datetime
    version: int
    picture: Picture | None
    excerpt: str = ""


def for_lists(editions: EditionQuerySet) -> EditionQuerySet:
    """Light rows, with the beginning of the text for stories without a dek."""
    return editions.for_cards().annotate(beginning=Left("plain", BEGINNING))


def opening(beginning: str) -> str:
    """Whole sentences of the first paragraph, as many as a teaser has room for."""
    paragraph = beginning.partition("\n")[0]
    if len(paragraph) <= TEASER:
        return paragraph
    ends = [found.end(1) for found in SENTENCE_END.finditer(paragraph, 0, TEASER) if found.end(1) >= SHORTEST]
    return paragraph[: ends[-1]] if ends else f"{paragraph[:TEASER].rsplit(' ', 1)[0]} …"


def without_repeated_pictures(listed: Iterable[Card], seen: set[int]) -> list[Card]:
    """Each picture once a page, with the first story that has it; `seen` takes the numbers along."""
    shown = []
    for entry in listed:
        number = entry.picture.photo_id if entry.picture else None
        shown.append(replace(entry, picture=None) if number in seen else entry)
        if number is not None:
            seen.add(number)
    return shown


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
        teaser=edition.dek or opening(getattr(edition, "beginning", "")),
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
