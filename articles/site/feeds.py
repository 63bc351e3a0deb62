"""Atom and JSON Feed for readers: own texts in full, agency texts as their teaser; in order of first publication."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from articles.addresses import absolute, story_path
from articles.models import Edition
from articles.public_names import topics_in
from articles.querysets import EditionQuerySet
from articles.site.public_view import public_view
from articles.site.visit import Visit
from articles.text.person_links import resolve
from articles.text.sanitize import CONTROLS
from articles.visibility import public_until

ENTRIES = 50


class AtomOfStories(Atom1Feed):
    """Adds each story's full text, where there is a right to hand it out, and its language."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed is of: the whole site, a section or a topic."""

    title: str
    path: str
    stories: EditionQuerySet


@public_view()
def site_feed(visit: Visit) -> HttpResponse:
    return _atom(visit, _whole_site(visit))


@public_view()
def section_feed(visit: Visit, slug: str) -> HttpResponse:
    rubric = visit.section(slug)
    if rubric is None:
        raise Http404(slug)
    if rubric.slug != slug:
        return HttpResponsePermanentRedirect(f"{rubric.path}feed.atom")
    stories = Edition.objects.public(at=visit.at).in_section(visit.with_children(rubric))
    return _atom(visit, Channel(f"{settings.SITE_NAME} – {rubric.name}", rubric.path, stories))


@public_view()
def topic_feed(visit: Visit, slug: str) -> HttpResponse:
    public = Edition.objects.public(at=visit.at)
    name = topics_in(public).filter(slug=slug).values_list("name", flat=True).first()
    if name is None:
        raise Http404(slug)
    stories = public.on_topic(slug)
    return _atom(visit, Channel(f"{settings.SITE_NAME} – {name}", f"/topic/{slug}/", stories))


@public_view()
def json_feed(visit: Visit) -> HttpResponse:
    """JSON Feed 1.1 of the whole site: the same stories and texts as its Atom feed."""
    channel = _whole_site(visit)
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": absolute(channel.path),
        "feed_url": absolute("/feed.json"),
        "language": settings.SITE_LANGUAGE,
        "items": [_item(_entry(edition), edition.language) for edition in _editions(visit, channel)],
    }
    return HttpResponse(orjson.dumps(told), content_type="application/feed+json")


def _whole_site(visit: Visit) -> Channel:
    return Channel(settings.SITE_NAME, "/", Edition.objects.public(at=visit.at))


def _editions(visit: Visit, channel: Channel) -> list[Edition]:
    rows = channel.stories.newest_first().select_related("section").defer("names", "document")
    editions = list(rows[:ENTRIES])
    visit.until(*map(public_until, editions))
    return list(_printable(editions))


def _atom(visit: Visit, channel: Channel) -> HttpResponse:
    return atom(channel.title, channel.path, map(_entry, _editions(visit, channel)))


def atom(title: str, path: str, entries: Iterable[Mapping[str, Any]]) -> HttpResponse:
    """The feed of the page at `path`."""
    feed = AtomOfStories(
        title=title,
        link=absolute(path),
        description=None,
        language=settings.SITE_LANGUAGE,
        feed_url=absolute(f"{path}feed.atom"),
        feed_guid=absolute(path),
        author_name=settings.SITE_NAME,
    )
    for entry in entries:
        feed.add_item(**entry)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _item(entry: dict[str, Any], language: str) -> dict[str, Any]:
    text = {"content_html": entry["content"]} if entry["content"] else {"content_text": entry["description"]}
    return {
        "id": entry["unique_id"],
        "url": entry["link"],
        "title": entry["title"],
        "summary": entry["description"],
        **text,
        "date_published": entry["pubdate"].isoformat(timespec="seconds"),
        "date_modified": entry["updateddate"].isoformat(timespec="seconds"),
        "authors": [{"name": entry["author_name"]}],
        "tags": list(entry["categories"]),
        "language": language,
    }


def _printable(editions: Iterable[Edition]) -> Iterable[Edition]:
    for edition in editions:
        edition.headline = CONTROLS.sub("", edition.headline)
        edition.dek = CONTROLS.sub("", edition.dek)
        yield edition


def _entry(edition: Edition) -> dict[str, Any]:
    ours = edition.own_rewriting or not edition.agency_codes
    teaser = edition.dek or edition.plain.partition("\n")[0]
    return {
        "title": edition.headline,
        "link": absolute(story_path(edition.section.slug, edition.slug, edition.article_id)),
        "description": teaser,
        "unique_id": edition.guid,
        "author_name": edition.byline or settings.SITE_NAME,
        "pubdate": edition.first_published_at,
        "updateddate": edition.published_at,
        "categories": (edition.section.name,),
        "content": resolve(edition.body, lambda _number: None) if ours else "",
    }
