"""Keyset paging by an opaque key: the place of the last story shown, never a page number."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from django.http import Http404

from articles.models import Edition
from articles.querysets import EditionQuerySet

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FARTHEST = 253_402_300_800_000_000  # microseconds to the end of the year 9999
LARGEST_NUMBER = 2**63


@dataclass(frozen=True, slots=True)
class Place:
    """Where a story stands in the order `newest_first`."""

    at: datetime
    article_id: int

    @property
    def key(self) -> str:
        text = f"{(self.at - EPOCH) // timedelta(microseconds=1)}.{self.article_id}"
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, key: str) -> Self:
        """Raises Http404 for anything this module did not write."""
        try:
            text = base64.b64decode(key + "=" * (-len(key) % 4), altchars=b"-_", validate=True).decode(
                "ascii"
            )
            moment, number = (int(part) for part in text.split("."))
        except (binascii.Error, ValueError) as mistake:
            raise Http404("not a page key") from mistake
        if not (0 <= moment < FARTHEST and 0 < number < LARGEST_NUMBER):
            raise Http404("not a page key")
        place = cls(EPOCH + timedelta(microseconds=moment), number)
        if place.key != key:
            raise Http404("not a page key")
        return place


def place_of(edition: Edition) -> Place:
    return Place(edition.first_published_at, edition.article_id)


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of a list; `older` is the key of the next, empty on the last."""

    editions: Sequence[Edition]
    older: str
    first: bool


def one_page(editions: EditionQuerySet, before: str | None, size: int) -> Slice:
    """`size` stories newest first, after the place `before` names; one query."""
    rows = editions.newest_first()
    if before:
        place = Place.read(before)
        rows = rows.before(place.at, place.article_id)
    found = list(rows[: size + 1])
    shown = found[:size]
    return Slice(shown, place_of(shown[-1]).key if len(found) > size else "", first=not before)
