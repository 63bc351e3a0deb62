"""Keyset pagination: rows after the last one shown, found by an index."""

from typing import Any

from django.db.models import Q


def rows_after(
    columns: tuple[str, str], position: tuple[Any, Any], *, ascending: bool = False, computed: bool = False
) -> Q:
    """Return the condition for rows after a position in an order by two columns.

    The second column breaks ties. The bound on the first column alone is redundant, but an index can start at it; an
    OR is tested row by row. A `computed` first column has no index.
    """
    (first, second), (value, number), step = columns, position, "gt" if ascending else "lt"
    further = Q(**{f"{first}__{step}": value}) | Q(**{first: value, f"{second}__{step}": number})
    return further if computed else Q(**{f"{first}__{step}e": value}) & further
