"""Version of the public site, and the changes since the last reading.

One small query on a connection of its own reads both.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from threading import Lock
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, F, Func, Q, Subquery, TextField, Value, When
from django.utils import timezone

from articles.models import Article, FeedHead, SiteChange, SiteRevision
from newsroom.caching.changed_keys import ChangedKeys
from newsroom.db.compiled_queries import DATETIME_PARAM, CompiledQuery, key_param
from newsroom.db.monitor import database, note_error

MAX_MISSED = 1_000
"""A process that has missed more changes drops all pages; the database keeps more."""
NO_CHANGES = 2**62
"""A number that no change has."""
SEEN_NUMBER, SEEN_MARK = key_param("seen number"), key_param("seen mark")


class SiteVersion(NamedTuple):
    """Position of the publication log, and the number of the last other change."""

    epoch: UUID
    n: int
    changed: int | None
    timeline: str = ""
    """Eight hexadecimal digits: the primary's history. It changes if a replica becomes the primary.

    Empty without replicas.
    """


class ReadingStart(NamedTuple):
    """Knowledge of the process when it begins to read the version."""

    seen: SiteVersion | None
    number: int

    def values(self) -> dict[Any, Any]:
        """Return the values of the query's placeholders."""
        seen = self.seen
        return {
            SEEN_NUMBER: seen.n if seen else NO_CHANGES,
            SEEN_MARK: (seen.changed or 0) if seen else NO_CHANGES,
        }


NOTHING_SEEN = ReadingStart(None, 0)


def changed_subquery() -> Subquery:
    return Subquery(SiteRevision.objects.values("number")[:1])


def overdue_story_subquery() -> Subquery:
    """Return the scheduled story that should be published by now.

    It is ordered and limited so that no query plan reads all stories.
    """
    return Subquery(Article.objects.due(DATETIME_PARAM).values("pk")[:1])


def query_version() -> Any:
    """Return the query of epoch, n, mark, due, the keys changed since, and timeline."""
    since_log = Q(source=SiteChange.Numbering.LOG, number__gt=SEEN_NUMBER)
    since_mark = Q(source=SiteChange.Numbering.MARK, number__gt=SEEN_MARK)
    key = Func(F("keys"), function="unnest", output_field=TextField())
    keys = ArraySubquery(SiteChange.objects.filter(since_log | since_mark).values(key=key))
    heads: Any = FeedHead.objects.annotate(
        mark=changed_subquery(), due=overdue_story_subquery(), timeline=_timeline()
    )
    return heads.annotate(keys=Case(When(Q(n__gt=SEEN_NUMBER) | Q(mark__gt=SEEN_MARK), then=keys)))


def _timeline() -> Func | Value:
    if not settings.REPLICAS:
        return Value("")
    return Func(template="left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)", output_field=TextField())


def _query_head() -> Any:
    return query_version().values_list("epoch", "n", "mark", "due", "keys", "timeline")


@dataclass(slots=True)
class SiteChanges:
    """Changes of the site that this process has read.

    Readings may overlap. Each has the changes since the version that was known when it began.
    """

    keys: ChangedKeys = field(default_factory=ChangedKeys)
    seen: SiteVersion | None = None
    _lock: Lock = field(default_factory=Lock)

    def begin(self) -> ReadingStart:
        with self._lock:
            return ReadingStart(self.seen, self.keys.number)

    def finish(self, start: ReadingStart, version: SiteVersion, changed_keys: Sequence[str] | None) -> int:
        """Record a reading; return the last change that content read now includes."""
        with self._lock:
            if self.seen == version:
                return self.keys.number
            if not self._follows(start, version):
                self.keys.end_all()
                self.seen = version
            elif not _is_covered(version, self.seen):
                self.keys.record(changed_keys or ())
                self.seen = _newer(version, self.seen)
            return self.keys.number if self.seen == version else start.number

    def _follows(self, start: ReadingStart, version: SiteVersion) -> bool:
        """Return whether the reading has all changes since its start."""
        seen = start.seen
        if seen is None or self.seen is None or not _have_one_history(seen, self.seen, version):
            return False
        steps = (version.n - seen.n, (version.changed or 0) - (seen.changed or 0))
        return all(0 <= step <= MAX_MISSED for step in steps)

    def newest(self, *versions: SiteVersion | None) -> SiteVersion | None:
        """Return the version that includes these and what was read; None if there is none."""
        with self._lock:
            known = [version for version in (self.seen, *versions) if version is not None]
        return reduce(_newer, known) if known and _have_one_history(*known) else None

    def forget(self) -> None:
        """Forget everything, as a new process knows nothing."""
        with self._lock:
            self.keys.end_all()
            self.seen = None


def _have_one_history(*versions: SiteVersion) -> bool:
    return len({(version.epoch, version.timeline) for version in versions}) == 1


def _is_covered(version: SiteVersion, seen: SiteVersion | None) -> bool:
    return seen is not None and version.n <= seen.n and (version.changed or 0) <= (seen.changed or 0)


def _newer(version: SiteVersion, seen: SiteVersion | None) -> SiteVersion:
    if seen is None:
        return version
    changed = max(version.changed or 0, seen.changed or 0)
    return SiteVersion(version.epoch, max(version.n, seen.n), changed or None, version.timeline)


site_changes = SiteChanges()


@dataclass(slots=True)
class SiteVersionReader:
    """Callable that returns the current version, never one read before the call.

    All threads of a process share one connection. A thread that waits for it takes the result of any reading that
    started after its own call.
    """

    clock: Callable[[], datetime] = timezone.now
    lock: Lock = field(default_factory=Lock)
    readings: int = 0
    version: SiteVersion | None = None
    wrapper: BaseDatabaseWrapper | None = None
    statement: CompiledQuery[FeedHead] = field(default_factory=lambda: CompiledQuery(FeedHead, _query_head))

    def __call__(self) -> SiteVersion | None:
        """Return the version; None before the first story, with one due, or on an error."""
        readings_before = self.readings
        with self.lock:
            if database.is_away:
                self.close()
                return None
            if self.readings <= readings_before:
                self.readings += 1
                self.version = self._read()
            return self.version

    def close(self) -> None:
        wrapper, self.wrapper = self.wrapper, None
        if wrapper is not None:
            wrapper.close()

    def _read(self) -> SiteVersion | None:
        start = site_changes.begin()
        try:
            sql, params = self.statement.sql({DATETIME_PARAM: self.clock(), **start.values()})
            row = self._cursor().execute(sql, params, prepare=True).fetchone()
        except (psycopg.Error, DatabaseError, InterfaceError) as error:
            self.close()
            note_error(error)
            return None
        if row is None:
            return None
        epoch, n, changed, due, keys, timeline = row
        version = SiteVersion(epoch, n, changed, timeline)
        site_changes.finish(start, version, keys)
        return version if due is None else None

    def _cursor(self) -> "psycopg.Cursor[Any]":
        """Return a cursor that binds on the server; Django's binds in the client."""
        if self.wrapper is None:
            self.wrapper = connections.create_connection(DEFAULT_DB_ALIAS)
            self.wrapper.inc_thread_sharing()
        self.wrapper.ensure_connection()
        cursor: psycopg.Cursor[Any] = psycopg.Cursor(self.wrapper.connection)
        cursor.format = psycopg.pq.Format.BINARY
        return cursor


site_version = SiteVersionReader()
