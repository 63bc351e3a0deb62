"""Keyset pagination: the opaque key is the position of the last story on the page."""

import base64
import binascii
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from django.db.models import QuerySet
from django.http import Http404

from articles.models import Edition
from articles.querysets import EditionQuerySet
from articles.site import date_formats
from articles.site.cards import ARTICLE, FIRST_PUBLISHED, select_card_rows
from newsroom.db.compiled_queries import CompiledQueryVariants, key_param, time_param

MAX_MONTHS = 12
"""So many of the newest months have an anchor each; older years have one a year."""
LAST_TIME, LAST_ID = time_param("time of the last story"), key_param("id of the last story")
"""Placeholders in a compiled query for the position after which a page begins."""
SECTIONS = tuple(key_param(f"section {number}") for number in range(100))
"""Placeholders for a section and those under it; a list shows no more of them."""


@dataclass(frozen=True, slots=True)
class Anchor:
    name: str
    key: str


def build_anchors(newest: datetime, oldest: datetime) -> list[Anchor]:
    """Return links into a list by month and year, empty for one month of stories.

    The key of a month never changes.
    """
    return list(_iterate_anchors(date_formats.to_desk_time(newest), date_formats.to_desk_time(oldest)))


def _iterate_anchors(newest: datetime, oldest: datetime) -> Iterator[Anchor]:
    after = newest.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    for _ in range(MAX_MONTHS):
        if after <= oldest:
            return
        before = _month_before(after)
        yield Anchor(date_formats.format_date(before, "month"), _key_before(after))
        after = before
    first = _month_before(after).year
    for year in range(first, oldest.year - 1, -1):
        ends = after if year == first else after.replace(year=year + 1, month=1)
        if ends > oldest:
            yield Anchor(str(year), _key_before(ends))


def _month_before(month: datetime) -> datetime:
    return (
        month.replace(month=month.month - 1)
        if month.month > 1
        else month.replace(year=month.year - 1, month=12)
    )


def _key_before(time: datetime) -> str:
    # 1 is the lowest id, so a story of that very microsecond is not before the position.
    return ListPosition(time, 1).key


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MAX_MICROSECONDS = 253_402_300_800_000_000  # microseconds to the end of the year 9999
MAX_ID = 2**63


@dataclass(frozen=True, slots=True)
class ListPosition:
    """Position of a story in the order `newest_first`."""

    at: datetime
    article_id: int

    @property
    def key(self) -> str:
        text = f"{(self.at - EPOCH) // timedelta(microseconds=1)}.{self.article_id}"
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, key: str) -> Self:
        """Parse a key; raise Http404 for anything that this module did not write."""
        try:
            text = base64.b64decode(key + "=" * (-len(key) % 4), altchars=b"-_", validate=True).decode(
                "ascii"
            )
            microseconds, article_id = (int(part) for part in text.split("."))
        except (binascii.Error, ValueError) as mistake:
            raise Http404("not a page key") from mistake
        if not (0 <= microseconds < MAX_MICROSECONDS and 0 < article_id < MAX_ID):
            raise Http404("not a page key")
        position = cls(EPOCH + timedelta(microseconds=microseconds), article_id)
        if position.key != key:
            raise Http404("not a page key")
        return position

    @property
    def values(self) -> dict[Any, Any]:
        """Return the values of the placeholders in a compiled query."""
        return {LAST_TIME: self.at, LAST_ID: self.article_id}


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list; `older` is the key of the next page, empty on the last."""

    rows: Sequence[Sequence[Any]]
    older: str
    first: bool


def build_page_query(
    branches: Sequence[EditionQuerySet], size: int, *more: str, older: bool
) -> "QuerySet[Edition, Any]":
    """Return the newest `size` + 1 rows of all branches, if `older` after a position.

    An index holds each branch in order, so several sections are merged and none is sorted whole.
    """
    queries = [
        select_card_rows(_order_editions(branch, older=older), *more)[: size + 1] for branch in branches
    ]
    if len(queries) == 1:
        return queries[0]
    return queries[0].union(*queries[1:], all=True).order_by("-first_published_at", "-article_id")[: size + 1]


def _order_editions(editions: EditionQuerySet, *, older: bool) -> EditionQuerySet:
    return (editions.before(LAST_TIME, LAST_ID) if older else editions).newest_first()


def fetch_page(
    pages: CompiledQueryVariants[Edition],
    values: Mapping[Any, Any],
    before: str | None,
    size: int,
    *variant: Hashable,
) -> ListPage:
    """Return `size` stories after the position `before`, in one query.

    The last argument of the query variants is `older`.
    """
    values = dict(values)
    if before:
        position = ListPosition.read(before)
        values |= position.values
    return cut_page(pages(*variant, bool(before)).tuples(values), size, first=not before)


def cut_page(rows: Sequence[Sequence[Any]], size: int, *, first: bool) -> ListPage:
    page_rows = rows[:size]
    older = (
        ListPosition(page_rows[-1][FIRST_PUBLISHED], page_rows[-1][ARTICLE]).key if len(rows) > size else ""
    )
    return ListPage(page_rows, older, first)
