"""Atom and JSON feeds, in order of first publication.

The newsroom's own texts are complete, agency texts are reduced to their teaser.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.xmlutils import SimplerXMLGenerator

from articles.models import Edition, Photo
from articles.querysets import EditionQuerySet
from articles.selectors.public_names import agencies_in, authors_in, topics_in
from articles.site.dependencies import (
    NEWEST,
    agency_key,
    author_key,
    named_key,
    person_key,
    section_key,
    topic_key,
)
from articles.site.figure_renderer import write_plain_figure
from articles.site.listings import find_public_person
from articles.site.media_renderer import write_plain_media
from articles.site.page_context import PageContext
from articles.site.page_language import choose_text
from articles.site.photos import Picture, build_picture, find_visible_photos, sort_lead_first
from articles.site.public_view import public_view
from articles.site.story_media import ShownMedia, find_visible_media
from articles.text.authors import split_authors
from articles.text.embeds import send_embeds
from articles.text.figures import list_placed_photos, replace_figures
from articles.text.media_figures import list_placed_media, replace_media
from articles.text.paragraphs import first_paragraph
from articles.text.person_links import resolve_person_marks
from articles.text.sanitize import CONTROLS
from articles.url_paths import absolute_url, person_path, site_path, story_path
from articles.visibility import public_until

MAX_ENTRIES = 50


MEDIA_RSS = "http://search.yahoo.com/mrss/"


class AtomOfStories(Atom1Feed):
    """Atom with the language, authors, picture and permitted text of each story."""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:media": MEDIA_RSS}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if self.feed["hub"]:
            handler.addQuickElement("link", "", {"rel": "hub", "href": self.feed["hub"]})

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        language = item.get("language") or self.feed["language"]
        return {} if language == self.feed["language"] else {"xml:lang": language}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item.get("authors", ()):
            handler.startElement("author", {})  # type: ignore[arg-type]  # any mapping will do
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if picture := item.get("picture"):
            attributes = {
                "url": absolute_url(picture.largest), "medium": "image", "type": "image/jpeg",
                "width": str(picture.largest_width), "height": str(picture.largest_height),
            }  # fmt: skip
            handler.startElement("media:content", attributes)  # type: ignore[arg-type]
            handler.addQuickElement("media:credit", CONTROLS.sub("", picture.credit))
            handler.addQuickElement("media:description", CONTROLS.sub("", picture.alt), {"type": "plain"})
            handler.endElement("media:content")
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})


@dataclass(frozen=True, slots=True)
class StoryFeed:
    """Stories of the site, or of a section, topic, source, author or person."""

    name: str
    """Empty for the site's own."""
    path: str
    stories: EditionQuerySet
    has_hub: bool = False
    """Whether the WebSub hub is notified of its changes."""


@public_view()
def site_feed(page_context: PageContext) -> HttpResponse:
    return _render_stories(page_context, _site_feed(page_context))


@public_view()
def section_feed(page_context: PageContext, slug: str) -> HttpResponse:
    section = page_context.section(slug)
    if section is None:
        raise Http404(slug)
    if section.slug != slug:
        return HttpResponsePermanentRedirect(f"{section.path}feed.atom")
    family = page_context.with_children(section)
    page_context.depend_on(*map(section_key, family))
    stories = Edition.objects.public(at=page_context.at).in_section(family)
    return _render_stories(page_context, StoryFeed(section.name, section.path, stories, has_hub=True))


@public_view()
def topic_feed(page_context: PageContext, slug: str) -> HttpResponse:
    public = Edition.objects.public(at=page_context.at)
    topic = topics_in(public).filter(slug=slug).values("name", "name_en").first()
    if topic is None:
        raise Http404(slug)
    name = choose_text(topic, "name")
    page_context.depend_on(topic_key(slug))
    stories = public.on_topic(slug)
    return _render_stories(page_context, StoryFeed(name, f"/topic/{slug}/", stories))


@public_view()
def source_feed(page_context: PageContext, code: str) -> HttpResponse:
    public = Edition.objects.public(at=page_context.at)
    agency = agencies_in(public).filter(code=code).first()
    if agency is None:
        raise Http404(code)
    page_context.depend_on(agency_key(code))
    story_feed = StoryFeed(agency.name, f"/source/{code}/", public.from_agency(code))
    return _render_stories(page_context, story_feed)


@public_view()
def author_feed(page_context: PageContext, slug: str) -> HttpResponse:
    public = Edition.objects.public(at=page_context.at)
    author = authors_in(public).filter(slug=slug).first()
    if author is None:
        raise Http404(slug)
    page_context.depend_on(author_key(author.name))
    stories = public.by_author(author.name)
    return _render_stories(page_context, StoryFeed(author.name, f"/author/{slug}/", stories))


@public_view()
def person_feed(page_context: PageContext, slug: str, person_id: int) -> HttpResponse:
    """Render the feed; a former slug or a merged record redirects to its URL."""
    person = find_public_person(person_id, page_context.at)
    person_ids = (person.pk, *person.merged_ids)
    page_context.depend_on(person_key(person_id), person_key(person.pk), *map(named_key, person_ids))
    stories = Edition.objects.public(at=page_context.at).with_person(*person_ids)
    path = person_path(person.slug, person.pk)
    if (slug, person_id) != (person.slug, person.pk):
        return HttpResponsePermanentRedirect(f"{path}feed.atom")
    return _render_stories(page_context, StoryFeed(person.name, path, stories))


