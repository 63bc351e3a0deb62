"""Monthly use of each agency's stories and files on our own site and by partners.

A story counts in the month of its first publication, for every agency named in any version, even if it was withdrawn
later. A story of two agencies counts for both; the totals count it once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from articles import visibility
from articles.models import Agency
from articles.models.rights import ASSUMED_REMARK
from articles.rights.grants import RightsChannel

STORIES = """
WITH used AS (
    SELECT edition.article_id, code, bool_and(edition.own_rewriting) AS rewritten
    FROM articles_edition edition, unnest(edition.agency_codes) AS code
    WHERE edition.first_published_at >= %(begin)s AND edition.first_published_at < %(end)s
    GROUP BY edition.article_id, code
)
SELECT 'story', code, count(*), count(*) FILTER (WHERE rewritten), count(*) FILTER (WHERE EXISTS (
    SELECT FROM articles_delivery held WHERE held.article_id = used.article_id
)) FROM used GROUP BY code
"""
FILES = """
WITH used AS (
    SELECT 'photo' AS kind, photo.id, photo.agency_codes, edition.article_id
    FROM articles_edition edition, jsonb_array_elements(edition.placements) AS placement
    JOIN articles_photo photo ON photo.id = (placement ->> 'photo_id')::bigint
    WHERE edition.first_published_at >= %(begin)s AND edition.first_published_at < %(end)s
    UNION
    SELECT 'media', media.id, media.agency_codes, edition.article_id
    FROM articles_edition edition, unnest(edition.media_ids) AS media_id
    JOIN articles_mediafile media ON media.id = media_id
    WHERE edition.first_published_at >= %(begin)s AND edition.first_published_at < %(end)s
)
SELECT kind, code, count(DISTINCT id), count(*), count(*) FILTER (WHERE EXISTS (
    SELECT FROM articles_delivery held WHERE held.article_id = used.article_id
)) FROM used, unnest(agency_codes) AS code GROUP BY kind, code
"""
SUMS = """
SELECT count(DISTINCT article_id), count(DISTINCT article_id) FILTER (WHERE cardinality(agency_codes) > 0)
FROM articles_edition WHERE first_published_at >= %(begin)s AND first_published_at < %(end)s
"""

type Counts = dict[tuple[str, str], tuple[int, int, int]]
"""Three numbers by kind ("story", "photo" or "media") and agency code."""
NO_USE = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Month:
    """A month in the desk's time zone; `end` is the beginning of the next."""

    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class AgencyMonth:
    """The use of an agency in a month."""

    code: str
    name: str
    stories: int
    rewritten: int
    """Stories rewritten by the desk, to which the contract does not apply."""
    delivered: int
    """Stories held by at least one partner, in full or as a notice."""
    in_full: bool
    """Partners may have the text at the end of the month."""
    photos: int
    uses: int
    """A photo in two stories has two uses."""
    uses_delivered: int
    media_files: int
    """Audio and video, counted as photos are."""
    media_uses: int
    media_uses_delivered: int
    share: float
    """Percentage of all stories of the month."""
    assumed: bool
    contract: bool


@dataclass(frozen=True, slots=True)
class UsageReport:
    lines: Sequence[AgencyMonth]
    stories: int
    with_agency: int


def usage_report(month: Month, at: datetime) -> UsageReport:
    """Return a month's report, with the rights at its end or at `at` if earlier."""
    span = {"begin": month.begin, "end": month.end}
    counts = _count_by_agency(STORIES, span) | _count_by_agency(FILES, span)
    with connection.cursor() as cursor:
        cursor.execute(SUMS, span)
        total, with_agency = cursor.fetchone()
    codes = sorted({code for _kind, code in counts})
    agencies = {a.code: a for a in Agency.objects.filter(code__in=codes).prefetch_related("grants")}
    contracts = visibility.load_contracts(codes)
    then = min(month.end, at)
    lines = [_agency_month(code, agencies.get(code), counts, total, contracts, then) for code in codes]
    return UsageReport(
        sorted(lines, key=lambda line: (-line.stories, -line.uses, -line.media_uses, line.name)),
        total,
        with_agency,
    )


def _count_by_agency(sql: str, span: Mapping[str, datetime]) -> Counts:
    with connection.cursor() as cursor:
        cursor.execute(sql, span)
        return {(kind, code): (a, b, c) for kind, code, a, b, c in cursor.fetchall()}


