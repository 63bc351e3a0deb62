"""Querysets compiled once. Building SQL costs Django ten times what PostgreSQL takes to answer it by an index.

A statement is prepared by the server at its first asking on a connection, so that it is planned once as well.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import psycopg
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from psycopg.sql import Literal

MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
EARLIER = datetime(2000, 1, 2, tzinfo=UTC)
NUMBER = 7_777_777_777_777_777
OTHER_NUMBER = 7_777_777_777_777_778
NUMBERS = (7_777_777_777_777_779,)
TEXT, TEXTS = "\x02text\x03", ("\x02texts\x03",)
"""Marks that stand in a compiled statement where what changes from one asking to the next goes."""


PLACES = re.compile(r"%[%s]")


class ArrayParam(models.Func):
    """The mark of a list, as one parameter: `NUMBERS` or `TEXTS`."""

    def __init__(self, mark: tuple[Any, ...]) -> None:
        element = models.BigIntegerField() if mark == NUMBERS else models.TextField()
        kind = "bigint" if mark == NUMBERS else "varchar"
        value = models.Value(list(mark), output_field=ArrayField(element))
        super().__init__(value, template=f"%(expressions)s::{kind}[]")


class Prepared(psycopg.Cursor[Any]):
    """Binds and plans on the server; Django's own cursor binds before sending."""

    def execute(self, query: Any, params: Any = None, **how: Any) -> "Prepared":
        super().execute(query, params, prepare=True, **how)
        return self


@contextmanager
def prepared_cursor() -> Iterator[Any]:
    """A cursor for statements that are planned once a connection; through Django's wrapper, so that errors and
    counted queries are the same as everywhere.
    """
    connection.ensure_connection()
    with connection._prepare_cursor(Prepared(connection.connection)) as cursor:  # type: ignore[attr-defined]
        yield cursor


@dataclass(slots=True)
class CompiledQuery[M: models.Model]:
    """`build` makes the queryset, with the marks for what changes from one asking to the next."""

    model: type[M]
    build: Callable[[], "models.QuerySet[M, Any]"]
    around: str = "{}"
    """SQL that reads from the queryset's, which goes where the braces are."""
    compiled: tuple[str, tuple[Any, ...]] | None = None

    def sql(self, values: Mapping[Any, Any]) -> tuple[str, list[Any]]:
        """What never changes stands in the text, so that a plan made for any values knows it is for ready stories."""
        if self.compiled is None:
            text, params = self.build().query.sql_with_params()
            self.compiled = with_constants(self.around.replace("{}", text), params, values)
        text, params = self.compiled
        return text, [_fill_param(param, values) for param in params]

    def rows(self, values: Mapping[Any, Any]) -> "Iterator[M]":
        """Instances, what was deferred still deferred; annotations as the database gives them."""
        with self._asked(values) as cursor:
            columns = [column.name for column in cursor.description or ()]
            found = cursor.fetchall()
        fields = {field.column: field for field in self.model._meta.concrete_fields}
        places = [(place, fields[name]) for place, name in enumerate(columns) if name in fields]
        added = [(place, name) for place, name in enumerate(columns) if name not in fields]
        names = [field.attname for _, field in places]
        readers = [(place, getattr(field, "from_db_value", None)) for place, field in places]
        for row in found:
            facts = [read(row[place], None, connection) if read else row[place] for place, read in readers]
            instance = self.model.from_db(connection.alias, names, facts)
            for place, name in added:
                setattr(instance, name, row[place])
            yield instance

    def first_row(self, values: Mapping[Any, Any]) -> tuple[Any, ...] | None:
        return next(iter(self.tuples(values)), None)

    def tuples(self, values: Mapping[Any, Any]) -> Sequence[tuple[Any, ...]]:
        """The columns as the database gives them: documents as text, times in UTC."""
        with self._asked(values) as cursor:
            return list(cursor.fetchall())

    @contextmanager
    def _asked(self, values: Mapping[Any, Any]) -> Iterator[Any]:
        with prepared_cursor() as cursor:
            cursor.execute(*self.sql(values))
            yield cursor


@dataclass(slots=True)
class CompiledQueryVariants[M: models.Model]:
    """Statements that differ in their shape: one for each set of arguments that `build` has been asked with."""

    model: type[M]
    build: Callable[..., "models.QuerySet[M, Any]"]
    around: str = "{}"
    known: dict[Hashable, CompiledQuery[M]] = field(default_factory=dict)

    def __call__(self, *shape: Hashable) -> CompiledQuery[M]:
        statement = self.known.get(shape)
        if statement is None:
            statement = self.known[shape] = CompiledQuery(self.model, lambda: self.build(*shape), self.around)
        return statement


def with_constants(
    text: str, params: Sequence[Any], values: Mapping[Any, Any]
) -> tuple[str, tuple[Any, ...]]:
    """The statement with every parameter written out that is no mark of `values`."""
    connection.ensure_connection()
    given, left = iter(params), []

    def written(place: "re.Match[str]") -> str:
        if place[0] != "%s":
            return place[0]
        param = next(given)
        if _is_mark(param, values):
            left.append(param)
            return "%s"
        return Literal(param).as_string(connection.connection).replace("%", "%%")

    return PLACES.sub(written, text), tuple(left)


def _is_mark(param: Any, values: Mapping[Any, Any]) -> bool:
    try:
        return (tuple(param) if isinstance(param, list) else param) in values
    except TypeError:
        return False


def _fill_param(param: Any, values: Mapping[Any, Any]) -> Any:
    """What stands for a mark; what is no mark stays. The mark of a list is looked up as a tuple."""
    try:
        return values.get(tuple(param) if isinstance(param, list) else param, param)
    except TypeError:
        return param
