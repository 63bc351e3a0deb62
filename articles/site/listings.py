"""Sections, topics, sources and people: a heading and the stories under it, newest first."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect

from articles.models import Edition
from articles.public_names import agencies_in, topics_in
from articles.querysets import EditionQuerySet
from articles.site.cards import FIRST_PUBLISHED, Card, cards, without_repeated_pictures
from articles.site.json_ld import breadcrumbs, collection, person_profile
from articles.site.page_context import PageContext
from articles.site.pagination import Anchor, Slice, anchors, one_page, page_of
from articles.site.public_view import public_view
from articles.site.render import page
from articles.url_paths import person_path
from newsroom.db.compiled_queries import MOMENT, NUMBER, NUMBERS, TEXT, ArrayParam, CompiledQueryVariants
from people.models import Alias, Office, Person

COMPACT_PAGE = 40


def _pages(older: bool) -> Any:  # noqa: FBT001  # a statement's shape is positional
    return page_of([Edition.objects.public(at=MOMENT)], COMPACT_PAGE, older=older)


NEWEST = CompiledQueryVariants(Edition, _pages)


@public_view("before")
def compact(visit: PageContext) -> HttpResponse:
    found = one_page(NEWEST, {MOMENT: visit.at}, visit.params.get("before"), COMPACT_PAGE)
    context = {"cards": cards(found.rows, visit), "slice": found}
    return page(visit, "site/compact.html", context, path="/compact/")


PAGE = 30
LEADS = 4
"""Of so many newest stories one with a picture opens a section."""
TOO_FEW = 3
"""A page with fewer stories than this is not offered to search engines."""


def _public() -> EditionQuerySet:
    return Edition.objects.public(at=MOMENT)


def _section_pages(parts: int, older: bool) -> Any:  # noqa: FBT001  # a statement's shape is positional
    return page_of([_public().in_section([NUMBER + n]) for n in range(parts)], PAGE, older=older)


def _topic_pages(older: bool) -> Any:  # noqa: FBT001
    return page_of([_public().on_topic(TEXT)], PAGE, older=older)


def _source_pages(older: bool) -> Any:  # noqa: FBT001
    return page_of([_public().from_agency(TEXT)], PAGE, older=older)


def _person_pages(older: bool) -> Any:  # noqa: FBT001
    """Under every number the person has stood: the record's own and those merged into it since."""
    named = _public().filter(person_ids__overlap=ArrayParam(NUMBERS))
    return page_of([named], PAGE, older=older)


def _oldest(parts: int) -> Any:
    stories = _public().in_section([NUMBER + n for n in range(parts)])
    return stories.newest_first().reverse().values_list("first_published_at")[:1]


OLDEST = CompiledQueryVariants(Edition, _oldest)
IN_SECTION, ON_TOPIC, FROM_SOURCE, NAMING = (
    CompiledQueryVariants(Edition, build)
    for build in (_section_pages, _topic_pages, _source_pages, _person_pages)
)


@public_view("before")
def section(visit: PageContext, slug: str) -> HttpResponse:
    rubric = visit.section(slug)
    if rubric is None:
        raise Http404(slug)
    if rubric.slug != slug:
        return HttpResponsePermanentRedirect(rubric.path)
    family = visit.with_children(rubric)
    asked: dict[Any, Any] = {MOMENT: visit.at} | {NUMBER + n: part for n, part in enumerate(family)}
    found = one_page(IN_SECTION, asked, visit.params.get("before"), PAGE, len(family))
    parent = visit.section_of(rubric.parent_id) if rubric.parent_id else None
    shown = without_repeated_pictures(cards(found.rows, visit, with_pictures=True), set())
    if found.first:
        shown = _lead_first(shown)
    context = {
        "section": rubric,
        "parent": parent,
        "children": [s for s in visit.sections if s.parent_id == rubric.id],
        "cards": shown,
        "rest": shown[1:],
        "slice": found,
        "months": _months(found, asked, len(family)),
        "data": [
            collection(rubric.name, rubric.path, rubric.description),
            breadcrumbs([(s.name, s.path) for s in (parent, rubric) if s]),
        ],
    }
    return page(visit, "site/section.html", context, path=rubric.path)


def _months(found: Slice, asked: Mapping[Any, Any], parts: int) -> list[Anchor]:
    """On a list's first page, if there is more than that."""
    oldest = OLDEST(parts).first_row(asked) if found.first and found.older else None
    return anchors(found.rows[0][FIRST_PUBLISHED], oldest[0]) if oldest else []


