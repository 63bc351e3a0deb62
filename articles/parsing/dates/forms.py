"""Written forms of a date or time, tried in order."""

import re
from collections.abc import Callable, Iterable

type Form[T] = tuple[re.Pattern[str], Callable[[re.Match[str]], T]]
"""A pattern with the reader of its match, which may return None."""


def read_first_form[T](forms: Iterable[Form[T]], text: str, at: int) -> T | None:
    """Return what the first of the forms reads that begins at `at`."""
    for pattern, read in forms:
        match = pattern.match(text, at)
        found = read(match) if match is not None else None
        if found is not None:
            return found
    return None
