"""Progress of a withdrawal in each shared cache that is purged by tag."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max

from articles.models import Article, CachePurgeRound, LogEntry, WithdrawalPurge
from articles.models.publication import Operation
from articles.models.purge_position import PurgePosition
from newsroom.caching.purge import name_cache

PURGE_GRACE = timedelta(seconds=20)
"""A purge that takes longer is an alarm: the worker does not run, or the cache does not answer."""
WITHDRAWING = (Operation.WITHHOLD, Operation.CANCEL)


@dataclass(frozen=True, slots=True)
class CachePurgeProgress:
    """Purge of a withdrawn story in one cache; times are None until it is confirmed."""

    cache: str
    is_purged: bool
    purged_at: datetime | None
    """None also for a purge that was part of the first purge of everything."""
    is_repeated: bool
    """Whether the last round has purged it again."""
    failing_since: datetime | None
    problem: str


@dataclass(frozen=True, slots=True)
class UnpurgedWithdrawal:
    """Withdrawn story that a cache may still show."""

    article_id: int
    cache: str
    since: datetime
    problem: str


def list_cache_purges(article: Article) -> Iterator[CachePurgeProgress]:
    """Yield the progress of the story's last withdrawal in each cache of the settings."""
    seq = LogEntry.objects.filter(article=article, op__in=WITHDRAWING).aggregate(last=Max("seq"))["last"]
    caches = _list_caches()
    if seq is None or not caches:
        return
    confirmed = dict(WithdrawalPurge.objects.filter(seq=seq, cache__in=caches).values_list("cache", "at"))
    rounds: dict[str, list[CachePurgeRound]] = {cache: [] for cache in caches}
    for row in CachePurgeRound.objects.filter(cache__in=caches).order_by("round"):
        rounds[row.cache].append(row)
    for cache, rows in rounds.items():
        first = rows[0] if rows else CachePurgeRound()
        yield CachePurgeProgress(
            cache,
            is_purged=_covers(first, seq),
            purged_at=confirmed.get(cache),
            is_repeated=bool(rows) and _covers(rows[-1], seq),
            failing_since=first.failing_since,
            problem=first.problem,
        )


def find_unpurged_withdrawals(at: datetime) -> Iterator[UnpurgedWithdrawal]:
    """Yield withdrawals that a cache did not confirm in time, one of each story."""
    for row in CachePurgeRound.objects.filter(cache__in=_list_caches(), round=0):
        position = PurgePosition.parse(row.position)
        entries = LogEntry.objects.filter(op__in=WITHDRAWING, seq__gt=position.log if position else 0)
        late = entries.filter(at__lt=at - PURGE_GRACE, at__gt=at - timedelta(days=7))
        for entry in late.order_by("article_id", "-seq").distinct("article"):
            yield UnpurgedWithdrawal(entry.article_id, row.cache, entry.at, row.problem)


def list_failing_caches(at: datetime) -> "list[CachePurgeRound]":
    """Return the caches that have not confirmed a purge for some time."""
    failing = CachePurgeRound.objects.filter(cache__in=_list_caches(), failing_since__lt=at - PURGE_GRACE)
    return list(failing.filter(round=0).order_by("failing_since"))


def _list_caches() -> list[str]:
    return list(dict.fromkeys(map(name_cache, settings.PURGE_URLS))) if settings.CDN else []


def _covers(row: CachePurgeRound, seq: int) -> bool:
    position = PurgePosition.parse(row.position)
    return position is not None and position.log >= seq
