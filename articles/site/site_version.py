"""Version of the public site, read by one small query on a connection of its own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Subquery
from django.utils import timezone

from articles.models import Article, FeedHead, SiteRevision
from newsroom.db.compiled_queries import DATETIME_PARAM, CompiledQuery
from newsroom.db.monitor import database, note_error


class SiteVersion(NamedTuple):
    """Position of the publication log, and the last change of anything else on pages.

    A page is current as long as the version it was built for.
    """

    epoch: UUID
    n: int
    changed: int | None


def changed_subquery() -> Subquery:
    return Subquery(SiteRevision.objects.values("changed")[:1])


def overdue_story_subquery() -> Subquery:
    """Return the scheduled story that should be published by now.

    It is ordered and limited so that no query plan reads all stories.
    """
    return Subquery(Article.objects.due(DATETIME_PARAM).values("pk")[:1])


def _query_head() -> Any:
    return FeedHead.objects.annotate(mark=changed_subquery(), due=overdue_story_subquery()).values_list(
        "epoch", "n", "mark", "due"
    )


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
        try:
            sql, params = self.statement.sql({DATETIME_PARAM: self.clock()})
            row = self._cursor().execute(sql, params, prepare=True).fetchone()
        except (psycopg.Error, DatabaseError, InterfaceError) as error:
            self.close()
            note_error(error)
            return None
        return None if row is None or row[3] is not None else SiteVersion(*row[:3])

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
