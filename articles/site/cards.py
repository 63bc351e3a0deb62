"""Cards: stories in lists, with their pictures if rights allow them."""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain
from operator import attrgetter
from typing import Any

import orjson
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BigIntegerField,
    Case,
    F,
    Func,
    JSONField,
    OuterRef,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Left

from articles.models import Edition, Photo, StaffInitials
from articles.models.story_text import Genre
from articles.querysets import EditionQuerySet
from articles.selectors.translations import group_number
from articles.site.page_context import PageContext, SectionSummary
from articles.site.photos import (
    PHOTO_FIELDS,
    RIGHTS,
    Picture,
    build_picture,
    find_visible_photos,
    placed_photo,
    read_visible_photos,
)
from articles.text.authors import split_authors
from articles.text.paragraphs import first_paragraph
from articles.url_paths import story_path
from articles.visibility import VISIBLE_UNTIL
from newsroom.caching.bounded_cache import BoundedCache
from newsroom.db.compiled_queries import DATETIME_PARAM, PKS_PARAM, ArrayParam, CompiledQuery, IsAnyOf

BEGINNING_LENGTH, MAX_TEASER, MIN_TEASER = 400, 190, 60  # characters
SENTENCE_END = re.compile(r"([.!?][“”\"«»]?)\s+(?=[A-ZÄÖÜ„“\"«»])")
COLUMNS = (
    "article_id", "slug", "section_id", "kicker", "headline", "dek", "beginning", "language", "urgency",
    "first_published_at", "version", "genre", "breaking_until", "opinion_byline", "portraits", "end", "lead",
)  # fmt: skip
"""Columns of a card, in this order; some lists append their own."""
ARTICLE, FIRST_PUBLISHED, VERSION, PORTRAITS, EXPIRES_AT, LEAD, LANGUAGE = map(
    COLUMNS.index, ("article_id", "first_published_at", "version", "portraits", "end", "lead", "language")
)
PHOTO = "photo"
"""Further column: the photo of the opening picture, for pages of one list. Each part of a merged list would read it."""
GROUP = "translation_group"
"""Further column: the number of the story's group of translations, or null."""
CARD_CROP = "4x3"
"""Crop set by hand that cards show; style sheets take a little from its height."""
LEAD_CANDIDATES = 4
"""So many of the newest stories may lead a page."""
NEWS_DAY = timedelta(hours=24)
"""Stories that are older than the newest by less are equally new."""
MAX_CACHED_CARDS = 2_000


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
    version: int
    picture: Picture | None = None
    genre: str = "report"
    slug: str = ""
    breaking_until: datetime | None = None
    author: str = ""
    """Names of the authors of a comment; empty for all other stories."""
    face: Picture | None = None
    """Portrait of the author of a comment."""
    is_breaking: bool = False
    """Whether the page shows the label of breaking news."""

    def __hash__(self) -> int:
        """Hash what names the text; caches of rendered cards compare the rest."""
        return hash((self.article_id, self.version, self.picture is None))


def select_card_rows(editions: EditionQuerySet, *more: str) -> "QuerySet[Edition, tuple[Any, ...]]":
    """Return `COLUMNS` of these editions, then the columns `more`."""
    opening_picture = Func(
        F("placements"), Value('$[*] ? (@.role == "lead")'), function="jsonb_path_query_first",
        template="%(function)s(%(expressions)s::jsonpath)", output_field=JSONField(),
    )  # fmt: skip
    rows = editions.annotate(
        beginning=Case(
            When(dek="", then=Left("plain", BEGINNING_LENGTH)), default=Value(""), output_field=TextField()
        ),
        opinion_byline=Case(
            When(genre=Genre.COMMENT, then="byline"), default=Value(""), output_field=TextField()
        ),
        portraits=select_portraits(),
        end=VISIBLE_UNTIL,
        lead=Coalesce(opening_picture, F("placements__0"), output_field=JSONField()),
    )
    if PHOTO in more:
        rows = rows.annotate(**{PHOTO: placed_photo("lead")})
    if GROUP in more:
        rows = rows.annotate(**{GROUP: group_number()})
    return rows.values_list(*COLUMNS, *more)


def select_portraits() -> Case:
    """Return the photos of a comment's authors with a page, null for other stories.

    They are no part of the edition: the desk changes portraits without a new version.
    """
    authors = Func(OuterRef("byline"), function="newsroom_authors")
    writers = (
        StaffInitials.objects.exclude(slug="").exclude(portrait=None).filter(IsAnyOf(F("name"), authors))
    )
    photos = writers.order_by("name").values(photo=Cast("portrait", BigIntegerField()))
    return Case(When(genre=Genre.COMMENT, then=ArraySubquery(photos)))


