"""INSERT and UPDATE of single rows by statements built once.

Unlike `Model.save` they send no signals and read no values back that the database computes, such as search documents.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection, models

from newsroom.db.compiled_queries import prepared_cursor

PLAIN_TYPES: frozenset[type] = frozenset({int, bool, datetime, type(None)})
TEXT_TYPES: frozenset[type] = frozenset({str, type(None)})
"""Types of values that need no preparation by their field, which takes longer than to send them."""


def insert_row(instance: models.Model) -> None:
    """Insert an unsaved instance whose fields all have values; set its key."""
    write_rows(inserted=[instance])


def write_rows(*, updated: Sequence[models.Model] = (), inserted: Sequence[models.Model] = ()) -> None:
    """Update and insert single rows in one statement; set the keys of those inserted.

    PostgreSQL runs the parts in any order, and none sees what another has written.
    """
    parameters: list[Any] = []
    for instance in updated:
        parameters += [*column_values(instance), instance.pk]
    for instance in inserted:
        parameters += column_values(instance)
    with prepared_cursor() as cursor:
        cursor.execute(_write_sql(*(tuple(map(type, rows)) for rows in (updated, inserted))), parameters)
        keys = cursor.fetchone()
    for instance, key in zip(inserted, keys[1:], strict=True):
        mark_inserted(instance, key)


def mark_inserted(instance: models.Model, key: Any) -> None:
    instance.pk = key
    instance._state.adding, instance._state.db = False, connection.alias


@cache
def insert_sql(model: type[models.Model], expressions: tuple[tuple[str, str], ...] = ()) -> str:
    """Return the INSERT without RETURNING.

    `expressions` replace the placeholders of columns.
    """
    given = dict(expressions)
    names = [str(field.column) for field in _written_fields(model)]
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join(given.get(name, "%s") for name in names)
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})'  # noqa: S608


def column_values(instance: models.Model) -> list[Any]:
    """Return the parameters of the instance's INSERT."""
    values = []
    for field, plain_types in _written_fields(type(instance)).items():
        value = getattr(instance, field.attname)
        values.append(value if type(value) in plain_types else field.get_db_prep_save(value, connection))
    return values


@cache
def _write_sql(updated: Sequence[type[models.Model]], inserted: Sequence[type[models.Model]]) -> str:
    parts = [f"updated_{place} AS ({_update_sql(model)})" for place, model in enumerate(updated)]
    parts += [
        f'inserted_{place} AS ({insert_sql(model)} RETURNING "{model._meta.pk.column}" AS key)'
        for place, model in enumerate(inserted)
    ]
    keys = [f"(SELECT key FROM inserted_{place})" for place in range(len(inserted))]  # noqa: S608
    return f"WITH {', '.join(parts)} SELECT {', '.join(['1', *keys])}"


def _update_sql(model: type[models.Model]) -> str:
    columns = ", ".join(f'"{field.column}" = %s' for field in _written_fields(model))
    return f'UPDATE "{model._meta.db_table}" SET {columns} WHERE "{model._meta.pk.column}" = %s'  # noqa: S608


@cache
def _written_fields(model: type[models.Model]) -> "dict[models.Field[Any, Any], frozenset[type]]":
    """Return the fields, each with the types of values that need no preparation."""
    return {
        field: _plain_types(field)
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.generated
    }


def _plain_types(field: "models.Field[Any, Any]") -> frozenset[type]:
    if isinstance(field, models.CharField | models.TextField):
        return TEXT_TYPES
    if isinstance(
        field, models.IntegerField | models.BooleanField | models.DateTimeField | models.ForeignKey
    ):
        return PLAIN_TYPES
    return frozenset()
