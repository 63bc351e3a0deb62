"""INSERT and UPDATE of one row by statements built once for each model.

Unlike `Model.save` they send no signals and read no values back that the database computes, such as search documents.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection, models

from newsroom.db.compiled_queries import prepared_cursor


def insert_row(instance: models.Model) -> None:
    """Insert an unsaved instance whose fields all have values; set its key."""
    with prepared_cursor() as cursor:
        cursor.execute(_insert_sql(type(instance)), _column_values(instance))
        (instance.pk,) = cursor.fetchone()
    instance._state.adding, instance._state.db = False, connection.alias


def update_row(instance: models.Model) -> None:
    """Write all columns of a stored instance."""
    with prepared_cursor() as cursor:
        cursor.execute(_update_sql(type(instance)), [*_column_values(instance), instance.pk])


@cache
def _written_fields(model: type[models.Model]) -> Sequence["models.Field[Any, Any]"]:
    return [field for field in model._meta.concrete_fields if not field.primary_key and not field.generated]


@cache
def _insert_sql(model: type[models.Model]) -> str:
    names = [f'"{field.column}"' for field in _written_fields(model)]
    marks = ", ".join(["%s"] * len(names))
    key = model._meta.pk.column
    columns = ", ".join(names)
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks}) RETURNING "{key}"'  # noqa: S608


@cache
def _update_sql(model: type[models.Model]) -> str:
    columns = ", ".join(f'"{field.column}" = %s' for field in _written_fields(model))
    return f'UPDATE "{model._meta.db_table}" SET {columns} WHERE "{model._meta.pk.column}" = %s'  # noqa: S608


def _column_values(instance: models.Model) -> list[Any]:
    return [
        field.get_db_prep_save(getattr(instance, field.attname), connection)
        for field in _written_fields(type(instance))
    ]