@public_view()
def json_feed(page_context: PageContext) -> HttpResponse:
    """Render the stories of the site's Atom feed as JSON Feed 1.1."""
    story_feed = _site_feed(page_context)
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": page_context.site_name,
        "home_page_url": absolute_url(site_path(story_feed.path)),
        "feed_url": absolute_url("/feed.json"),
        "language": settings.SITE_LANGUAGE,
        **({"hubs": [{"type": "WebSub", "url": settings.WEBSUB_HUB}]} if settings.WEBSUB_HUB else {}),
        "items": [
            _build_json_item(entry, page_context.site_name)
            for entry in _build_entries(page_context, story_feed)
        ],
    }
    return HttpResponse(orjson.dumps(document), content_type="application/feed+json")


def _site_feed(page_context: PageContext) -> StoryFeed:
    page_context.depend_on(NEWEST)
    return StoryFeed("", "/", Edition.objects.public(at=page_context.at), has_hub=True)


def _list_editions(page_context: PageContext, story_feed: StoryFeed) -> list[Edition]:
    rows = story_feed.stories.newest_first().select_related("section").defer("names", "document")
    editions = list(rows[:MAX_ENTRIES])
    page_context.expire_by(*map(public_until, editions))
    return list(_remove_controls(editions))


def _render_stories(page_context: PageContext, story_feed: StoryFeed) -> HttpResponse:
    hub = settings.WEBSUB_HUB if story_feed.has_hub else ""
    entries = _build_entries(page_context, story_feed)
    return render_atom(page_context.site_name, story_feed.name, story_feed.path, entries, hub=hub)


def _build_entries(page_context: PageContext, story_feed: StoryFeed) -> list[dict[str, Any]]:
    """Build entries with the pictures, audio and video that other sites may show.

    Two queries without audio and video.
    """
    editions = _list_editions(page_context, story_feed)
    leads = [next(iter(sort_lead_first(edition)), None) for edition in editions]
    shareable: set[int] = set()
    photo_ids = {lead["photo_id"] for lead in leads if lead}
    photo_ids |= {photo_id for edition in editions for photo_id in list_placed_photos(edition.body)}
    photos = find_visible_photos(photo_ids, page_context, shareable=shareable)
    allowed = {photo_id: photo for photo_id, photo in photos.items() if photo_id in shareable}
    media_ids = {media_id for edition in editions for media_id in list_placed_media(edition.body)}
    media = {pk: m for pk, m in find_visible_media(media_ids, page_context).items() if m.shareable}
    return [
        _build_entry(edition, allowed, media) | {"picture": _build_shareable_picture(lead, allowed)}
        for edition, lead in zip(editions, leads, strict=True)
    ]


def _build_shareable_picture(placement: Any, allowed: Mapping[int, Photo]) -> Picture | None:
    if placement is None or placement["photo_id"] not in allowed:
        return None
    return build_picture(placement, allowed[placement["photo_id"]])


def _build_content(edition: Edition, allowed: Mapping[int, Photo], media: Mapping[int, ShownMedia]) -> str:
    """Return the text with pictures and links to media that other sites may show."""
    placements = {placement["photo_id"]: placement for placement in edition.placements}

    def write(photo_ids: tuple[int, ...]) -> str:
        pictures = (_build_shareable_picture(placements.get(pk), allowed) for pk in photo_ids)
        return "".join(write_plain_figure(picture) for picture in pictures if picture)

    body = send_embeds(resolve_person_marks(edition.body, lambda _person_id: None))
    body = replace_media(body, lambda pk: write_plain_media(media[pk]) if pk in media else "")
    return CONTROLS.sub("", replace_figures(body, write))


def render_atom(
    site_name: str, name: str, path: str, entries: Iterable[Mapping[str, Any]], *, hub: str = ""
) -> HttpResponse:
    """Render the Atom feed of the page at the English `path`.

    That path identifies the feed for ever.
    """
    feed = AtomOfStories(
        title=f"{site_name} – {name}" if name else site_name,
        link=absolute_url(site_path(path)),
        description=None,
        language=settings.SITE_LANGUAGE,
        feed_url=absolute_url(site_path(f"{path}feed.atom")),
        feed_guid=absolute_url(path),
        author_name=site_name,
        hub=hub,
    )
    for entry in entries:
        feed.add_item(**entry)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _build_json_item(entry: dict[str, Any], site_name: str) -> dict[str, Any]:
    text = {"content_html": entry["content"]} if entry["content"] else {"content_text": entry["description"]}
    attachments = [
        {"url": one.url, "mime_type": one.mime_type, "size_in_bytes": int(one.length)}
        for one in entry["enclosures"]
    ]
    return {
        "id": entry["unique_id"],
        "url": entry["link"],
        "title": entry["title"],
        "summary": entry["description"],
        **text,
        "date_published": entry["pubdate"].isoformat(timespec="seconds"),
        "date_modified": entry["updateddate"].isoformat(timespec="seconds"),
        "authors": [{"name": name} for name in entry["authors"] or (site_name,)],
        "tags": list(entry["categories"]),
        "language": entry["language"],
        **({"attachments": attachments} if attachments else {}),
        **({"image": absolute_url(entry["picture"].largest)} if entry["picture"] else {}),
    }


def _remove_controls(editions: Iterable[Edition]) -> Iterable[Edition]:
    for edition in editions:
        edition.headline = CONTROLS.sub("", edition.headline)
        edition.dek = CONTROLS.sub("", edition.dek)
        yield edition


def _build_entry(
    edition: Edition, allowed: Mapping[int, Photo], media: Mapping[int, ShownMedia]
) -> dict[str, Any]:
    is_own_text = edition.own_rewriting or not edition.agency_codes
    teaser = edition.dek or first_paragraph(edition.plain)
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
        "content": _build_content(edition, allowed, media) if is_own_text else "",
        "enclosures": [
            Enclosure(absolute_url(media[pk].src), str(media[pk].size), media[pk].media_type)
            for pk in list_placed_media(edition.body)
            if pk in media
        ],
    }
