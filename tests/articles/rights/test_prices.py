from datetime import date
from decimal import Decimal

from articles.rights.prices import PriceTerms, find_flat_rate, price_uses
from tests.tables import each_of

MAY, JUNE, NEXT_YEAR = date(2026, 5, 1), date(2026, 6, 1), date(2027, 1, 1)
EACH = PriceTerms(MAY, price=Decimal(30))
FLAT = PriceTerms(MAY, flat_rate=Decimal(500))
QUOTA = PriceTerms(MAY, flat_rate=Decimal(500), quota=2, price=Decimal("12.50"))


@each_of([
    ([EACH], [30, 30, 30]),
    ([FLAT], [0, 0, 0]),
    ([QUOTA], [0, 0, Decimal("12.50")]),
    ([PriceTerms(MAY, quota=1, price=Decimal(8))], [0, 8, 8]),
    ([PriceTerms(MAY, flat_rate=Decimal(9), quota=0, price=Decimal(8))], [8, 8, 8]),
    ([PriceTerms(NEXT_YEAR, price=Decimal(8))], [None, None, None]),
    ([], [None, None, None]),
])  # fmt: skip
def test_a_use_costs_what_the_flat_rate_does_not_cover(terms: list[PriceTerms], prices: list[Decimal | None]):
    assert price_uses([date(2026, 5, day) for day in (2, 3, 4)], terms) == prices


def test_terms_that_change_within_a_month_decide_from_their_day_on_and_the_quota_counts_all_uses():
    changed = PriceTerms(date(2026, 5, 10), flat_rate=Decimal(800), quota=3, price=Decimal(20))
    days = [date(2026, 5, day) for day in (1, 2, 9, 10, 11)]

    assert price_uses(days, [changed, QUOTA]) == [0, 0, Decimal("12.50"), 20, 20]


@each_of([
    ([FLAT, PriceTerms(date(2026, 5, 10), flat_rate=Decimal(800))], 500),
    ([PriceTerms(date(2026, 5, 10), flat_rate=Decimal(800))], 800),
    ([FLAT, PriceTerms(JUNE, flat_rate=Decimal(800))], 500),
    ([PriceTerms(JUNE, flat_rate=Decimal(800))], 0),
])  # fmt: skip
def test_the_flat_rate_of_a_month_is_that_of_its_first_day_or_its_first_terms(
    terms: list[PriceTerms], rate: int
):
    assert find_flat_rate(terms, MAY, date(2026, 5, 31)) == rate
