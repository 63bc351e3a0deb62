"""Keyset paging by an opaque key: the place of the last story shown, never a page number."""

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
from newsroom.db.compiled_queries import EARLIER_PARAM, OTHER_PK_PARAM, CompiledQueryVariants

MAX_MONTHS = 12
"""So many months before the newest one; what lies before them has a place for each year."""


@dataclass(frozen=True, slots=True)
class Anchor:
    name: str
    key: str


def build_anchors(newest: datetime, oldest: datetime) -> list[Anchor]:
    """None where all stories are of one month. The same month has the same key whenever it is asked for."""
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


def _key_before(moment: datetime) -> str:
    """Before the first number there is: whatever stands at this very moment is later."""
    return ListPosition(moment, 1).key


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MAX_MICROSECONDS = 253_402_300_800_000_000  # microseconds to the end of the year 9999
MAX_ID = 2**63


@dataclass(frozen=True, slots=True)
class ListPosition:
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
            microseconds, article_id = (int(part) for part in text.split("."))
        except (binascii.Error, ValueError) as mistake:
            raise Http404("not a page key") from mistake
        if not (0 <= microseconds < MAX_MICROSECONDS and 0 < article_id < MAX_ID):
            raise Http404("not a page key")
        place = cls(EPOCH + timedelta(microseconds=microseconds), article_id)
        if place.key != key:
            raise Http404("not a page key")
        return place


def position_of(edition: Edition) -> ListPosition:
    return ListPosition(edition.first_published_at, edition.article_id)


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list; `older` is the key of the next, empty on the last."""

    rows: Sequence[Sequence[Any]]
    older: str
    first: bool


def build_page_query(
    branches: Sequence[EditionQuerySet], size: int, *more: str, older: bool
) -> "QuerySet[Edition, Any]":
    """The newest `size` of all branches and one more, as rows for cards; `older` than a marked place or of all.

    A branch is what one index holds in order: several sections are walked side by side, none is sorted whole.
    """
    shown = [select_card_rows(_order_editions(branch, older=older), *more)[: size + 1] for branch in branches]
    if len(shown) == 1:
        return shown[0]
    return shown[0].union(*shown[1:], all=True).order_by("-first_published_at", "-article_id")[: size + 1]


def _order_editions(editions: EditionQuerySet, *, older: bool) -> EditionQuerySet:
    """The first condition tells the index where to begin, the second settles ties."""
    if not older:
        return editions.newest_first()
    begun = editions.filter(first_published_at__lte=EARLIER_PARAM)
    return begun.before(EARLIER_PARAM, OTHER_PK_PARAM).newest_first()


def fetch_page(
    pages: CompiledQueryVariants[Edition],
    values: Mapping[Any, Any],
    before: str | None,
    size: int,
    *shape: Hashable,
) -> ListPage:
    """`size` stories newest first, after the place `before` names; one query. The family's last argument is `older`."""
    asked = dict(values)
    if before:
        place = ListPosition.read(before)
        asked |= {EARLIER_PARAM: place.at, OTHER_PK_PARAM: place.article_id}
    return cut_page(pages(*shape, bool(before)).tuples(asked), size, first=not before)


def cut_page(found: Sequence[Sequence[Any]], size: int, *, first: bool) -> ListPage:
    shown = found[:size]
    older = ListPosition(shown[-1][FIRST_PUBLISHED], shown[-1][ARTICLE]).key if len(found) > size else ""
    return ListPage(shown, older, first)
