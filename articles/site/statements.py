"""Querysets compiled once. Building SQL costs Django ten times what PostgreSQL takes to answer it by an index."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models

MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
NUMBER = 7_777_777_777_777_777
"""Marks that stand in a compiled statement where the moment of asking and the story's number go."""


@dataclass(slots=True)
class Statement[M: models.Model]:
    """`build` makes the queryset, with the marks for what changes from one asking to the next."""

    model: type[M]
    build: Callable[[], "models.QuerySet[M]"]
    compiled: tuple[str, tuple[Any, ...]] | None = None

    def sql(self, values: Mapping[Any, Any]) -> tuple[str, list[Any]]:
        if self.compiled is None:
            self.compiled = self.build().query.sql_with_params()
        text, params = self.compiled
        return text, [_filled(param, values) for param in params]

    def rows(self, values: Mapping[Any, Any]) -> "Iterator[M]":
        """Instances, what was deferred still deferred; annotations as the database gives them."""
        text, params = self.sql(values)
        yield from self.model._default_manager.raw(text, params)

    def first_row(self, values: Mapping[Any, Any]) -> tuple[Any, ...] | None:
        """The columns as the database gives them."""
        with connection.cursor() as cursor:
            cursor.execute(*self.sql(values))
            row: tuple[Any, ...] | None = cursor.fetchone()
            return row


def _filled(param: Any, values: Mapping[Any, Any]) -> Any:
    try:
        return values.get(param, param)
    except TypeError:  # a list or the like is no mark
        return param