def extract_teaser(beginning: str) -> str:
    """Return as many whole sentences of the first paragraph as a teaser holds."""
    paragraph = first_paragraph(beginning)
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
        shown = card
        if card.picture and card.picture.photo_id in seen_photos:
            shown = replace(shown, picture=None)
        seen_photos |= {card.picture.photo_id} if card.picture else set()
        if card.face and card.face.photo_id in seen_photos:
            shown = replace(shown, face=None)
        seen_photos |= {card.face.photo_id} if card.face else set()
        unique.append(shown)
    return unique


def leave_out_section(cards: Iterable[Card], section_id: int) -> list[Card]:
    """Return the cards, those of the section without its name."""
    return [replace(card, section=None) if card.section_id == section_id else card for card in cards]


def sort_lead_first(cards: Sequence[Card]) -> list[Card]:
    """Return the cards with the most important of the newest first."""
    lead = next(iter(sort_by_importance(cards[:LEAD_CANDIDATES])), None)
    return sorted(cards, key=lambda card: card is not lead)


def sort_by_importance(cards: Sequence[Card]) -> list[Card]:
    """Return the cards, given newest first, by news day, then urgency, then picture."""
    newest = cards[0].first_published_at if cards else None

    def rank(card: Card) -> tuple[int, int, bool]:
        days = (newest - card.first_published_at) // NEWS_DAY if newest else 0
        return days, card.urgency, card.picture is None

    return sorted(cards, key=rank)


@dataclass(slots=True)
class CachedCard:
    """A card of an edition, whose text never changes, with its last picture.

    Threads share it: what belongs together is replaced at once, and each returns what it compared.
    """

    card: Card
    """Without a picture."""
    lead: dict[str, Any] | None
    """The placement of the opening picture."""
    pictured: tuple[Card, tuple[Any, ...], Card] | None = None
    """The card and the values of the photo's fields that the third, with the picture, was built from."""

    def with_section(self, section: SectionSummary | None) -> Card:
        card = self.card
        if card.section != section:
            path = _card_path(section, card.slug, card.article_id)
            card = self.card = replace(card, section=section, path=path)
        return card

    def with_photo(self, card: Card, photo: Photo) -> Card:
        """Return the card with its picture, built again if either changed."""
        if self.lead is None:
            return card
        facts, known = _photo_facts(photo), self.pictured
        if known is None or known[:2] != (card, facts):
            known = self.pictured = (
                card,
                facts,
                replace(card, picture=build_picture(self.lead, photo, CARD_CROP)),
            )
        return known[2]


CACHED_CARDS: BoundedCache[Hashable, CachedCard] = BoundedCache(MAX_CACHED_CARDS)
"""By epoch, story and version. The caller's query decides whether a story is shown at all."""
_photo_facts = attrgetter(*PHOTO_FIELDS, *RIGHTS)


def build_cards(
    rows: Iterable[Sequence[Any]],
    page_context: PageContext,
    *,
    with_pictures: bool = False,
    has_photos: bool = False,
) -> list[Card]:
    """Build cards from rows of `COLUMNS`.

    Pictures take one more query unless the rows have `PHOTO` next.
    """
    card_rows = list(rows)
    page_context.expire_by(*(row[EXPIRES_AT] for row in card_rows))
    sections = {section.id: section for section in page_context.sections}
    known = [
        _find_card(row[ARTICLE], row[VERSION], page_context) or _store_card(row, page_context, sections)
        for row in card_rows
    ]
    portraits = {row[ARTICLE]: row[PORTRAITS] for row in card_rows if row[PORTRAITS]}
    faces = find_visible_photos(chain.from_iterable(portraits.values()), page_context)
    photo_ids = {entry.lead["photo_id"] for entry in known if entry.lead and with_pictures}
    if with_pictures and has_photos:
        photo_texts = [row[len(COLUMNS)] for row in card_rows]
        photos = read_visible_photos(photo_ids, photo_texts, page_context)
    else:
        photos = find_visible_photos(photo_ids, page_context)
    return _add_faces(_finish_cards(known, page_context, photos), portraits, faces)


