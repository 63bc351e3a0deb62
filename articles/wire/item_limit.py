"""Limits of items in one file, so that a hostile one cannot occupy a worker. Pure."""

from collections.abc import Sized
from typing import Final

from articles.parsing.errors import WireFileIsInvalid

MAX_ITEMS: Final = 2_000
MAX_PARTS: Final = 3_000
"""Components of NewsML 1; the largest files of agencies have some hundred."""


def check_count(found: Sized, form: str, name: str, limit: int = MAX_ITEMS) -> None:
    """Raise WireFileIsInvalid for more elements of a name than any agency sends."""
    if len(found) > limit:
        raise WireFileIsInvalid(format=form, problem=f"{name} × {len(found):,}")