def _agency_month(
    code: str,
    agency: Agency | None,
    counts: Counts,
    total: int,
    contracts: visibility.Contracts,
    then: datetime,
) -> AgencyMonth:
    stories, rewritten, delivered = counts.get(("story", code), NO_USE)
    photos, uses, uses_delivered = counts.get(("photo", code), NO_USE)
    media_files, media_uses, media_uses_delivered = counts.get(("media", code), NO_USE)
    grants = list(agency.grants.all()) if agency else []
    return AgencyMonth(
        code=code,
        name=agency.name if agency else code,
        stories=stories,
        rewritten=rewritten,
        delivered=delivered,
        in_full=visibility.text_decision([code], RightsChannel.PARTNER, then, contracts).allowed,
        photos=photos,
        uses=uses,
        uses_delivered=uses_delivered,
        media_files=media_files,
        media_uses=media_uses,
        media_uses_delivered=media_uses_delivered,
        share=100 * stories / total if total else 0.0,
        assumed=any(grant.remark == ASSUMED_REMARK for grant in grants),
        contract=bool(grants),
    )


USED_STORIES = """
SELECT edition.article_id, min(edition.first_published_at), max(edition.version), bool_and(edition.own_rewriting),
    story.state = 'published', (array_agg(edition.headline ORDER BY edition.version DESC))[1], ARRAY(
        SELECT partner.name FROM articles_delivery held JOIN articles_partner partner ON partner.id = held.partner_id
        WHERE held.article_id = edition.article_id ORDER BY partner.name
    )
FROM articles_edition edition JOIN articles_article story ON story.id = edition.article_id
WHERE edition.first_published_at >= %(begin)s AND edition.first_published_at < %(end)s
    AND edition.agency_codes @> ARRAY[%(code)s]::varchar[]
GROUP BY edition.article_id, story.state ORDER BY 2, 1 LIMIT %(limit)s OFFSET %(offset)s
"""
USED_PHOTOS = """
SELECT photo.id, photo.credit, photo.agency_item_id, count(DISTINCT edition.article_id)
FROM articles_edition edition, jsonb_array_elements(edition.placements) AS placement
JOIN articles_photo photo ON photo.id = (placement ->> 'photo_id')::bigint
WHERE edition.first_published_at >= %(begin)s AND edition.first_published_at < %(end)s
    AND photo.agency_codes @> ARRAY[%(code)s]::varchar[]
GROUP BY photo.id ORDER BY 4 DESC, 1 LIMIT %(limit)s OFFSET %(offset)s
"""
USED_MEDIA = """
SELECT media.id, media.title, media.credit, count(DISTINCT edition.article_id)
FROM articles_edition edition, unnest(edition.media_ids) AS media_id
JOIN articles_mediafile media ON media.id = media_id
WHERE edition.first_published_at >= %(begin)s AND edition.first_published_at < %(end)s
    AND media.agency_codes @> ARRAY[%(code)s]::varchar[]
GROUP BY media.id ORDER BY 4 DESC, 1 LIMIT %(limit)s OFFSET %(offset)s
"""


@dataclass(frozen=True, slots=True)
class UsedStory:
    pk: int
    first_published: datetime
    version: int
    rewritten: bool
    published: bool
    headline: str
    partners: Sequence[str]


@dataclass(frozen=True, slots=True)
class UsedPhoto:
    pk: int
    credit: str
    agency_item_id: str
    stories: int


@dataclass(frozen=True, slots=True)
class UsedMediaFile:
    pk: int
    title: str
    credit: str
    stories: int


def list_used_stories(code: str, month: Month, *, limit: int, offset: int = 0) -> list[UsedStory]:
    """Return the stories of an agency's month, first published first."""
    return [UsedStory(*row) for row in _fetch_page(USED_STORIES, code, month, limit, offset)]


def list_used_photos(code: str, month: Month, *, limit: int, offset: int = 0) -> list[UsedPhoto]:
    return [UsedPhoto(*row) for row in _fetch_page(USED_PHOTOS, code, month, limit, offset)]


def list_used_media(code: str, month: Month, *, limit: int, offset: int = 0) -> list[UsedMediaFile]:
    return [UsedMediaFile(*row) for row in _fetch_page(USED_MEDIA, code, month, limit, offset)]


def _fetch_page(sql: str, code: str, month: Month, limit: int, offset: int) -> list[tuple[Any, ...]]:
    facts: dict[str, Any] = {
        "code": code,
        "begin": month.begin,
        "end": month.end,
        "limit": limit,
        "offset": offset,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
        return list(cursor.fetchall())