def _lead_first(shown: Sequence[Card]) -> list[Card]:
    """A section opens with a picture if one of its newest stories has one; the others keep their order."""
    lead = next((card for card in shown[:LEADS] if card.picture), None)
    return sorted(shown, key=lambda card: card is not lead) if lead else list(shown)


@public_view("before")
def topic(visit: PageContext, slug: str) -> HttpResponse:
    known = _topic(slug, visit)
    if known is None:
        raise Http404(slug)
    found = one_page(ON_TOPIC, {MOMENT: visit.at, TEXT: slug}, visit.params.get("before"), PAGE)
    path = f"/topic/{slug}/"
    context = {
        "topic": known,
        "feed": f"{path}feed.atom",
        "cards": cards(found.rows, visit, with_pictures=True),
        "slice": found,
        "data": [collection(known["name"], path, known["description"])],
    }
    few = found.first and len(found.rows) < TOO_FEW
    return page(visit, "site/topic.html", context, path=path, noindex=few)


def _topic(slug: str, visit: PageContext) -> Any:
    """The topic, what it is part of and what is part of it, each only if there are stories; one query."""
    told = topics_in(Edition.objects.public(at=visit.at))
    columns = JSONObject(name="name", slug="slug")
    above = told.filter(pk=OuterRef("parent")).values(json=columns)
    parts = told.filter(parent=OuterRef("pk")).order_by("name").values(json=columns)
    return (
        told.filter(slug=slug)
        .annotate(above=Subquery(above), parts=ArraySubquery(parts))
        .values("name", "description", "above", "parts")
        .first()
    )


@public_view("before")
def source(visit: PageContext, code: str) -> HttpResponse:
    agency = agencies_in(Edition.objects.public(at=visit.at)).filter(code=code).first()
    if agency is None:
        raise Http404(code)
    found = one_page(FROM_SOURCE, {MOMENT: visit.at, TEXT: code}, visit.params.get("before"), PAGE)
    path = f"/source/{code}/"
    context = {
        "agency": agency,
        "feed": f"{path}feed.atom",
        "cards": cards(found.rows, visit),
        "slice": found,
        "data": [collection(agency.name, path, agency.description)],
    }
    return page(visit, "site/source.html", context, path=path, noindex=True)


@public_view("before")
def person(visit: PageContext, slug: str, number: int) -> HttpResponse:
    shown = _person(number)  # its page asks for the stories itself
    path = person_path(shown.slug, shown.pk)
    asked = {MOMENT: visit.at, NUMBERS: [shown.pk, *shown.merged_numbers]}
    found = one_page(NAMING, asked, visit.params.get("before"), PAGE)
    if not found.rows and not _is_named(asked):
        raise Http404(slug)
    if (slug, number) != (shown.slug, shown.pk):
        return HttpResponsePermanentRedirect(path)
    context = {
        "person": shown,
        "feed": f"{path}feed.atom",
        "cards": cards(found.rows, visit),
        "slice": found,
        "data": [person_profile(shown.name, path, shown.description, shown.wikidata, shown.other_names)],
    }
    few = found.first and len(found.rows) < TOO_FEW
    return page(visit, "people/person.html", context, path=path, noindex=few)


def named_person(number: int, at: datetime) -> Any:
    """Return the person behind that number whom a public story names; raise Http404 for everybody else."""
    shown = _person(number)
    if not _is_named({MOMENT: at, NUMBERS: [shown.pk, *shown.merged_numbers]}):
        raise Http404(number)
    return shown


def _is_named(asked: Mapping[Any, Any]) -> bool:
    """Say whether any public story names the person; asked on pages behind the last story only."""
    return Edition.objects.public(at=asked[MOMENT]).with_person(*asked[NUMBERS]).exists()


def _person(number: int) -> Any:
    """The person with a page behind that number, mergers followed; names and offices in the same query."""
    offices = Office.objects.filter(person=OuterRef("pk"))
    aliases = Alias.objects.filter(person=OuterRef("pk")).order_by("name")
    people = Person.objects.annotate(
        held=ArraySubquery(offices.values(json=JSONObject(title="title", since="since", until="until"))),
        other_names=ArraySubquery(aliases.values("name")),
        merged_numbers=ArraySubquery(Person.objects.filter(merged_into=OuterRef("pk")).values("pk")),
    )
    seen: set[int] = set()
    while number not in seen:
        seen.add(number)
        found = people.filter(pk=number).first()
        if found is None or found.hidden:
            break
        if found.merged_into_id is None:
            return found
        number = found.merged_into_id
    raise Http404(number)
