"""Purge of shared caches by tag, from the changes that the database has recorded.

Each cache has a position in the changes, which moves when the cache has confirmed the purge: a worker that is killed
in between sends the same tags again. A page that was built before a change may reach the cache after the purge.
Later rounds therefore purge the same tags again.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from django.conf import settings
from django.db import connection
from django.utils import translation

from articles.actions.publication.cache_purges import add_rounds, record_failure, record_purge, set_target
from articles.models import CachePurgeRound
from articles.models.purge_position import ROUND_DELAYS, PurgePosition
from articles.site.changed_tags import list_tags
from articles.site.page_context import SiteState
from articles.site.site_version import MAX_MISSED, SiteVersion
from newsroom.caching.cache_tags import PAGES, SITE
from newsroom.caching.purge import PurgeFailed, name_cache, purge_tags

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class PurgePlan:
    """Tags that a round sends to a cache, and its position afterwards."""

    row: CachePurgeRound
    url: str
    tags: Sequence[str]
    position: PurgePosition
    state: str


@dataclass(slots=True)
class PurgePlanner:
    at: datetime
    readings: dict[PurgePosition | None, tuple[SiteState, list[str]]] = field(default_factory=dict)

    def plan(self, row: CachePurgeRound, url: str, first: CachePurgeRound) -> PurgePlan | None:
        """Return what the round has to purge now; None for nothing."""
        if row.retry_at is not None and self.at < row.retry_at:
            return None
        return self._plan_first(row, url) if row.round == 0 else self._plan_repeat(row, url, first)

    def _plan_first(self, row: CachePurgeRound, url: str) -> PurgePlan | None:
        before = PurgePosition.parse(row.position)
        state, keys = self._read(before)
        version, digest = state.version, state.digest_pages()
        if version is None:
            return None
        states = (before.states if before else 0) + (digest != row.state)
        position = PurgePosition(str(version.epoch), version.n, version.changed or 0, states)
        if position == before:
            return None
        return PurgePlan(row, url, _list_tags(before, position, keys), position, digest)

    def _plan_repeat(self, row: CachePurgeRound, url: str, first: CachePurgeRound) -> PurgePlan | None:
        before, target = PurgePosition.parse(row.position), PurgePosition.parse(row.target)
        if target is None or row.target_at is None:
            newest = PurgePosition.parse(first.position)
            if newest is not None and newest != before:
                set_target(row, newest, at=first.purged_at or self.at)
            return None
        if self.at < row.target_at + ROUND_DELAYS[row.round]:
            return None
        return PurgePlan(row, url, _list_tags(before, target, self._read(before)[1]), target, "")

    def _read(self, before: PurgePosition | None) -> tuple[SiteState, list[str]]:
        """Return the state and the keys changed since the position."""
        if before not in self.readings:
            seen = SiteVersion(before.epoch_id, before.log, before.mark) if before else None
            with translation.override(settings.SITE_LANGUAGE):
                self.readings[before] = SiteState.read_since(self.at, seen)
        return self.readings[before]


def _list_tags(before: PurgePosition | None, position: PurgePosition, keys: Sequence[str]) -> list[str]:
    """Return the tags of the changes between two positions.

    Unknown changes purge everything.
    """
    if before is None or before.epoch != position.epoch:
        return [SITE]
    steps = position.log - before.log, position.mark - before.mark
    if not all(0 <= step <= MAX_MISSED for step in steps):
        return [SITE]
    tags = list_tags(keys)
    return [PAGES, *tags] if position.states != before.states and SITE not in tags else tags


def purge_caches(now: Callable[[], datetime]) -> int:
    """Purge each cache of the changes since its last purge.

    Return how many purges were confirmed.
    """
    plans = list(_list_plans(now()))
    if not plans:
        return 0
    if not connection.in_atomic_block:
        connection.close()  # a cache may hang
    with ThreadPoolExecutor(len(plans)) as senders:
        problems = list(senders.map(_send, plans))
    for plan, problem in zip(plans, problems, strict=True):
        _record(plan, problem, now())
    return problems.count("")


def _list_plans(at: datetime) -> Iterator[PurgePlan]:
    """Yield what each round of each cache has to purge now."""
    urls = {name_cache(url): url for url in settings.PURGE_URLS}
    add_rounds(urls)
    planner, first_rounds = PurgePlanner(at), dict[str, CachePurgeRound]()
    rows = CachePurgeRound.objects.filter(cache__in=urls, round__lt=len(ROUND_DELAYS)).order_by("round")
    for row in rows:
        first = first_rounds.setdefault(row.cache, row)
        plan = planner.plan(row, urls[row.cache], first)
        if plan is not None:
            yield plan


def _send(plan: PurgePlan) -> str:
    """Send the tags; return the problem, empty if the cache confirmed them."""
    try:
        if plan.tags:
            purge_tags(plan.url, plan.tags)
    except PurgeFailed as failure:
        return str(failure)
    return ""


def _record(plan: PurgePlan, problem: str, at: datetime) -> None:
    if problem:
        log.warning("a shared cache was not purged", cache=plan.row.cache, problem=problem)
        record_failure(plan.row, problem, at=at)
    else:
        record_purge(plan.row, plan.position, state=plan.state, at=at)
