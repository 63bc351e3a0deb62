"""Paging by place: the rows that follow the last one shown, found by an index however far down they are."""

from typing import Any

from django.db.models import Q


def rows_behind(
    columns: tuple[str, str], place: tuple[Any, Any], *, ascending: bool = False, computed: bool = False
) -> Q:
    """Return the condition for rows that follow a place in an order by two columns, of which the second settles ties.

    The bound on the first alone says nothing new, but is what an index can begin at: an OR is tested row by row.
    A first column that is `computed` has no index.
    """
    (first, second), (value, number), step = columns, place, "gt" if ascending else "lt"
    further = Q(**{f"{first}__{step}": value}) | Q(**{first: value, f"{second}__{step}": number})
    return further if computed else Q(**{f"{first}__{step}e": value}) & further
