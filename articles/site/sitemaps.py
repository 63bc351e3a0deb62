"""Sitemaps: an index of months, the stories of a month, and recent news."""

from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Max, Min
from django.http import Http404, HttpResponse
from django.utils import timezone

from articles.models import Edition
from articles.site.page_context import PageContext
from articles.site.public_view import public_view
from articles.text.sanitize import CONTROLS
from articles.url_paths import absolute_url, story_path

SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS_SCHEMA = "http://www.google.com/schemas/sitemap-news/0.9"
MAX_URLS = 50_000
MAX_NEWS_URLS = 1_000
NEWS_PERIOD = timedelta(days=2)


@public_view()
def index(page_context: PageContext) -> HttpResponse:
    span = Edition.objects.public(at=page_context.at).aggregate(
        first=Min("first_published_at"), last=Max("first_published_at")
    )
    months = _list_months(span["first"], span["last"]) if span["first"] else []
    entries = "".join(
        f"<sitemap><loc>{absolute_url(f'/sitemap-{year}-{month:02d}.xml')}</loc></sitemap>"
        for year, month in months
    )
    return _xml_response(f'<sitemapindex xmlns="{SCHEMA}">{entries}</sitemapindex>')


@public_view()
def month(page_context: PageContext, year: int, month: int) -> HttpResponse:
    zone = timezone.get_default_timezone()
    try:
        begin = datetime(year, month, 1, tzinfo=zone)
        end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone)
    except ValueError as mistake:
        raise Http404("no such month") from mistake
    rows = (
        Edition.objects.public(at=page_context.at)
        .filter(first_published_at__gte=begin, first_published_at__lt=end)
        .newest_first()
        .values_list("section__slug", "slug", "article_id", "published_at")[:MAX_URLS]
    )
    entries = "".join(
        f"<url><loc>{escape(absolute_url(story_path(section, slug, article_id)))}</loc>"
        f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod></url>"
        for section, slug, article_id, changed in rows
    )
    return _xml_response(f'<urlset xmlns="{SCHEMA}">{entries}</urlset>')


@public_view()
def news(page_context: PageContext) -> HttpResponse:
    """List the stories first published in the last two days, for news search."""
    rows = (
        Edition.objects.public(at=page_context.at)
        .filter(first_published_at__gte=page_context.at - NEWS_PERIOD)
        .newest_first()
        .values_list("section__slug", "slug", "article_id", "first_published_at", "headline", "language")
    )
    entries = "".join(
        f"<url><loc>{escape(absolute_url(story_path(section, slug, article_id)))}</loc><news:news><news:publication>"
        f"<news:name>{escape(settings.SITE_NAME)}</news:name><news:language>{language}</news:language>"
        f"</news:publication><news:publication_date>{at.isoformat(timespec='seconds')}</news:publication_date>"
        f"<news:title>{escape(CONTROLS.sub('', headline))}</news:title></news:news></url>"
        for section, slug, article_id, at, headline, language in rows[:MAX_NEWS_URLS]
    )
    return _xml_response(f'<urlset xmlns="{SCHEMA}" xmlns:news="{NEWS_SCHEMA}">{entries}</urlset>')


def _list_months(first: datetime, last: datetime) -> list[tuple[int, int]]:
    begin, end = timezone.localtime(first), timezone.localtime(last)
    count = (end.year - begin.year) * 12 + end.month - begin.month + 1
    counted = (divmod(begin.year * 12 + begin.month - 1 + step, 12) for step in range(count))
    return [(year, month + 1) for year, month in counted][::-1]


def _xml_response(body: str) -> HttpResponse:
    return HttpResponse(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{body}', content_type="application/xml; charset=utf-8"
    )
