"""Redirects from the permanent identifiers of the feed to the pages of the site."""

from collections.abc import Callable

from django.http import Http404, HttpResponse, HttpResponseRedirect

from articles.models import Edition
from articles.querysets import EditionQuerySet
from articles.selectors.public_names import agencies_in, topics_in
from articles.site.dependencies import (
    NEWEST,
    agency_key,
    named_key,
    person_key,
    story_key,
    topic_key,
)
from articles.site.listings import find_public_person
from articles.site.page_context import PageContext
from articles.site.photos import find_visible_photos
from articles.site.public_view import public_view
from articles.site.story import render_withdrawn
from articles.site.story_media import find_visible_media
from articles.url_paths import person_path, source_path, story_path, topic_path
from newsroom.caching.changed_keys import EVERYTHING


@public_view()
def redirect_identifier(page_context: PageContext, kind: str, pk: int) -> HttpResponse:
    """Redirect to the page of the identified object; 410 or 404 if it has none.

    The redirect is temporary: slugs change, identifiers do not.
    """
    path = PATH_FINDERS[kind](page_context, pk) if kind in PATH_FINDERS else ""
    if path:
        return HttpResponseRedirect(path)
    if kind == "story":
        return render_withdrawn(page_context, pk)
    raise Http404(kind)


def _public_editions(page_context: PageContext) -> EditionQuerySet:
    return Edition.objects.public(at=page_context.at)


def _find_story_path(page_context: PageContext, pk: int) -> str:
    page_context.depend_on(story_key(pk))
    return _first_story_path(_public_editions(page_context).filter(article=pk))


def _find_picture_path(page_context: PageContext, pk: int) -> str:
    """Return the newest story that shows the picture, which has no page of its own."""
    page_context.depend_on(NEWEST)
    if pk not in find_visible_photos([pk], page_context):
        return ""
    return _first_story_path(_public_editions(page_context).with_photo(pk).newest_first())


def _find_media_path(page_context: PageContext, pk: int) -> str:
    """Return the newest story with the audio or video, which has no page of its own."""
    page_context.depend_on(NEWEST)
    if pk not in find_visible_media([pk], page_context):
        return ""
    return _first_story_path(_public_editions(page_context).with_media_file(pk).newest_first())


def _first_story_path(stories: EditionQuerySet) -> str:
    row = stories.values_list("section__slug", "slug", "article_id").first()
    return story_path(*row) if row else ""


def _find_person_path(page_context: PageContext, pk: int) -> str:
    person = find_public_person(pk, page_context.at)
    page_context.depend_on(
        person_key(pk), person_key(person.pk), *map(named_key, (person.pk, *person.merged_ids))
    )
    return person_path(person.slug, person.pk)


def _find_section_path(page_context: PageContext, pk: int) -> str:
    page_context.depend_on(EVERYTHING)
    section = page_context.section_by_id(pk)
    return section.path if section else ""


def _find_topic_path(page_context: PageContext, pk: int) -> str:
    slug = topics_in(_public_editions(page_context)).filter(pk=pk).values_list("slug", flat=True).first()
    if slug:
        page_context.depend_on(topic_key(slug))
    return topic_path(slug) if slug else ""


def _find_agency_path(page_context: PageContext, pk: int) -> str:
    code = agencies_in(_public_editions(page_context)).filter(pk=pk).values_list("code", flat=True).first()
    if code:
        page_context.depend_on(agency_key(code))
    return source_path(code) if code else ""


PATH_FINDERS: dict[str, Callable[[PageContext, int], str]] = {
    "story": _find_story_path,
    "picture": _find_picture_path,
    "media": _find_media_path,
    "person": _find_person_path,
    "section": _find_section_path,
    "topic": _find_topic_path,
    "agency": _find_agency_path,
}
