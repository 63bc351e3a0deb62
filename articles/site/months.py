"""Fixed places in a long list: a month or a year, from whose last story one reads on to the past."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from articles.site import date_formats
from articles.site.pagination import Place

MONTHS = 12
"""So many months before the newest one; what lies before them has a place for each year."""


@dataclass(frozen=True, slots=True)
class Anchor:
    name: str
    key: str


def anchors(newest: datetime, oldest: datetime) -> list[Anchor]:
    """None where all stories are of one month. The same month has the same key whenever it is asked for."""
    return list(_anchors(date_formats.here(newest), date_formats.here(oldest)))


def _anchors(newest: datetime, oldest: datetime) -> Iterator[Anchor]:
    after = newest.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    for _ in range(MONTHS):
        if after <= oldest:
            return
        before = _month_before(after)
        yield Anchor(date_formats.in_form(before, "month"), _until(after))
        after = before
    first = _month_before(after).year
    for year in range(first, oldest.year - 1, -1):
        ends = after if year == first else after.replace(year=year + 1, month=1)
        if ends > oldest:
            yield Anchor(str(year), _until(ends))


def _month_before(month: datetime) -> datetime:
    return (
        month.replace(month=month.month - 1)
        if month.month > 1
        else month.replace(year=month.year - 1, month=12)
    )


def _until(moment: datetime) -> str:
    """Before the first number there is: whatever stands at this very moment is later."""
    return Place(moment, 1).key
