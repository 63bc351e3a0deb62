"""The lasting identifiers of the feed as addresses: each leads to the page that readers have for it."""

from collections.abc import Callable

from django.http import Http404, HttpResponse, HttpResponseRedirect

from articles.models import Edition
from articles.public_names import agencies_in, topics_in
from articles.querysets import EditionQuerySet
from articles.site.listings import named_person
from articles.site.page_context import PageContext
from articles.site.photos import photos_by_number
from articles.site.public_view import public_view
from articles.site.story import withdrawn_page
from articles.url_paths import person_path, story_path


@public_view()
def redirect_identifier(visit: PageContext, kind: str, number: int) -> HttpResponse:
    """Redirect to the page of what the identifier names; 410 or 404 where readers have none.

    The redirect is temporary: slugs change, identifiers do not.
    """
    path = PATHS[kind](visit, number) if kind in PATHS else ""
    if path:
        return HttpResponseRedirect(path)
    if kind == "story":
        return withdrawn_page(visit, number)
    raise Http404(kind)


def _public(visit: PageContext) -> EditionQuerySet:
    return Edition.objects.public(at=visit.at)


def _story(visit: PageContext, number: int) -> str:
    return _path_of(_public(visit).filter(article=number))


def _picture(visit: PageContext, number: int) -> str:
    """Return the newest story that shows the picture; a picture has no page of its own."""
    if number not in photos_by_number([number], visit, waiting=False):
        return ""
    return _path_of(_public(visit).with_photo(number).newest_first())


def _path_of(stories: EditionQuerySet) -> str:
    found = stories.values_list("section__slug", "slug", "article_id").first()
    return story_path(*found) if found else ""


def _person(visit: PageContext, number: int) -> str:
    person = named_person(number, visit.at)
    return person_path(person.slug, person.pk)


def _section(visit: PageContext, number: int) -> str:
    rubric = visit.section_of(number)
    return rubric.path if rubric else ""


def _topic(visit: PageContext, number: int) -> str:
    slug = topics_in(_public(visit)).filter(pk=number).values_list("slug", flat=True).first()
    return f"/topic/{slug}/" if slug else ""


def _agency(visit: PageContext, number: int) -> str:
    code = agencies_in(_public(visit)).filter(pk=number).values_list("code", flat=True).first()
    return f"/source/{code}/" if code else ""


PATHS: dict[str, Callable[[PageContext, int], str]] = {
    "story": _story,
    "picture": _picture,
    "person": _person,
    "section": _section,
    "topic": _topic,
    "agency": _agency,
}
