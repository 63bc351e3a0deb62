"""Front page and deep pages on a full archive: `python -m tests.benchmarks.bench_archive --stories 100000`.

Asks for the same rows as until November 2026 and as now, in turn: what is arranged on the front page while nothing is,
and pages of the feed at growing depth. Prints both times and ends with 1 if a goal is missed.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.bench_site import ROOT, prepare

ROUNDS = 21
DEPTHS = (0.1, 0.5, 0.9)
FRONT_GOAL, DEEP_GOAL, DEEPER = 20.0, 3.0, 2.0
"""Times as fast as before: the front page, a page half way down; the deepest page against the first, in time."""


def in_turn(*asks: Callable[[], Any]) -> list[float]:
    """Best milliseconds of each, asked in turn so that what else the machine does falls on all alike."""
    taken: list[list[float]] = [[] for _ in asks]
    for _ in range(ROUNDS):
        for ask, times in zip(asks, taken, strict=True):
            begun = time.perf_counter()
            list(ask())
            times.append(1000 * (time.perf_counter() - begun))
    return [min(times) for times in taken]


def front(at: Any) -> float:
    from django.db import connection

    from articles.models import Edition
    from articles.models.front_page import SLOT_COUNT, FrontSlot

    with (
        connection.cursor() as cursor
    ):  # as it is where nobody has arranged anything yet: the planner knows no size
        cursor.execute("TRUNCATE articles_frontslot")
    public = Edition.objects.public(at=at).newest_first()
    slots = FrontSlot.objects.order_by("place").values("article")[:SLOT_COUNT]
    before, now = in_turn(
        lambda: public.filter(article__front_slot__isnull=False).values_list("pk", flat=True)[:SLOT_COUNT],
        lambda: public.filter(article__in=slots).order_by().values_list("pk", flat=True),
    )
    print(f"{'front page, nothing arranged':38}{before:10.1f}{now:10.1f}{before / now:8.1f}")
    return before / now


def deep(at: Any, order: str) -> tuple[float, float]:
    """Times as fast as before half way down, and times as slow as the first page at the greatest depth."""
    from django.db.models import Q

    from articles.feed.pagination import ListCursor
    from articles.feed.story_pages import ORDERS, paginate
    from articles.models import Edition

    column, down = ORDERS[order], order != "published"
    sign, step = ("-", "lt") if down else ("", "gt")
    rows = Edition.objects.public(at=at)
    ordered = rows.order_by(f"{sign}{column}", f"{sign}article_id").only("pk", "article_id", column)
    stories, found = rows.count(), {}
    (first,) = in_turn(lambda: ordered[:51])
    for depth in DEPTHS:
        last = ordered[int(stories * depth)]
        place = ListCursor(getattr(last, column), last.article_id)
        old = Q(**{f"{column}__{step}": place.key}) | Q(
            **{column: place.key, f"article_id__{step}": place.article_id}
        )
        before, now = in_turn(
            lambda old=old: ordered.filter(old)[:51],
            lambda place=place: paginate(ordered, order, "place", lambda _: place)[:51],
        )
        found[depth] = before, now
        print(f"{f'feed by {order}, at {depth:.0%}':38}{before:10.1f}{now:10.1f}{before / now:8.1f}")
    half, deepest = found[DEPTHS[1]], found[DEPTHS[-1]]
    return half[0] / half[1], deepest[1] / first


def main() -> bool:
    from django.db import connection
    from django.utils import timezone

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    at = timezone.now()
    print(f"{'milliseconds':38}{'before':>10}{'now':>10}{'ratio':>8}")
    met = front(at) >= FRONT_GOAL
    for order in ("-published", "published", "-updated"):
        faster, deeper = deep(at, order)
        met &= faster >= DEEP_GOAL and deeper <= DEEPER
        print(f"{f'   at {DEPTHS[-1]:.0%} ÷ first page':38}{'':20}{deeper:8.2f}")
    print(
        f"goals: front ≥ {FRONT_GOAL}, half way ≥ {DEEP_GOAL}, deepest ≤ {DEEPER}: {'met' if met else 'missed'}"
    )
    return met


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--stories", type=int, default=100_000)
    ask.add_argument("--folder", type=Path, default=ROOT / "var" / "bench")
    told = ask.parse_args()
    prepare(told.folder / str(told.stories), told.stories)
    raise SystemExit(0 if main() else 1)
