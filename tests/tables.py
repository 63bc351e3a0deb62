"""Tests of a whole table, which report every row that is wrong."""

from collections.abc import Callable, Iterable
from inspect import signature
from typing import Any

import pytest


def each_of(rows: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Return a decorator for a test of one row, or of one tuple of values, that is to hold for all of them.

    One case for each of thousands of rows would cost more time than the rows.
    """
    table = list(rows)

    def decorate(test: Callable[..., None]) -> Callable[[], None]:
        takes_many = len(signature(test).parameters) > 1

        def test_all() -> None:
            wrong = [line for row in table for line in find_failure(test, row if takes_many else (row,))]
            if wrong or not table:
                pytest.fail(
                    f"{len(wrong)} of {len(table)} rows are wrong:\n" + "\n".join(wrong), pytrace=False
                )

        test_all.__name__, test_all.__module__ = test.__name__, test.__module__
        test_all.__qualname__, test_all.__doc__ = test.__qualname__, test.__doc__
        return test_all

    return decorate


def find_failure(test: Callable[..., None], row: Iterable[Any]) -> list[str]:
    """Return the row with its failure, or nothing."""
    try:
        test(*row)
    except (AssertionError, pytest.fail.Exception) as failure:
        return [f"{row!r}\n    {str(failure).replace(chr(10), chr(10) + '    ')}"]
    return []
