"""The front page: a lead, the day's other big stories, a strip for each section, and what is newest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.http import HttpResponse

from articles.models import Edition
from articles.models.front_page import SLOT_COUNT, FrontSlot
from articles.site.cards import ARTICLE, Card, cards, for_cards, without_repeated_pictures
from articles.site.json_ld import website
from articles.site.page_context import PageContext, SectionSummary
from articles.site.public_view import public_view
from articles.site.render import page

NEWEST = 40
IN_A_STRIP = 4
SECONDARY = 5
LATEST = 15
DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Strip:
    section: SectionSummary
    cards: Sequence[Card]


@public_view()
def front(visit: PageContext) -> HttpResponse:
    rows = list(_rows(visit))
    shown = cards(rows, visit, with_pictures=True)
    latest = shown[:NEWEST]
    seen: set[int] = set()
    top = without_repeated_pictures(_top(latest, _arrange_cards(rows, shown)), seen)
    used = {card.article_id for card in top}
    context = {
        "front": True,
        "lead": top[0] if top else None,
        "second": top[1:3],
        "third": top[3:],
        "latest": latest[:LATEST],
        "strips": list(_strips(shown, used, seen, visit)),
        "data": [website()],
    }
    return page(visit, "site/front.html", context, path="/")


def _rows(visit: PageContext) -> Iterable[Sequence[Any]]:
    """The newest of all and of each section: one query for their numbers, one for the rows, with their place behind."""
    public = Edition.objects.public(at=visit.at).newest_first()
    strips = [
        public.in_section(visit.with_children(section)).values_list("pk", flat=True)[: SECONDARY + IN_A_STRIP]
        for section in visit.main_sections
    ]
    numbers = public.values_list("pk", flat=True)[:NEWEST]
    # By their numbers: in the order of the list, few or no slots would be looked for in the whole archive.
    slots = FrontSlot.objects.order_by("place").values("article")[:SLOT_COUNT]
    arranged = public.filter(article__in=slots).order_by().values_list("pk", flat=True)
    numbers = numbers.union(arranged, *strips).order_by()
    placed = public.filter(pk__in=list(numbers)).annotate(place=F("article__front_slot__place"))
    return for_cards(placed, "place")


def _arrange_cards(rows: Sequence[Sequence[Any]], shown: Sequence[Card]) -> list[Card]:
    """What the desk has put on the front page, in its order; a story that is no longer public has left its place."""
    places = {row[ARTICLE]: row[-1] for row in rows if row[-1]}
    return sorted((c for c in shown if c.article_id in places), key=lambda card: places[card.article_id])


def _top(newest: Sequence[Card], arranged: Sequence[Card]) -> list[Card]:
    """The desk's own order, then the most urgent of the last day of news, pictures first among equals."""
    if not newest:
        return []
    chosen = {card.article_id for card in arranged}
    rest = [card for card in _most_urgent(newest) if card.article_id not in chosen]
    return [*arranged, *rest[: max(0, SECONDARY + 1 - len(arranged))]]


def _most_urgent(newest: Sequence[Card]) -> list[Card]:
    since = newest[0].first_published_at - DAY
    fresh = [card for card in newest if card.first_published_at >= since]
    pool = fresh if len(fresh) > SECONDARY else newest[: SECONDARY * 2]
    ranked = sorted(pool, key=lambda card: (card.urgency, card.picture is None))
    first = without_repeated_pictures(ranked, set())
    return sorted(first, key=lambda card: (card.urgency, card.picture is None))


def _strips(shown: Sequence[Card], used: set[int], seen: set[int], visit: PageContext) -> Iterable[Strip]:
    for section in visit.main_sections:
        family = set(visit.with_children(section))
        own = [card for card in shown if card.section_id in family and card.article_id not in used]
        if own:
            yield Strip(section, _pictured_first(without_repeated_pictures(own[:IN_A_STRIP], seen)))


def _pictured_first(own: Sequence[Card]) -> list[Card]:
    """The newest with a picture opens the strip."""
    return sorted(own, key=lambda card: card is not next((c for c in own if c.picture), None))
