"""Querysets compiled once into prepared statements.

Building the SQL takes Django ten times longer than PostgreSQL takes to answer it by an index.
The server prepares a statement at its first execution on a connection, so it is planned only once, too.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import count
from types import SimpleNamespace
from typing import Any, Self

import psycopg
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from psycopg.sql import Literal

PARAMS: dict[Hashable, str] = {}
"""Placeholders in compiled statements for the values of one execution, with their names.

Django prepares a value by its field, so each placeholder is a value of the field's type that nothing else has.
"""


def key_param(name: str) -> int:
    return _declare_param(name, 7_777_777_777_777_777 + len(PARAMS))


def time_param(name: str) -> datetime:
    return _declare_param(name, datetime(2000, 1, 1, tzinfo=UTC) + timedelta(days=len(PARAMS)))


def text_param(name: str) -> str:
    return _declare_param(name, f"\x02{name}\x03")


def keys_param(name: str) -> tuple[int, ...]:
    """Declare the placeholder of a list of keys, to be used in an `ArrayParam`."""
    return _declare_param(name, (7_777_777_777_777_777 + len(PARAMS),))


def texts_param(name: str) -> tuple[str, ...]:
    """Declare the placeholder of a list of texts, to be used in an `ArrayParam`."""
    return _declare_param(name, (f"\x02{name}\x03",))


def _declare_param[T: Hashable](name: str, placeholder: T) -> T:
    if name in PARAMS.values():
        raise ValueError(f"two parameters of compiled queries are named {name!r}: name one by what it means")
    PARAMS[placeholder] = name
    return placeholder


DATETIME_PARAM, TEXT_PARAM, TEXTS_PARAM = time_param("time"), text_param("text"), texts_param("texts")
PK_PARAM, PKS_PARAM, OTHER_PKS_PARAM = key_param("key"), keys_param("keys"), keys_param("other keys")
PLACEHOLDER = re.compile(r"%[%s]")


class ArrayParam(models.Func):
    """Placeholder of a list as one parameter: a mark of `keys_param` or `texts_param`."""

    def __init__(self, mark: tuple[Any, ...]) -> None:
        has_keys = isinstance(mark[0], int)
        element = models.BigIntegerField() if has_keys else models.TextField()
        kind = "bigint" if has_keys else "varchar"
        value = models.Value(list(mark), output_field=ArrayField(element))
        super().__init__(value, template=f"%(expressions)s::{kind}[]")


class IsAnyOf(models.Func):
    """`column = ANY(array)`"""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = models.BooleanField()


class PreparedCursor(psycopg.Cursor[Any]):
    """Cursor that binds and plans on the server; Django's cursor binds in the client."""

    def execute(self, query: Any, params: Any = None, **how: Any) -> "PreparedCursor":
        super().execute(query, params, prepare=True, **how)
        return self


class CompiledCursor(psycopg.RawCursor[Any]):
    """Cursor for compiled queries, whose placeholders are numbered once.

    psycopg would look for those of a long statement at each execution.
    """

    def execute(self, query: Any, params: Any = None, **how: Any) -> "CompiledCursor":
        super().execute(_number_placeholders(query), params, prepare=True, **how)
        return self


@lru_cache(maxsize=512)
def _number_placeholders(text: str) -> bytes:
    numbers = count(1)
    return PLACEHOLDER.sub(lambda mark: f"${next(numbers)}" if mark[0] == "%s" else "%", text).encode()


@contextmanager
def prepared_cursor(kind: type[psycopg.Cursor[Any]] = PreparedCursor) -> Iterator[Any]:
    """Yield a cursor for prepared statements, with Django's errors and query counts."""
    connection.ensure_connection()
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with wrap(kind(connection.connection)) as cursor:  # type: ignore[arg-type]  # the stubs name a wrapper
        yield cursor


@dataclass(frozen=True, slots=True)
class RowLayout:
    """Places of a model's fields, and of annotations, in the rows of a statement."""

    model: type[models.Model]
    names: tuple[str, ...]
    readers: tuple[tuple[int, Callable[..., Any] | None], ...]
    added: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, model: type[models.Model], columns: Sequence[str], start: int = 0) -> Self:
        fields = {field.column: field for field in model._meta.concrete_fields}
        numbered = list(enumerate(columns, start))
        places = [(place, fields[name]) for place, name in numbered if name in fields]
        return cls(
            model,
            tuple(field.attname for _, field in places),
            tuple((place, getattr(field, "from_db_value", None)) for place, field in places),
            tuple((place, name) for place, name in numbered if name not in fields),
        )

    def build(self, row: Sequence[Any]) -> Any:
        """Return the instance of a row with deferred fields left deferred."""
        facts = [read(row[place], None, connection) if read else row[place] for place, read in self.readers]
        instance = self.model.from_db(connection.alias, self.names, facts)
        for place, name in self.added:
            setattr(instance, name, row[place])
        return instance


@dataclass(frozen=True, slots=True)
class ComposedQuery:
    """SQL whose braces stand for querysets and placeholders, in order."""

    text: str
    parts: Sequence[Any]

    def sql_with_params(self) -> tuple[str, list[Any]]:
        text, *gaps = self.text.split("{}")
        params: list[Any] = []
        for part, gap in zip(self.parts, gaps, strict=True):
            is_query = isinstance(part, models.QuerySet)
            sql, part_params = part.query.sql_with_params() if is_query else ("%s", (part,))
            text += sql + gap
            params += part_params
        return text, params


