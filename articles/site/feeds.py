"""Atom for readers: own texts in full, agency texts as their teaser; in order of first publication."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from articles.addresses import absolute, story_path
from articles.models import Edition
from articles.querysets import EditionQuerySet
from articles.site.public_view import public_view
from articles.site.visit import Rubric, Visit
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


@public_view()
def site_feed(visit: Visit) -> HttpResponse:
    return _feed(visit, Edition.objects.public(at=visit.at), None)


@public_view()
def section_feed(visit: Visit, slug: str) -> HttpResponse:
    rubric = visit.section(slug)
    if rubric is None:
        raise Http404(slug)
    stories = Edition.objects.public(at=visit.at).in_section(visit.with_children(rubric))
    return _feed(visit, stories, rubric)


def _feed(visit: Visit, stories: EditionQuerySet, rubric: Rubric | None) -> HttpResponse:
    editions = list(stories.newest_first().select_related("section").defer("names", "document")[:ENTRIES])
    visit.until(*map(public_until, editions))
    path = rubric.path if rubric else "/"
    feed = AtomOfStories(
        title=f"{settings.SITE_NAME} – {rubric.name}" if rubric else settings.SITE_NAME,
        link=absolute(path),
        description=None,
        language=settings.SITE_LANGUAGE,
        feed_url=absolute(f"{path}feed.atom"),
        feed_guid=absolute(path),
        author_name=settings.SITE_NAME,
    )
    for edition in _printable(editions):
        feed.add_item(**_entry(edition))
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


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
