"""Front page: lead, other top stories, a strip for each section, latest headlines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.http import HttpResponse

from articles.models import Edition
from articles.models.front_page import SLOT_COUNT, FrontSlot
from articles.site.cards import ARTICLE, Card, build_cards, drop_repeated_pictures, select_card_rows
from articles.site.json_ld import website
from articles.site.page_context import PageContext, SectionSummary
from articles.site.public_view import public_view
from articles.site.render import render_page

NEWEST_STORIES = 40
STRIP_SIZE = 4
SECONDARY_STORIES = 5
LATEST_HEADLINES = 15
NEWS_DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class SectionStrip:
    section: SectionSummary
    cards: Sequence[Card]


@public_view()
def front(page_context: PageContext) -> HttpResponse:
    rows = list(_query_rows(page_context))
    all_cards = build_cards(rows, page_context, with_pictures=True)
    latest = all_cards[:NEWEST_STORIES]
    seen_photos: set[int] = set()
    top = drop_repeated_pictures(_select_top(latest, _arrange_cards(rows, all_cards)), seen_photos)
    used = {card.article_id for card in top}
    context = {
        "front": True,
        "lead": top[0] if top else None,
        "secondary": top[1:3],
        "more_top": top[3:],
        "latest": latest[:LATEST_HEADLINES],
        "strips": list(_build_strips(all_cards, used, seen_photos, page_context)),
        "json_ld": [website()],
    }
    return render_page(page_context, "site/front.html", context, path="/")


def _query_rows(page_context: PageContext) -> Iterable[Sequence[Any]]:
    """Return rows of the newest stories of all and of each section, in two queries."""
    public = Edition.objects.public(at=page_context.at).newest_first()
    strips = [
        public.in_section(page_context.with_children(section)).values_list("pk", flat=True)[
            : SECONDARY_STORIES + STRIP_SIZE
        ]
        for section in page_context.main_sections
    ]
    edition_ids = public.values_list("pk", flat=True)[:NEWEST_STORIES]
    # In the order of the list, PostgreSQL would search the whole archive for few or no slots.
    slots = FrontSlot.objects.order_by("place").values("article")[:SLOT_COUNT]
    arranged = public.filter(article__in=slots).order_by().values_list("pk", flat=True)
    edition_ids = edition_ids.union(arranged, *strips).order_by()
    placed = public.filter(pk__in=list(edition_ids)).annotate(place=F("article__front_slot__place"))
    return select_card_rows(placed, "place")


def _arrange_cards(rows: Sequence[Sequence[Any]], all_cards: Sequence[Card]) -> list[Card]:
    """Return the stories that the desk arranged, in its order, if still public."""
    places = {row[ARTICLE]: row[-1] for row in rows if row[-1]}
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
