"""Records of the purges of shared caches by tag."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from articles.actions.permissions import Actor, require_permission
from articles.actions.task_queue import run_now
from articles.models import CachePurgeRound, LogEntry, WithdrawalPurge
from articles.models.publication import Operation
from articles.models.purge_position import ROUND_DELAYS, PurgePosition, retry_delay
from articles.workflow import MOVES


def add_rounds(caches: Iterable[str]) -> None:
    """Add the rounds that a cache lacks; they begin with a purge of everything."""
    known = set(CachePurgeRound.objects.values_list("cache", "round"))
    missing = [(cache, n) for cache in caches for n in range(len(ROUND_DELAYS)) if (cache, n) not in known]
    if missing:
        rounds = [CachePurgeRound(cache=cache, round=n) for cache, n in missing]
        CachePurgeRound.objects.bulk_create(rounds, ignore_conflicts=True)


def set_target(row: CachePurgeRound, target: PurgePosition, *, at: datetime) -> None:
    """Set up to which position a later round purges next."""
    CachePurgeRound.objects.filter(pk=row.pk, target__isnull=True).update(target=list(target), target_at=at)


@transaction.atomic
def record_purge(row: CachePurgeRound, position: PurgePosition, *, state: str, at: datetime) -> bool:
    """Record that the cache confirmed the purges up to the position.

    Return false, with nothing recorded, if another worker has recorded a purge meanwhile.
    """
    current = CachePurgeRound.objects.select_for_update().get(pk=row.pk)
    if current.position != row.position:
        return False
    if current.round == 0:
        _record_withdrawals(current, position, at)
    current.position, current.state, current.purged_at = list(position), state, at
    current.target = current.target_at = None
    _forget_failure(current)
    current.save()
    return True


def _record_withdrawals(row: CachePurgeRound, position: PurgePosition, at: datetime) -> None:
    """Record when the cache dropped the stories withdrawn since its last purge."""
    before = PurgePosition.parse(row.position)
    if before is None or before.epoch != position.epoch:
        return
    withdrawn = LogEntry.objects.filter(
        seq__gt=before.log, seq__lte=position.log, op__in=(Operation.WITHHOLD, Operation.CANCEL)
    )
    purges = [
        WithdrawalPurge(cache=row.cache, seq=seq, at=at) for seq in withdrawn.values_list("seq", flat=True)
    ]
    WithdrawalPurge.objects.bulk_create(purges, ignore_conflicts=True)


def _forget_failure(row: CachePurgeRound) -> None:
    row.failing_since, row.problem, row.attempts, row.retry_at = None, "", 0, None


@transaction.atomic
def record_failure(row: CachePurgeRound, problem: str, *, at: datetime) -> None:
    """Record that the cache did not confirm a purge, and when to try again."""
    current = CachePurgeRound.objects.select_for_update().get(pk=row.pk)
    if current.position != row.position:
        return
    current.attempts += 1
    current.failing_since = current.failing_since or at
    current.problem = problem[:300]
    current.retry_at = at + retry_delay(current.attempts)
    current.save()


@transaction.atomic
def retry_purges(*, by: Actor) -> int:
    """Try failing purges again at once; return how many wait."""
    require_permission(by, MOVES["withhold"].needs)
    waiting = CachePurgeRound.objects.exclude(failing_since=None).update(retry_at=None)
    transaction.on_commit(start_purge, robust=True)
    return waiting


def start_purge() -> None:
    """Purge the shared caches at once instead of at the worker's next round."""
    if settings.PURGE_URLS:
        run_now("purge_shared_cache")