@dataclass(slots=True)
class CompiledQuery[M: models.Model]:
    """Statement compiled from the queryset that `build` returns."""

    model: type[M]
    build: Callable[[], "models.QuerySet[M, Any] | ComposedQuery"]
    around: str = "{}"
    """SQL around the queryset's own, which replaces the braces."""
    generic: bool = False
    """Plan once a connection for any values, where an index gives the order whatever they are.

    PostgreSQL plans a statement with known values each time if that seems cheaper to run. So it does not get to know
    them.
    """
    planned_each_time: bool = False
    """Let PostgreSQL plan each execution with its values, where the best plan depends on how common they are."""
    related: str = ""
    """Foreign key whose instances are read with the rows: the only one of `select_related`."""
    compiled: tuple[str, tuple[Any, ...]] | None = None
    layouts: "tuple[RowLayout, ...]" = ()
    columns: tuple[str, ...] | None = None

    def sql(self, values: Mapping[Any, Any]) -> tuple[str, list[Any]]:
        """Return text and parameters for one execution.

        Constants are written into the text, so that a generic plan can use partial indexes on them.
        """
        text, params = self._compile()
        return text, [_fill_param(param, values) for param in params]

    def named_sql(self, names: Mapping[Any, str]) -> str:
        """Return the text with named parameters, to be part of another statement.

        `names` gives the name of the parameter for each placeholder.
        """
        text, params = self._compile()
        given = iter(params)
        return PLACEHOLDER.sub(
            lambda match: f"%({_fill_param(next(given), names)})s" if match[0] == "%s" else match[0], text
        )

    def _compile(self) -> tuple[str, tuple[Any, ...]]:
        if self.compiled is None:
            built = self.build()
            query = built if isinstance(built, ComposedQuery) else built.query
            text, params = query.sql_with_params()
            text, params = inline_constants(self.around.replace("{}", text), params)
            self.compiled = (_hide_values(text) if self.generic else text), params
        return self.compiled

    def rows(self, values: Mapping[Any, Any]) -> "Iterator[M]":
        """Yield instances with deferred fields left deferred.

        Annotations are raw database values.
        """
        with self._run(values) as cursor:
            if not self.layouts:
                self.layouts = self._find_layouts([column.name for column in cursor.description or ()])
            found = cursor.fetchall()
        layout, *others = self.layouts
        for row in found:
            instance = layout.build(row)
            for other in others:
                is_null = getattr(instance, f"{self.related}_id") is None
                setattr(instance, self.related, None if is_null else other.build(row))
            yield instance

    def _find_layouts(self, columns: Sequence[str]) -> tuple[RowLayout, ...]:
        if not self.related:
            return (RowLayout.of(self.model, columns),)
        related: Any = self.model._meta.get_field(self.related).related_model
        start = columns.index(related._meta.pk.column, 1)  # both rows begin with their key
        return (
            RowLayout.of(self.model, columns[:start]),
            RowLayout.of(related, columns[start:], start),
        )

    def records(self, values: Mapping[Any, Any]) -> Iterator[SimpleNamespace]:
        """Yield the raw columns as attributes; instances take ten times longer to make."""
        with self._run(values) as cursor:
            if self.columns is None:
                self.columns = tuple(column.name for column in cursor.description or ())
            found = cursor.fetchall()
        for row in found:
            yield SimpleNamespace(**dict(zip(self.columns, row, strict=True)))

    def first_row(self, values: Mapping[Any, Any]) -> tuple[Any, ...] | None:
        return next(iter(self.tuples(values)), None)

    def tuples(self, values: Mapping[Any, Any]) -> Sequence[tuple[Any, ...]]:
        """Return the raw columns: JSON documents as text, times in UTC."""
        with self._run(values) as cursor:
            return list(cursor.fetchall())

    @contextmanager
    def _run(self, values: Mapping[Any, Any]) -> Iterator[Any]:
        cursors = connection.cursor() if self.planned_each_time else prepared_cursor(CompiledCursor)
        with cursors as cursor:
            cursor.execute(*self.sql(values))
            yield cursor


@dataclass(slots=True)
class CompiledQueryVariants[M: models.Model]:
    """Compiled queries by the arguments of `build`, one for each combination."""

    model: type[M]
    build: Callable[..., "models.QuerySet[M, Any] | ComposedQuery"]
    around: str = "{}"
    generic: bool = False
    known: dict[Hashable, CompiledQuery[M]] = field(default_factory=dict)

    def __call__(self, *shape: Hashable) -> CompiledQuery[M]:
        statement = self.known.get(shape)
        if statement is None:
            statement = self.known[shape] = CompiledQuery(
                self.model, lambda: self.build(*shape), self.around, self.generic
            )
        return statement


def inline_constants(text: str, params: Sequence[Any]) -> tuple[str, tuple[Any, ...]]:
    """Return the statement with all parameters written out except placeholders."""
    connection.ensure_connection()
    given, left = iter(params), []

    def inline(match: "re.Match[str]") -> str:
        if match[0] != "%s":
            return match[0]
        param = next(given)
        if _is_placeholder(param):
            left.append(param)
            return "%s"
        return Literal(param).as_string(connection.connection).replace("%", "%%")

    return PLACEHOLDER.sub(inline, text), tuple(left)


def _hide_values(text: str) -> str:
    """Return the statement with each value in a subquery, unknown to the planner."""
    return PLACEHOLDER.sub(lambda mark: "(SELECT %s)" if mark[0] == "%s" else mark[0], text)


def _is_placeholder(param: Any) -> bool:
    try:
        return (tuple(param) if isinstance(param, list) else param) in PARAMS
    except TypeError:
        return False


def _fill_param(param: Any, values: Mapping[Any, Any]) -> Any:
    """Return the value of a placeholder; lists are looked up as tuples."""
    placeholder = tuple(param) if isinstance(param, list) else param
    try:
        return values[placeholder]
    except KeyError as missing:
        raise LookupError(f"a compiled query was given no value for {PARAMS[placeholder]!r}") from missing
