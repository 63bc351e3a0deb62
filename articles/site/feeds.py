"""Atom and JSON Feed for readers: own texts in full, agency texts as their teaser; in order of first publication."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from articles.models import Edition, Photo
from articles.public_names import agencies_in, authors_in, topics_in
from articles.querysets import EditionQuerySet
from articles.site.listings import named_person
from articles.site.page_context import PageContext
from articles.site.photos import Picture, lead_first, photos_by_number, picture
from articles.site.public_view import public_view
from articles.text.authors import split_authors
from articles.text.person_links import resolve_person_marks
from articles.text.sanitize import CONTROLS
from articles.url_paths import absolute_url, author_path, person_path, story_path
from articles.visibility import public_until

ENTRIES = 50


MEDIA_RSS = "http://search.yahoo.com/mrss/"


class AtomOfStories(Atom1Feed):
    """Adds each story's language, every author, its picture, and the full text where it may be handed out."""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:media": MEDIA_RSS}

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        language = item.get("language") or self.feed["language"]
        return {} if language == self.feed["language"] else {"xml:lang": language}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item.get("authors", ()):
            handler.startElement("author", {})  # type: ignore[arg-type]  # any mapping will do
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if shown := item.get("picture"):
            facts = {
                "url": absolute_url(shown.largest), "medium": "image", "type": "image/jpeg",
                "width": str(shown.largest_width), "height": str(shown.largest_height),
            }  # fmt: skip
            handler.startElement("media:content", facts)  # type: ignore[arg-type]
            handler.addQuickElement("media:credit", CONTROLS.sub("", shown.credit))
            handler.addQuickElement("media:description", CONTROLS.sub("", shown.alt), {"type": "plain"})
            handler.endElement("media:content")
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed is of: the whole site, a section, topic, source, author or person."""

    title: str
    path: str
    stories: EditionQuerySet


@public_view()
def site_feed(visit: PageContext) -> HttpResponse:
    return _atom(visit, _whole_site(visit))


@public_view()
def section_feed(visit: PageContext, slug: str) -> HttpResponse:
    rubric = visit.section(slug)
    if rubric is None:
        raise Http404(slug)
    if rubric.slug != slug:
        return HttpResponsePermanentRedirect(f"{rubric.path}feed.atom")
    stories = Edition.objects.public(at=visit.at).in_section(visit.with_children(rubric))
    return _atom(visit, Channel(f"{settings.SITE_NAME} – {rubric.name}", rubric.path, stories))


@public_view()
def topic_feed(visit: PageContext, slug: str) -> HttpResponse:
    public = Edition.objects.public(at=visit.at)
    name = topics_in(public).filter(slug=slug).values_list("name", flat=True).first()
    if name is None:
        raise Http404(slug)
    stories = public.on_topic(slug)
    return _atom(visit, Channel(f"{settings.SITE_NAME} – {name}", f"/topic/{slug}/", stories))


@public_view()
def source_feed(visit: PageContext, code: str) -> HttpResponse:
    public = Edition.objects.public(at=visit.at)
    agency = agencies_in(public).filter(code=code).first()
    if agency is None:
        raise Http404(code)
    channel = Channel(f"{settings.SITE_NAME} – {agency.name}", f"/source/{code}/", public.from_agency(code))
    return _atom(visit, channel)


@public_view()
def author_feed(visit: PageContext, slug: str) -> HttpResponse:
    public = Edition.objects.public(at=visit.at)
    author = authors_in(public).filter(slug=slug).first()
    if author is None:
        raise Http404(slug)
    stories = public.by_author(author.name)
    return _atom(visit, Channel(f"{settings.SITE_NAME} – {author.name}", author_path(slug), stories))


@public_view()
def person_feed(visit: PageContext, slug: str, number: int) -> HttpResponse:
    """Under the person's own address; another one, a merged record's too, leads there."""
    person = named_person(number, visit.at)
    stories = Edition.objects.public(at=visit.at).with_person(person.pk, *person.merged_numbers)
    path = person_path(person.slug, person.pk)
    if (slug, number) != (person.slug, person.pk):
        return HttpResponsePermanentRedirect(f"{path}feed.atom")
    return _atom(visit, Channel(f"{settings.SITE_NAME} – {person.name}", path, stories))


@public_view()
def json_feed(visit: PageContext) -> HttpResponse:
    """JSON Feed 1.1 of the whole site: the same stories and texts as its Atom feed."""
    channel = _whole_site(visit)
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": absolute_url(channel.path),
        "feed_url": absolute_url("/feed.json"),
        "language": settings.SITE_LANGUAGE,
        "items": [_item(entry) for entry in _entries(visit, channel)],
    }
    return HttpResponse(orjson.dumps(told), content_type="application/feed+json")


def _whole_site(visit: PageContext) -> Channel:
    return Channel(settings.SITE_NAME, "/", Edition.objects.public(at=visit.at))


def _editions(visit: PageContext, channel: Channel) -> list[Edition]:
    rows = channel.stories.newest_first().select_related("section").defer("names", "document")
    editions = list(rows[:ENTRIES])
    visit.until(*map(public_until, editions))
    return list(_printable(editions))


def _atom(visit: PageContext, channel: Channel) -> HttpResponse:
    return atom(channel.title, channel.path, _entries(visit, channel))


def _entries(visit: PageContext, channel: Channel) -> list[dict[str, Any]]:
    """Entries with their lead pictures, as far as those may be shown outside the own site: one query more."""
    editions = _editions(visit, channel)
    leads = [next(iter(lead_first(edition)), None) for edition in editions]
    shareable: set[int] = set()
    numbers = {lead["photo_id"] for lead in leads if lead}
    photos = photos_by_number(numbers, visit, waiting=False, shareable=shareable)
    return [
        _entry(edition) | {"picture": _picture(lead, photos, shareable)}
        for edition, lead in zip(editions, leads, strict=True)
    ]


def _picture(lead: Any, photos: Mapping[int, Photo], shareable: set[int]) -> Picture | None:
    if lead is None or lead["photo_id"] not in photos or lead["photo_id"] not in shareable:
        return None
    return picture(lead, photos[lead["photo_id"]])


def atom(title: str, path: str, entries: Iterable[Mapping[str, Any]]) -> HttpResponse:
    """The feed of the page at `path`."""
    feed = AtomOfStories(
        title=title,
        link=absolute_url(path),
        description=None,
        language=settings.SITE_LANGUAGE,
        feed_url=absolute_url(f"{path}feed.atom"),
        feed_guid=absolute_url(path),
        author_name=settings.SITE_NAME,
    )
    for entry in entries:
        feed.add_item(**entry)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _item(entry: dict[str, Any]) -> dict[str, Any]:
    text = {"content_html": entry["content"]} if entry["content"] else {"content_text": entry["description"]}
    return {
        "id": entry["unique_id"],
        "url": entry["link"],
        "title": entry["title"],
        "summary": entry["description"],
        **text,
        "date_published": entry["pubdate"].isoformat(timespec="seconds"),
        "date_modified": entry["updateddate"].isoformat(timespec="seconds"),
        "authors": [{"name": name} for name in entry["authors"] or (settings.SITE_NAME,)],
        "tags": list(entry["categories"]),
        "language": entry["language"],
        **({"image": absolute_url(entry["picture"].largest)} if entry["picture"] else {}),
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
        "link": absolute_url(story_path(edition.section.slug, edition.slug, edition.article_id)),
        "description": teaser,
        "unique_id": edition.guid,
        "authors": split_authors(CONTROLS.sub("", edition.byline)),
        "language": edition.language,
        "pubdate": edition.first_published_at,
        "updateddate": edition.published_at,
        "categories": (edition.section.name,),
        "content": resolve_person_marks(edition.body, lambda _number: None) if ours else "",
    }
