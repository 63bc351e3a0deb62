"""What tells whether pages made earlier still hold, asked by one small statement on a connection of its own."""

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
    """Pages made under one stamp hold as long as it stands: the log's epoch and number, and the site's mark."""

    epoch: UUID
    n: int
    changed_subquery: int | None


def changed_subquery() -> Subquery:
    return Subquery(SiteRevision.objects.values("changed")[:1])


def overdue_story_subquery() -> Subquery:
    """The scheduled story that should be out by now. In order and limited, so that no plan reads every story for it."""
    return Subquery(Article.objects.due(DATETIME_PARAM).values("pk")[:1])


def _query_head() -> Any:
    return FeedHead.objects.annotate(mark=changed_subquery(), due=overdue_story_subquery()).values_list(
        "epoch", "n", "mark", "due"
    )


@dataclass(slots=True)
class SiteVersionReader:
    """Answers what the stamp is now; a question never gets an answer read before it was asked.

    One connection a process serves all threads: whoever waits for it while a reading that began later than the
    question is done takes that reading.
    """

    clock: Callable[[], datetime] = timezone.now
    lock: Lock = field(default_factory=Lock)
    begun: int = 0
    stamp: SiteVersion | None = None
    wrapper: BaseDatabaseWrapper | None = None
    statement: CompiledQuery[FeedHead] = field(default_factory=lambda: CompiledQuery(FeedHead, _query_head))

    def __call__(self) -> SiteVersion | None:
        """None while nothing has been published, a scheduled story waits to come out, or no database answers."""
        asked = self.begun
        with self.lock:
            if database.is_away:
                self.close()
                return None
            if self.begun <= asked:
                self.begun += 1
                self.stamp = self._read()
            return self.stamp

    def close(self) -> None:
        wrapper, self.wrapper = self.wrapper, None
        if wrapper is not None:
            wrapper.close()

    def _read(self) -> SiteVersion | None:
        try:
            sql, given = self.statement.sql({DATETIME_PARAM: self.clock()})
            row = self._cursor().execute(sql, given, prepare=True).fetchone()
        except (psycopg.Error, DatabaseError, InterfaceError) as error:
            self.close()
            note_error(error)
            return None
        return None if row is None or row[3] is not None else SiteVersion(*row[:3])

    def _cursor(self) -> "psycopg.Cursor[Any]":
        """One that binds on the server, for the prepared statement's sake; Django's own binds before sending."""
        if self.wrapper is None:
            self.wrapper = connections.create_connection(DEFAULT_DB_ALIAS)
            self.wrapper.inc_thread_sharing()
        self.wrapper.ensure_connection()
        cursor: psycopg.Cursor[Any] = psycopg.Cursor(self.wrapper.connection)
        cursor.format = psycopg.pq.Format.BINARY
        return cursor


site_version = SiteVersionReader()
