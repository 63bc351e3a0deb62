"""Cards: stories in lists, with their pictures if rights allow them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import orjson
from django.db.models import Case, F, Func, JSONField, QuerySet, TextField, Value, When
from django.db.models.functions import Coalesce, Left

from articles.models import Edition
from articles.querysets import EditionQuerySet
from articles.site.page_context import PageContext, SectionSummary
from articles.site.photos import Picture, build_picture, find_visible_photos
from articles.url_paths import story_path
from articles.visibility import VISIBLE_UNTIL

BEGINNING_LENGTH, MAX_TEASER, MIN_TEASER = 400, 190, 60  # characters
SENTENCE_END = re.compile(r"([.!?][“”\"«»]?)\s+(?=[A-ZÄÖÜ„“\"«»])")
COLUMNS = (
    "article_id", "slug", "section_id", "kicker", "headline", "dek", "beginning", "language", "urgency",
    "first_published_at", "published_at", "version", "genre", "end", "lead",
)  # fmt: skip
"""Columns of a card, in this order; some lists append their own."""
ARTICLE, FIRST_PUBLISHED, EXPIRES_AT, LEAD = map(
    COLUMNS.index, ("article_id", "first_published_at", "end", "lead")
)


@dataclass(frozen=True, slots=True)
class Card:
    article_id: int
    path: str
    kicker: str
    headline: str
    teaser: str
    """The dek, or the first sentences of a story without one."""
    language: str
    section: SectionSummary | None
    section_id: int
    urgency: int
    first_published_at: datetime
    published_at: datetime
    version: int
    picture: Picture | None
    excerpt: str = ""
    genre: str = "report"


def select_card_rows(editions: EditionQuerySet, *more: str) -> "QuerySet[Edition, tuple[Any, ...]]":
    """Return `COLUMNS` of these editions, then the columns `more`."""
    opening_picture = Func(
        F("placements"), Value('$[*] ? (@.role == "lead")'), function="jsonb_path_query_first",
        template="%(function)s(%(expressions)s::jsonpath)", output_field=JSONField(),
    )  # fmt: skip
    return editions.annotate(
        beginning=Case(
            When(dek="", then=Left("plain", BEGINNING_LENGTH)), default=Value(""), output_field=TextField()
        ),
        end=VISIBLE_UNTIL,
        lead=Coalesce(opening_picture, F("placements__0"), output_field=JSONField()),
    ).values_list(*COLUMNS, *more)


def extract_teaser(beginning: str) -> str:
    """Return as many whole sentences of the first paragraph as a teaser holds."""
    paragraph = beginning.partition("\n")[0]
    if len(paragraph) <= MAX_TEASER:
        return paragraph
    ends = [
        found.end(1)
        for found in SENTENCE_END.finditer(paragraph, 0, MAX_TEASER)
        if found.end(1) >= MIN_TEASER
    ]
    return paragraph[: ends[-1]] if ends else f"{paragraph[:MAX_TEASER].rsplit(' ', 1)[0]} …"


def drop_repeated_pictures(cards_in_order: Iterable[Card], seen_photos: set[int]) -> list[Card]:
    """Return the cards with each picture once; add its photo to `seen_photos`."""
    unique = []
    for card in cards_in_order:
        photo_id = card.picture.photo_id if card.picture else None
        unique.append(replace(card, picture=None) if photo_id in seen_photos else card)
        if photo_id is not None:
            seen_photos.add(photo_id)
    return unique


def build_cards(
    rows: Iterable[Sequence[Any]],
    page_context: PageContext,
    *,
    with_pictures: bool = False,
    excerpts: Sequence[str] = (),
) -> list[Card]:
    """Build cards from rows of `COLUMNS`; pictures take one more query."""
    card_rows = list(rows)
    page_context.expire_by(*(row[EXPIRES_AT] for row in card_rows))
    leads = [_parse_lead(row[LEAD]) if with_pictures else None for row in card_rows]
    photos = find_visible_photos({lead["photo_id"] for lead in leads if lead}, page_context, waiting=False)
    result = []
    for index, (row, lead) in enumerate(zip(card_rows, leads, strict=True)):
        photo = photos.get(lead["photo_id"]) if lead else None
        lead_picture = build_picture(lead, photo) if lead and photo else None
        result.append(_build_card(row, page_context, lead_picture, excerpts[index] if excerpts else ""))
    return result


def _parse_lead(value: Any) -> dict[str, Any] | None:
    """Return the placement; compiled queries give JSON as text, Django as values."""
    placement: dict[str, Any] | None = orjson.loads(value) if isinstance(value, str) else value
    return placement


def _build_card(
    row: Sequence[Any], page_context: PageContext, lead_picture: Picture | None, excerpt: str
) -> Card:
    (
        article_id, slug, section_id, kicker, headline, dek, beginning, language, urgency, first, last, version,
        genre, *_,
    ) = row  # fmt: skip
    section = page_context.section_by_id(section_id)
    return Card(
        article_id=article_id,
        path=story_path(section.slug if section else "-", slug, article_id),
        kicker=kicker,
        headline=headline,
        teaser=dek or extract_teaser(beginning),
        language=language,
        section=section,
        section_id=section_id,
        urgency=urgency,
        first_published_at=first,
        published_at=last,
        version=version,
        genre=genre,
        picture=lead_picture,
        excerpt=excerpt,
    )
