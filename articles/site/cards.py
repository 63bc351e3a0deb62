"""A story in a list: kicker, headline, dek, time, and its picture where rights allow."""

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
from articles.site.photos import Picture, photos_by_number, picture
from articles.url_paths import story_path
from articles.visibility import VISIBLE_UNTIL

BEGINNING, TEASER, SHORTEST = 400, 190, 60  # characters
SENTENCE_END = re.compile(r"([.!?][“”\"«»]?)\s+(?=[A-ZÄÖÜ„“\"«»])")
COLUMNS = (
    "article_id", "slug", "section_id", "kicker", "headline", "dek", "beginning", "language", "urgency",
    "first_published_at", "published_at", "version", "genre", "end", "lead",
)  # fmt: skip
"""What a card is made of. Lists ask for these columns, in this order; some add their own behind."""
ARTICLE, FIRST_PUBLISHED, END_OF, LEAD = map(
    COLUMNS.index, ("article_id", "first_published_at", "end", "lead")
)


@dataclass(frozen=True, slots=True)
class Card:
    article_id: int
    path: str
    kicker: str
    headline: str
    teaser: str
    """The dek, or the text's first sentences where a story has none."""
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


def for_cards(editions: EditionQuerySet, *more: str) -> "QuerySet[Edition, tuple[Any, ...]]":
    """`COLUMNS` of these editions, and `more`."""
    opening_picture = Func(
        F("placements"), Value('$[*] ? (@.role == "lead")'), function="jsonb_path_query_first",
        template="%(function)s(%(expressions)s::jsonpath)", output_field=JSONField(),
    )  # fmt: skip
    return editions.annotate(
        beginning=Case(
            When(dek="", then=Left("plain", BEGINNING)), default=Value(""), output_field=TextField()
        ),
        end=VISIBLE_UNTIL,
        lead=Coalesce(opening_picture, F("placements__0"), output_field=JSONField()),
    ).values_list(*COLUMNS, *more)


def first_sentences(beginning: str) -> str:
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


def cards(
    rows: Iterable[Sequence[Any]],
    visit: PageContext,
    *,
    with_pictures: bool = False,
    excerpts: Sequence[str] = (),
) -> list[Card]:
    """Cards of rows of `COLUMNS`; with pictures one query more, for photos, their rights and contracts."""
    listed = list(rows)
    visit.until(*(row[END_OF] for row in listed))
    leads = [_lead(row[LEAD]) if with_pictures else None for row in listed]
    photos = photos_by_number({lead["photo_id"] for lead in leads if lead}, visit, waiting=False)
    shown = []
    for place, (row, lead) in enumerate(zip(listed, leads, strict=True)):
        photo = photos.get(lead["photo_id"]) if lead else None
        seen = picture(lead, photo) if lead and photo else None
        shown.append(_card(row, visit, seen, excerpts[place] if excerpts else ""))
    return shown


def _lead(told: Any) -> dict[str, Any] | None:
    """Compiled statements give documents as text, Django's own queries as values."""
    read: dict[str, Any] | None = orjson.loads(told) if isinstance(told, str) else told
    return read


def _card(row: Sequence[Any], visit: PageContext, seen: Picture | None, excerpt: str) -> Card:
    (
        number, slug, section_id, kicker, headline, dek, beginning, language, urgency, first, last, version,
        genre, *_,
    ) = row  # fmt: skip
    section = visit.section_of(section_id)
    return Card(
        article_id=number,
        path=story_path(section.slug if section else "-", slug, number),
        kicker=kicker,
        headline=headline,
        teaser=dek or first_sentences(beginning),
        language=language,
        section=section,
        section_id=section_id,
        urgency=urgency,
        first_published_at=first,
        published_at=last,
        version=version,
        genre=genre,
        picture=seen,
        excerpt=excerpt,
    )
