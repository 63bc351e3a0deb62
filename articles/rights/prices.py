"""Prices of an agency's pictures used in a month, in euros. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class PriceTerms:
    """Terms from the day `since` on; `price` is None if the flat rate covers all uses."""

    since: date
    flat_rate: Decimal = NOTHING
    quota: int | None = None
    """Uses a month that cost nothing more; None is all with a flat rate, and none without."""
    price: Decimal | None = None

    def is_covered(self, number: int) -> bool:
        """Return whether the flat rate covers the use of this number in its month, from 1."""
        return self.flat_rate > 0 if self.quota is None else number <= self.quota


def find_terms(terms: Iterable[PriceTerms], day: date) -> PriceTerms | None:
    """Return the terms in force on a day, the last that have begun."""
    return max((one for one in terms if one.since <= day), key=lambda one: one.since, default=None)


def price_uses(days: Sequence[date], terms: Sequence[PriceTerms]) -> list[Decimal | None]:
    """Return the price of each use of a month, in the order of their days.

    The terms of its day decide about a use; all uses of the month before it count towards the quota. None without
    terms.
    """
    prices: list[Decimal | None] = []
    for number, day in enumerate(days, 1):
        valid = find_terms(terms, day)
        is_covered = valid is not None and valid.is_covered(number)
        prices.append(valid.price if valid is not None and not is_covered else NOTHING if valid else None)
    return prices


def find_flat_rate(terms: Sequence[PriceTerms], first: date, last: date) -> Decimal:
    """Return the flat rate of a month: that of its first day, else of its first terms."""
    begun = sorted((one for one in terms if one.since <= last), key=lambda one: one.since)
    valid = find_terms(begun, first) or next(iter(begun), None)
    return valid.flat_rate if valid else NOTHING
