"""Front page: lead, other top stories, a strip for each section, latest headlines."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

import orjson
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.http import HttpResponse

from articles.models import Edition, FeedHead, Section
from articles.models.front_page import SLOT_COUNT, FrontSlot
from articles.querysets import EditionQuerySet
from articles.selectors.translations import group_number
from articles.site.cards import Card, drop_repeated_pictures, find_cards
from articles.site.dependencies import NEWEST
from articles.site.front_renderer import SectionStrip, render_front
from articles.site.page_context import PageContext
from articles.site.public_view import public_view
from articles.site.translations import choose_languages
from articles.visibility import VISIBLE_UNTIL
from newsroom.db.compiled_queries import DATETIME_PARAM, PKS_PARAM, ArrayParam, CompiledQuery, IsAnyOf

NEWEST_STORIES = 40
STRIP_SIZE = 4
SECONDARY_STORIES = 5
LATEST_HEADLINES = 15
NEWS_DAY = timedelta(hours=24)


@public_view()
def front(page_context: PageContext) -> HttpResponse:
    page_context.depend_on(NEWEST)
    versions, places = _find_stories(page_context)
    all_cards = find_cards(versions, page_context)
    latest = all_cards[:NEWEST_STORIES]
    seen_photos: set[int] = set()
    top = drop_repeated_pictures(_select_top(latest, _arrange_cards(places, all_cards)), seen_photos)
    used = {card.article_id for card in top}
    strips = list(_build_strips(all_cards, used, seen_photos, page_context))
    return render_front(page_context, top, latest[:LATEST_HEADLINES], strips)


def _query_stories() -> Any:
    """Return the newest stories, those arranged, and the newest of each section.

    It returns no text: a process knows most cards from the last front page. The sections are rows, as PostgreSQL
    would plan a query for each of them longer than it runs.
    """
    public = Edition.objects.public(at=DATETIME_PARAM).newest_first()
    # In the order of the list, PostgreSQL would search the whole archive for few or no slots.
    slots = FrontSlot.objects.order_by("place").values("article")[:SLOT_COUNT]
    arranged = public.filter(article__in=slots).order_by()
    sections = Section.objects.filter(IsAnyOf(F("pk"), ArrayParam(PKS_PARAM))).order_by()
    own = public.filter(section=OuterRef("pk"))
    return FeedHead.objects.values_list(
        ArraySubquery(_select_versions(public)[:NEWEST_STORIES]),
        ArraySubquery(_select_versions(arranged, place="article__front_slot__place")),
        ArraySubquery(
            sections.values(
                json=JSONObject(own=ArraySubquery(_select_versions(own)[: SECONDARY_STORIES + STRIP_SIZE]))
            )
        ),
    )


def _select_versions(editions: EditionQuerySet, **more: str) -> Any:
    columns = JSONObject(
        id="article_id",
        version="version",
        end=VISIBLE_UNTIL,
        language="language",
        group=group_number(),
        **more,
    )
    return editions.values(json=columns)


STORIES: CompiledQuery[FeedHead] = CompiledQuery(FeedHead, _query_stories, generic=True)


def _find_stories(page_context: PageContext) -> tuple[set[tuple[int, int]], dict[int, int]]:
    """Return (story, version) of all stories, and the places of those arranged.

    Of translations only one remains, which takes the place of the others.
    """
    section_ids = [pk for section in page_context.main_sections for pk in page_context.with_children(section)]
    row = STORIES.first_row({DATETIME_PARAM: page_context.at, PKS_PARAM: section_ids})
    newest, arranged, strips = ([orjson.loads(text) for text in texts] for texts in row or ((), (), ()))
    stories = [*newest, *arranged, *(story for strip in strips for story in strip["own"])]
    page_context.expire_by(*(datetime.fromisoformat(story["end"]) for story in stories if story["end"]))
    facts = {story["id"]: (story["id"], story["group"], story["language"]) for story in stories}
    chosen = choose_languages(facts.values(), settings.SITE_LANGUAGE)
    versions = {(story["id"], story["version"]) for story in stories if chosen[story["id"]] == story["id"]}
    places: dict[int, int] = {}
    for story in sorted(arranged, key=itemgetter("place")):
        places.setdefault(chosen[story["id"]], story["place"])
    return versions, places


def _arrange_cards(places: Mapping[int, int], all_cards: Sequence[Card]) -> list[Card]:
    """Return the stories that the desk arranged, in its order, if still public."""
    return sorted((c for c in all_cards if c.article_id in places), key=lambda card: places[card.article_id])


def _select_top(newest: Sequence[Card], arranged: Sequence[Card]) -> list[Card]:
    """Return the arranged stories, filled up with the most urgent of the last day."""
    if not newest:
        return []
    arranged_ids = {card.article_id for card in arranged}
    rest = [card for card in _sort_by_urgency(newest) if card.article_id not in arranged_ids]
    return [*arranged, *rest[: max(0, SECONDARY_STORIES + 1 - len(arranged))]]


def _sort_by_urgency(newest: Sequence[Card]) -> list[Card]:
    since = newest[0].first_published_at - NEWS_DAY
    fresh = [card for card in newest if card.first_published_at >= since]
    pool = fresh if len(fresh) > SECONDARY_STORIES else newest[: SECONDARY_STORIES * 2]
    ranked = sorted(pool, key=lambda card: (card.urgency, card.picture is None))
    first = drop_repeated_pictures(ranked, set())
    return sorted(first, key=lambda card: (card.urgency, card.picture is None))


def _build_strips(
    all_cards: Sequence[Card], used: set[int], seen_photos: set[int], page_context: PageContext
) -> Iterable[SectionStrip]:
    for section in page_context.main_sections:
        family = set(page_context.with_children(section))
        own = [card for card in all_cards if card.section_id in family and card.article_id not in used]
        if own:
            yield SectionStrip(
                section, _sort_pictured_first(drop_repeated_pictures(own[:STRIP_SIZE], seen_photos))
            )


def _sort_pictured_first(own: Sequence[Card]) -> list[Card]:
    """Return the cards with the newest pictured one first."""
    return sorted(own, key=lambda card: card is not next((c for c in own if c.picture), None))
