"""Sitemaps: an index, the stories of a month, the lists, and recent news."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import BigIntegerField, F, Max, Min
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from articles.models import Edition
from articles.querysets import SHOWN_UPDATE_TIME, EditionQuerySet
from articles.selectors.public_names import topics_in
from articles.selectors.translations import group_number
from articles.site.dependencies import NEWEST, day_keys
from articles.site.listings import MIN_INDEXED_STORIES
from articles.site.name_indexes import begin_index, count_by
from articles.site.page_context import PageContext
from articles.site.public_view import public_view
from articles.site.translations import list_alternates
from articles.text.sanitize import CONTROLS
from articles.url_paths import absolute_url, person_path, story_path, topic_path
from articles.visibility import VISIBLE_UNTIL
from people.models import Person

MAX_URLS = 50_000
MAX_NEWS_URLS = 1_000
NEWS_PERIOD = timedelta(days=2)


class StorySitemap(Sitemap):  # type: ignore[type-arg]  # generic only in the stubs
    """The URLs of up to `limit` stories, newest first; one query."""

    limit = MAX_URLS
    columns: tuple[str, ...] = ("section__slug", "slug", "article_id")

    def __init__(self, editions: EditionQuerySet) -> None:
        self.editions = editions

    def items(self) -> list[dict[str, Any]]:
        stories = self.editions.annotate(group=group_number(), updated=SHOWN_UPDATE_TIME).newest_first()
        return list(stories.values(*self.columns, "group", "language", "updated")[: self.limit])

    def location(self, item: dict[str, Any]) -> str:
        return story_path(item["section__slug"], item["slug"], item["article_id"])

    def lastmod(self, item: dict[str, Any]) -> datetime:
        updated: datetime = item["updated"]
        return updated

    def get_protocol(self, protocol: str | None = None) -> str:  # noqa: ARG002  # Django's signature
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:  # noqa: ARG002  # Django's signature
        return settings.SITE_URL.partition("://")[2]


class NewsSitemap(StorySitemap):
    limit = MAX_NEWS_URLS
    columns = (*StorySitemap.columns, "first_published_at", "headline")

    def items(self) -> list[dict[str, Any]]:
        return [{**item, "headline": CONTROLS.sub("", item["headline"])} for item in super().items()]


@public_view()
def index(page_context: PageContext) -> HttpResponse:
    page_context.depend_on(NEWEST)
    span = Edition.objects.public(at=page_context.at).aggregate(
        first=Min("first_published_at"), last=Max("first_published_at")
    )
    months = _list_months(span["first"], span["last"]) if span["first"] else []
    locations = [absolute_url(f"/sitemap-{year}-{month:02d}.xml") for year, month in months]
    locations += [absolute_url("/sitemap-lists.xml")] if months else []
    return _xml_response("sitemap_index", {"locations": locations})


@public_view()
def month(page_context: PageContext, year: int, month: int) -> HttpResponse:
    zone = timezone.get_default_timezone()
    try:
        begin = datetime(year, month, 1, tzinfo=zone)
        end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone)
    except ValueError as mistake:
        raise Http404("no such month") from mistake
    page_context.depend_on(*day_keys(begin, end))
    stories = Edition.objects.public(at=page_context.at).filter(
        first_published_at__gte=begin, first_published_at__lt=end
    )
    urls = StorySitemap(stories).get_urls()
    alternates = _find_alternates([url["item"] for url in urls], page_context)
    for url in urls:
        url["alternates"] = alternates.get(url["item"]["group"])
    return _xml_response("sitemap", {"urls": urls})


def _find_alternates(
    items: Sequence[dict[str, Any]], page_context: PageContext
) -> dict[int, list[tuple[str, str]]]:
    """Return the (tag, URL) of the stories of each group, in one query or none."""
    numbers = {item["group"] for item in items} - {None}
    if not numbers:
        return {}
    public = Edition.objects.public(at=page_context.at).annotate(group=group_number(), until=VISIBLE_UNTIL)
    stories = public.filter(article__translation__group_number__in=numbers).order_by("language", "article_id")
    paths: dict[int, dict[str, str]] = {}
    for row in stories.values("group", "language", "section__slug", "slug", "article_id", "until"):
        page_context.expire_by(row["until"])
        path = story_path(row["section__slug"], row["slug"], row["article_id"])
        paths.setdefault(row["group"], {})[row["language"]] = path
    return {group: list(list_alternates(by_tag)) for group, by_tag in paths.items() if len(by_tag) > 1}


@public_view()
def lists(page_context: PageContext) -> HttpResponse:
    """List the sections, and the topics and people whose pages are indexed."""
    public = begin_index(page_context)
    counts = count_by(public, F("topic_slugs"), MAX_URLS)
    often = [slug for slug, stories in counts.items() if stories >= MIN_INDEXED_STORIES]
    topics = topics_in(public).filter(slug__in=often).order_by("slug").values_list("slug", flat=True)
    paths = [
        *(section.path for section in page_context.sections),
        *map(topic_path, topics),
        *(person_path(person.slug, person.pk) for person in _find_indexed_people(public)),
    ]
    return _xml_response("sitemap", {"urls": [{"location": absolute_url(path)} for path in paths[:MAX_URLS]]})


def _find_indexed_people(public: EditionQuerySet) -> Iterable[Person]:
    """Return the people with enough stories, counted with those of merged records."""
    counts = count_by(public, F("person_ids"), MAX_URLS, BigIntegerField)
    stories: Counter[int] = Counter()
    for pk, survivor in Person.objects.filter(pk__in=counts).values_list("pk", "merged_into"):
        stories[survivor or pk] += counts[pk]
    often = [pk for pk, number in stories.items() if number >= MIN_INDEXED_STORIES]
    return Person.objects.with_public_page().filter(pk__in=often).only("slug").order_by("pk")


@public_view()
def news(page_context: PageContext) -> HttpResponse:
    """List the stories first published in the last two days, for news search."""
    page_context.depend_on(NEWEST)
    stories = Edition.objects.public(at=page_context.at).filter(
        first_published_at__gte=page_context.at - NEWS_PERIOD
    )
    urls = NewsSitemap(stories).get_urls()
    if urls:  # the oldest story is the first to leave the list
        page_context.expire_by(urls[-1]["item"]["first_published_at"] + NEWS_PERIOD)
    return _xml_response("sitemap_news", {"urls": urls, "site_name": page_context.site_name})


def _list_months(first: datetime, last: datetime) -> list[tuple[int, int]]:
    """Return (year, month) of all months between two times, the newest first."""
    begin, end = timezone.localtime(first), timezone.localtime(last)
    months = range(begin.year * 12 + begin.month - 1, end.year * 12 + end.month)
    return [(number // 12, number % 12 + 1) for number in reversed(months)]


def _xml_response(template: str, context: dict[str, Any]) -> HttpResponse:
    text = render_to_string(f"site/{template}.xml", context)
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