def find_cards(
    versions: Iterable[tuple[int, int]], page_context: PageContext, portraits: Mapping[int, Sequence[int]]
) -> list[Card]:
    """Return cards with pictures of these public (story, version), newest first.

    `portraits` are photos of authors by story. Only rows that this process does not know are queried. A story that was
    withdrawn meanwhile is left out.
    """
    found = {article_id: _find_card(article_id, version, page_context) for article_id, version in versions}
    unknown = [article_id for article_id, known in found.items() if known is None]
    if unknown:
        rows = BY_STORY.tuples({DATETIME_PARAM: page_context.at, PKS_PARAM: unknown})
        sections = {section.id: section for section in page_context.sections}
        found |= {row[ARTICLE]: _store_card(row, page_context, sections) for row in rows}
        page_context.expire_by(*(row[EXPIRES_AT] for row in rows))
    known = sorted(filter(None, found.values()), key=_newest_first, reverse=True)
    photo_ids = {*chain(*portraits.values()), *(entry.lead["photo_id"] for entry in known if entry.lead)}
    photos = find_visible_photos(photo_ids, page_context)
    return _add_faces(_finish_cards(known, page_context, photos), portraits, photos)


def _newest_first(known: CachedCard) -> tuple[datetime, int]:
    return known.card.first_published_at, known.card.article_id


def _query_by_story() -> Any:
    stories = Edition.objects.public(at=DATETIME_PARAM).filter(
        IsAnyOf(F("article_id"), ArrayParam(PKS_PARAM))
    )
    return select_card_rows(stories.order_by())


BY_STORY: CompiledQuery[Edition] = CompiledQuery(Edition, _query_by_story, generic=True)


def _find_card(article_id: int, version: int, page_context: PageContext) -> CachedCard | None:
    site = page_context.state.version
    return CACHED_CARDS.get((site.epoch, article_id, version)) if site else None


def _store_card(row: Sequence[Any], page: PageContext, sections: Mapping[int, SectionSummary]) -> CachedCard:
    known = CachedCard(_build_card(row, sections), _parse_lead(row[LEAD]))
    site = page.state.version
    if site is not None:
        CACHED_CARDS.put((site.epoch, row[ARTICLE], row[VERSION]), known)
    return known


def _finish_cards(
    known: Sequence[CachedCard], page_context: PageContext, photos: Mapping[int, Photo]
) -> list[Card]:
    """Return the cards with the present names of sections and visible pictures."""
    sections = {section.id: section for section in page_context.sections}
    cards = []
    for entry in known:
        card = entry.with_section(sections.get(entry.card.section_id))
        if entry.lead and (photo := photos.get(entry.lead["photo_id"])):
            card = entry.with_photo(card, photo)
        cards.append(_mark_breaking(card, page_context) if card.breaking_until else card)
    return cards


def _add_faces(
    cards: Iterable[Card], portraits: Mapping[int, Sequence[int]], photos: Mapping[int, Photo]
) -> list[Card]:
    """Return the cards, those of comments with the first visible portrait."""
    return [
        replace(
            card,
            face=next((build_face(photos[pk]) for pk in portraits[card.article_id] if pk in photos), None),
        )
        if card.article_id in portraits
        else card
        for card in cards
    ]


def build_face(photo: Photo, alt: str = "") -> Picture:
    """Return the portrait of an author; without `alt` the name is next to it."""
    words = {"caption": "", "credit": photo.credit, "alt": alt, "people": [], "decorative": not alt}
    return build_picture(words, photo, "1x1")


def _mark_breaking(card: Card, page_context: PageContext) -> Card:
    """Return the card with the label of breaking news until its time has come."""
    return replace(card, is_breaking=True) if page_context.show_until(card.breaking_until) else card


def _parse_lead(value: Any) -> dict[str, Any] | None:
    """Return the placement; compiled queries give JSON as text, Django as values."""
    placement: dict[str, Any] | None = orjson.loads(value) if isinstance(value, str) else value
    return placement


def _build_card(row: Sequence[Any], sections: Mapping[int, SectionSummary]) -> Card:
    (
        article_id, slug, section_id, kicker, headline, dek, beginning, language, urgency, first, version, genre,
        breaking_until, opinion_byline, *_,
    ) = row  # fmt: skip
    section = sections.get(section_id)
    return Card(
        article_id=article_id,
        slug=slug,
        path=_card_path(section, slug, article_id),
        kicker=kicker,
        headline=headline,
        teaser=dek or extract_teaser(beginning),
        language=language,
        section=section,
        section_id=section_id,
        urgency=urgency,
        first_published_at=first,
        version=version,
        genre=genre,
        breaking_until=breaking_until,
        author=", ".join(split_authors(opinion_byline)),
    )


def _card_path(section: SectionSummary | None, slug: str, article_id: int) -> str:
    return story_path(section.slug if section else "-", slug, article_id)
