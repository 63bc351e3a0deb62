"""The request log of partners and its daily sums, one statement per request."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from articles.models import FeedRequest, IdempotencyRecord, WebhookMessage
from newsroom.db.compiled_queries import prepared_cursor

REQUEST_RETENTION = timedelta(days=30)
"""Retention of requests and of finished webhook messages."""
ADDRESS_RETENTION = timedelta(days=7)
"""Retention of network addresses of requests."""
IDEMPOTENCY_RETENTION = timedelta(days=7)
"""Time in which an Idempotency-Key repeats the first response."""

ALWAYS = "SELECT"
"""The condition of a request that is recorded in any case."""
IF_CURRENT = """
SELECT metered_minute, metered_in_minute, metered_walk, metered_day, metered_in_day FROM ({found}) AS found
WHERE state = %(state)s AND NOT (
  %(counts)s AND (
    coalesce(metered_day >= %(day)s AND metered_in_day >= %(per_day)s, false)
    OR coalesce(metered_minute >= %(minute)s
      AND CASE WHEN %(walks)s THEN metered_walk ELSE metered_in_minute END >= %(per_minute)s, false)
  )
)
"""
"""The condition of a request whose response is known: nothing has changed and no limit is reached."""
RECORD = """
WITH fits AS MATERIALIZED ({condition}), used AS (
  UPDATE articles_partnerkey SET last_used_at = %(at)s
  WHERE id = %(key)s AND (last_used_at IS NULL OR last_used_at < %(minute)s) AND EXISTS (SELECT FROM fits)
), metered AS (
  INSERT INTO feed_meter AS m (key_id, minute, in_minute, walk_in_minute, day, in_day)
  SELECT %(key)s, %(minute)s, 1 - %(walks)s::int, %(walks)s::int, %(day)s, 1 FROM fits WHERE %(counts)s
  ON CONFLICT (key_id) DO UPDATE SET
    in_minute = EXCLUDED.in_minute + CASE WHEN m.minute >= EXCLUDED.minute THEN m.in_minute ELSE 0 END,
    walk_in_minute = EXCLUDED.walk_in_minute
      + CASE WHEN m.minute >= EXCLUDED.minute THEN m.walk_in_minute ELSE 0 END,
    minute = greatest(m.minute, EXCLUDED.minute),
    in_day = CASE WHEN m.day >= EXCLUDED.day THEN m.in_day + 1 ELSE 1 END,
    day = greatest(m.day, EXCLUDED.day)
), summed AS (
  INSERT INTO feed_day AS d (partner_id, day, endpoint, calls, unchanged, errors, limited, bytes, items)
  SELECT %(partner)s, %(day)s, %(endpoint)s, 1, (%(status)s = 304)::int, (%(status)s >= 400)::int,
    (%(status)s = 429)::int, %(bytes)s, %(items)s FROM fits
  ON CONFLICT (partner_id, day, endpoint) DO UPDATE SET
    calls = d.calls + 1, unchanged = d.unchanged + EXCLUDED.unchanged, errors = d.errors + EXCLUDED.errors,
    limited = d.limited + EXCLUDED.limited, bytes = d.bytes + EXCLUDED.bytes, items = d.items + EXCLUDED.items
), logged AS (
  INSERT INTO feed_request (at, partner_id, key_id, method, endpoint, path, status, problem, bytes, ms, items, reached,
    redactions, ip)
  SELECT %(at)s, %(partner)s, %(key)s, %(method)s, %(endpoint)s, %(path)s, %(status)s, %(problem)s, %(bytes)s, %(ms)s,
    %(items)s, %(reached)s, %(redactions)s::jsonb, %(ip)s::inet
  FROM fits, set_config('synchronous_commit', 'off', true)
)
SELECT fits.* FROM fits
"""
"""No response waits for the disk: a crash may lose the last entries of the request log."""
RECORD_ALWAYS = RECORD.format(condition=ALWAYS)


@dataclass(frozen=True, slots=True)
class AnsweredRequest:
    """A request and its response, as logged."""

    at: datetime
    partner_id: int
    key_id: int
    method: str
    endpoint: str
    path: str
    status: int
    problem: str = ""
    bytes: int = 0
    ms: int = 0
    items: int = 0
    reached: int | None = None
    redactions: Mapping[str, int] = field(default_factory=dict)
    ip: str | None = None
    counts: bool = True
    """Whether the request counts towards the key's limits."""
    walks: bool = False
    """Whether it counts as a page of a walk to the end of the log."""


@dataclass(frozen=True, slots=True)
class KnownState:
    """State from which a known response was made, to compare when it is sent again."""

    found: str
    """The statement that reads the key with `state` and its meter; its parameters are `public` and `at`."""
    public: str
    state: str


class MeterCounts(NamedTuple):
    """Counts of a key before the request, None without a meter."""

    minute: datetime | None
    in_minute: int | None
    walk_in_minute: int | None
    day: date | None
    in_day: int | None


def record_request(request: AnsweredRequest) -> None:
    """Log the request and add it to the day's sums and the key's meter."""
    with prepared_cursor() as cursor:
        cursor.execute(RECORD_ALWAYS, _parameters(request))


def record_if_current(
    execute: Callable[[str, Mapping[str, Any]], Sequence[tuple[Any, ...]]],
    request: AnsweredRequest,
    known: KnownState,
    *,
    per_minute: int,
    per_day: int,
) -> MeterCounts | None:
    """Record a request in one statement if its known response is still right.

    The key, its partner, the log and all else must be in the known state, and no limit may be reached. Otherwise
    nothing is recorded, and the result is None.
    """
    limits = {"public": known.public, "state": known.state, "per_minute": per_minute, "per_day": per_day}
    rows = execute(_record_if_current(known.found), {**_parameters(request), **limits})
    return MeterCounts(*rows[0]) if rows else None


@cache
def _record_if_current(found: str) -> str:
    return RECORD.format(condition=IF_CURRENT.format(found=found))


def _parameters(request: AnsweredRequest) -> dict[str, Any]:
    return {
        "at": request.at,
        "minute": request.at.replace(second=0, microsecond=0),
        "day": request.at.astimezone(UTC).date(),
        "partner": request.partner_id,
        "key": request.key_id,
        "method": request.method,
        "endpoint": request.endpoint,
        "path": request.path[:200],
        "status": request.status,
        "problem": request.problem,
        "bytes": request.bytes,
        "ms": request.ms,
        "items": request.items,
        "reached": request.reached,
        "redactions": json.dumps(dict(request.redactions)),
        "ip": request.ip,
        "counts": request.counts,
        "walks": request.walks,
    }


def delete_old_requests(*, at: datetime) -> None:
    """Delete old addresses, requests, idempotency records and finished messages.

    The sums by day stay.
    """
    FeedRequest.objects.filter(at__lt=at - ADDRESS_RETENTION).exclude(ip=None).update(ip=None)
    FeedRequest.objects.filter(at__lt=at - REQUEST_RETENTION).delete()
    IdempotencyRecord.objects.filter(at__lt=at - IDEMPOTENCY_RETENTION).delete()
    WebhookMessage.objects.filter(created_at__lt=at - REQUEST_RETENTION, due_at=None).delete()
