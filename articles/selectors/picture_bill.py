"""Uses of agencies' pictures in a month, with their prices.

A photo in a story is one use, at the time of the publication that first showed it there. A photo that was replaced
later was used; a correction, a republication or a withdrawal changes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import connection
from django.utils import timezone

from articles.models import Agency, PictureTerms
from articles.rights.prices import NOTHING, PriceTerms, find_flat_rate, find_terms, price_uses
from articles.selectors.agency_usage import Month

# The log has the time of each version: a reissued edition keeps the time of the one before, and an imported story was
# published elsewhere. The month's stories are found first, so that older ones are not read.
USES = """
WITH touched AS (
    SELECT DISTINCT article_id FROM feed_log WHERE op = 'put' AND at >= %(begin)s AND at < %(end)s
), first_shown AS (
    SELECT DISTINCT ON (edition.article_id, photo_id) edition.article_id, photo_id, edition.version,
        edition.headline, placement ->> 'role' AS role
    FROM touched JOIN articles_edition edition USING (article_id),
        jsonb_array_elements(edition.placements) AS placement, LATERAL (SELECT (placement ->> 'photo_id')::bigint) AS of(photo_id)
    ORDER BY edition.article_id, photo_id, edition.version
)
SELECT shown.article_id, photo.id, published.at, shown.headline, shown.role, photo.credit, photo.agency_item_id,
    story.state, coalesce(settled.status, 'to-report'), photo.agency_codes
FROM first_shown shown
JOIN LATERAL (
    SELECT at, cause FROM feed_log WHERE article_id = shown.article_id AND version = shown.version AND op = 'put'
        AND kind <> 'embargoed' ORDER BY seq LIMIT 1
) published ON published.at >= %(begin)s AND published.at < %(end)s AND published.cause <> 'archive'
JOIN articles_photo photo ON photo.id = shown.photo_id AND photo.agency_codes <> '{}' AND photo.file <> ''
JOIN articles_article story ON story.id = shown.article_id
LEFT JOIN articles_billingstatus settled ON settled.article_id = story.id AND settled.photo_id = photo.id
ORDER BY published.at, shown.article_id, photo.id
"""  # noqa: E501

type TermsByAgency = Mapping[str, Sequence[PriceTerms]]


@dataclass(frozen=True, slots=True)
class BilledUse:
    agency: str
    """Code of the agency that is paid: the first one of the credit with terms, else the first."""
    article_id: int
    photo_id: int
    at: datetime
    headline: str
    role: str
    """lead or inline, in the edition that showed it first."""
    credit: str
    agency_item_id: str
    state: str
    """State of the story now."""
    status: str
    price: Decimal | None = None
    """None without terms."""

    @property
    def key(self) -> tuple[int, int]:
        return self.article_id, self.photo_id

    @property
    def day(self) -> date:
        return timezone.localdate(self.at)


@dataclass(frozen=True, slots=True)
class AgencyTotal:
    code: str
    name: str
    uses: int
    without_price: int
    prices: Decimal
    flat_rate: Decimal

    @property
    def total(self) -> Decimal:
        return self.prices + self.flat_rate


@dataclass(frozen=True, slots=True)
class PictureBill:
    uses: Sequence[BilledUse]
    totals: Sequence[AgencyTotal]
    """Of all agencies with uses, or with a flat rate in this month."""


def read_bill(month: Month) -> PictureBill:
    """Return the bill of a month; three queries."""
    terms = load_terms()[PictureTerms.TermsMedium.ONLINE]
    by_agency: defaultdict[str, list[BilledUse]] = defaultdict(list)
    for use in list_uses(month, terms):
        by_agency[use.agency].append(use)
    priced = {code: _set_prices(uses, terms.get(code, ())) for code, uses in by_agency.items()}
    names = dict(Agency.objects.values_list("code", "name"))
    days = timezone.localdate(month.begin), timezone.localdate(month.end - timedelta(microseconds=1))
    rates = {code: find_flat_rate(of_agency, *days) for code, of_agency in terms.items()}
    codes = sorted({*priced, *(code for code, rate in rates.items() if rate)})
    totals = [
        _sum_up(code, names.get(code, code), priced.get(code, []), rates.get(code, NOTHING)) for code in codes
    ]
    uses = sorted((use for some in priced.values() for use in some), key=lambda use: (use.at, use.key))
    return PictureBill(uses, sorted(totals, key=lambda one: (-one.total, one.name)))


def list_uses(month: Month, terms: TermsByAgency) -> list[BilledUse]:
    """Return the uses of a month without their prices, the first first; one query."""
    with connection.cursor() as cursor:
        cursor.execute(USES, {"begin": month.begin, "end": month.end})
        rows = cursor.fetchall()
    return [BilledUse(find_payee(codes, terms, facts[2]), *facts) for *facts, codes in rows]


def count_uses(at: datetime, codes: Collection[str], terms: TermsByAgency) -> Mapping[str, int]:
    """Count this month's uses by agency; no query unless a quota needs it."""
    today = timezone.localdate(at)
    valid = [find_terms(terms.get(code, ()), today) for code in codes]
    if not any(one is not None and one.quota for one in valid):
        return {}
    begin = timezone.localtime(at).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return Counter(use.agency for use in list_uses(Month(begin, at + timedelta(microseconds=1)), terms))


def load_terms() -> Mapping[str, TermsByAgency]:
    """Load the terms of all agencies by medium; one query."""
    found: defaultdict[str, defaultdict[str, list[PriceTerms]]] = defaultdict(lambda: defaultdict(list))
    for one in PictureTerms.objects.select_related("agency").order_by("since"):
        terms = PriceTerms(one.since, one.flat_rate, one.quota, one.price)
        found[one.medium][one.agency.code].append(terms)
    return found


def find_payee(codes: Sequence[str], terms: TermsByAgency, at: datetime) -> str:
    """Return the code of the agency that is paid for a photo of these agencies."""
    day = timezone.localdate(at)
    return next((code for code in codes if find_terms(terms.get(code, ()), day)), codes[0])


def _set_prices(uses: Sequence[BilledUse], terms: Sequence[PriceTerms]) -> list[BilledUse]:
    prices = price_uses([use.day for use in uses], terms)
    return [replace(use, price=price) for use, price in zip(uses, prices, strict=True)]


def _sum_up(code: str, name: str, uses: Sequence[BilledUse], flat_rate: Decimal) -> AgencyTotal:
    prices = [use.price for use in uses if use.price is not None]
    return AgencyTotal(code, name, len(uses), len(uses) - len(prices), sum(prices, NOTHING), flat_rate)
