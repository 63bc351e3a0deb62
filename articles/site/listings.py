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
from articles.site.cards import FIRST_PUBLISHED, Card, build_cards, drop_repeated_pictures
from articles.site.json_ld import breadcrumbs, collection, person_profile
from articles.site.page_context import PageContext
from articles.site.pagination import Anchor, ListPage, build_anchors, build_page_query, fetch_page
from articles.site.public_view import public_view
from articles.site.render import render_page
from articles.url_paths import person_path
from newsroom.db.compiled_queries import (
    DATETIME_PARAM,
    PK_PARAM,
    PKS_PARAM,
    TEXT_PARAM,
    ArrayParam,
    CompiledQueryVariants,
)
from people.models import Alias, Office, Person

COMPACT_PAGE_SIZE = 40


def _newest_pages(older: bool) -> Any:  # noqa: FBT001  # a statement's shape is positional
    return build_page_query([Edition.objects.public(at=DATETIME_PARAM)], COMPACT_PAGE_SIZE, older=older)


NEWEST = CompiledQueryVariants(Edition, _newest_pages)


@public_view("before")
def compact(page_context: PageContext) -> HttpResponse:
    found = fetch_page(
        NEWEST, {DATETIME_PARAM: page_context.at}, page_context.params.get("before"), COMPACT_PAGE_SIZE
    )
    context = {"cards": build_cards(found.rows, page_context), "list_page": found}
    return render_page(page_context, "site/compact.html", context, path="/compact/")


PAGE_SIZE = 30
LEAD_CANDIDATES = 4
"""Of so many newest stories one with a picture eager_first a section."""
MIN_INDEXED_STORIES = 3
"""A page with fewer stories than this is not offered to search engines."""


def _public_editions() -> EditionQuerySet:
    return Edition.objects.public(at=DATETIME_PARAM)


def _section_pages(parts: int, older: bool) -> Any:  # noqa: FBT001  # a statement's shape is positional
    return build_page_query(
        [_public_editions().in_section([PK_PARAM + n]) for n in range(parts)], PAGE_SIZE, older=older
    )


def _topic_pages(older: bool) -> Any:  # noqa: FBT001
    return build_page_query([_public_editions().on_topic(TEXT_PARAM)], PAGE_SIZE, older=older)


def _source_pages(older: bool) -> Any:  # noqa: FBT001
    return build_page_query([_public_editions().from_agency(TEXT_PARAM)], PAGE_SIZE, older=older)


def _person_pages(older: bool) -> Any:  # noqa: FBT001
    """Under every person_id the person has stood: the record's own and those merged into it since."""
    named = _public_editions().filter(person_ids__overlap=ArrayParam(PKS_PARAM))
    return build_page_query([named], PAGE_SIZE, older=older)


def _oldest_in_section(parts: int) -> Any:
    stories = _public_editions().in_section([PK_PARAM + n for n in range(parts)])
    return stories.newest_first().reverse().values_list("first_published_at")[:1]


OLDEST_IN_SECTION = CompiledQueryVariants(Edition, _oldest_in_section)
IN_SECTION, ON_TOPIC, FROM_SOURCE, NAMING_PERSON = (
    CompiledQueryVariants(Edition, build)
    for build in (_section_pages, _topic_pages, _source_pages, _person_pages)
)


@public_view("before")
def section(page_context: PageContext, slug: str) -> HttpResponse:
    section = page_context.section(slug)
    if section is None:
        raise Http404(slug)
    if section.slug != slug:
        return HttpResponsePermanentRedirect(section.path)
    family = page_context.with_children(section)
    asked: dict[Any, Any] = {DATETIME_PARAM: page_context.at} | {
        PK_PARAM + n: part for n, part in enumerate(family)
    }
    found = fetch_page(IN_SECTION, asked, page_context.params.get("before"), PAGE_SIZE, len(family))
    parent = page_context.section_by_id(section.parent_id) if section.parent_id else None
    shown = drop_repeated_pictures(build_cards(found.rows, page_context, with_pictures=True), set())
    if found.first:
        shown = _sort_lead_first(shown)
    context = {
        "section": section,
        "parent": parent,
        "children": [s for s in page_context.sections if s.parent_id == section.id],
        "cards": shown,
        "rest": shown[1:],
        "list_page": found,
        "months": _month_anchors(found, asked, len(family)),
        "json_ld": [
            collection(section.name, section.path, section.description),
            breadcrumbs([(s.name, s.path) for s in (parent, section) if s]),
        ],
    }
    return render_page(page_context, "site/section.html", context, path=section.path)


def _month_anchors(found: ListPage, asked: Mapping[Any, Any], parts: int) -> list[Anchor]:
    """On a list's first page, if there is more than that."""
    oldest = OLDEST_IN_SECTION(parts).first_row(asked) if found.first and found.older else None
    return build_anchors(found.rows[0][FIRST_PUBLISHED], oldest[0]) if oldest else []


def _sort_lead_first(shown: Sequence[Card]) -> list[Card]:
    """A section eager_first with a picture if one of its newest stories has one; the others keep their order."""
    lead = next((card for card in shown[:LEAD_CANDIDATES] if card.picture), None)
    return sorted(shown, key=lambda card: card is not lead) if lead else list(shown)


@public_view("before")
def topic(page_context: PageContext, slug: str) -> HttpResponse:
    known = _find_topic(slug, page_context)
    if known is None:
        raise Http404(slug)
    found = fetch_page(
        ON_TOPIC,
        {DATETIME_PARAM: page_context.at, TEXT_PARAM: slug},
        page_context.params.get("before"),
        PAGE_SIZE,
    )
    path = f"/topic/{slug}/"
    context = {
        "topic": known,
        "feed": f"{path}feed.atom",
        "cards": build_cards(found.rows, page_context, with_pictures=True),
        "list_page": found,
        "json_ld": [collection(known["name"], path, known["description"])],
    }
    few = found.first and len(found.rows) < MIN_INDEXED_STORIES
    return render_page(page_context, "site/topic.html", context, path=path, noindex=few)


def _find_topic(slug: str, page_context: PageContext) -> Any:
    """The topic, what it is part of and what is part of it, each only if there are stories; one query."""
    told = topics_in(Edition.objects.public(at=page_context.at))
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
def source(page_context: PageContext, code: str) -> HttpResponse:
    agency = agencies_in(Edition.objects.public(at=page_context.at)).filter(code=code).first()
    if agency is None:
        raise Http404(code)
    found = fetch_page(
        FROM_SOURCE,
        {DATETIME_PARAM: page_context.at, TEXT_PARAM: code},
        page_context.params.get("before"),
        PAGE_SIZE,
    )
    path = f"/source/{code}/"
    context = {
        "agency": agency,
        "feed": f"{path}feed.atom",
        "cards": build_cards(found.rows, page_context),
        "list_page": found,
        "json_ld": [collection(agency.name, path, agency.description)],
    }
    return render_page(page_context, "site/source.html", context, path=path, noindex=True)


@public_view("before")
def person(page_context: PageContext, slug: str, person_id: int) -> HttpResponse:
    shown = _find_person(person_id)  # its page asks for the stories itself
    path = person_path(shown.slug, shown.pk)
    asked = {DATETIME_PARAM: page_context.at, PKS_PARAM: [shown.pk, *shown.merged_ids]}
    found = fetch_page(NAMING_PERSON, asked, page_context.params.get("before"), PAGE_SIZE)
    if not found.rows and not _is_in_public_story(asked):
        raise Http404(slug)
    if (slug, person_id) != (shown.slug, shown.pk):
        return HttpResponsePermanentRedirect(path)
    context = {
        "person": shown,
        "feed": f"{path}feed.atom",
        "cards": build_cards(found.rows, page_context),
        "list_page": found,
        "json_ld": [person_profile(shown.name, path, shown.description, shown.wikidata, shown.other_names)],
    }
    few = found.first and len(found.rows) < MIN_INDEXED_STORIES
    return render_page(page_context, "people/person.html", context, path=path, noindex=few)


def find_public_person(person_id: int, at: datetime) -> Any:
    """Return the person behind that person_id whom a public story names; raise Http404 for everybody else."""
    shown = _find_person(person_id)
    if not _is_in_public_story({DATETIME_PARAM: at, PKS_PARAM: [shown.pk, *shown.merged_ids]}):
        raise Http404(person_id)
    return shown


def _is_in_public_story(asked: Mapping[Any, Any]) -> bool:
    """Say whether any public story names the person; asked on pages behind the last story only."""
    return Edition.objects.public(at=asked[DATETIME_PARAM]).with_person(*asked[PKS_PARAM]).exists()


def _find_person(person_id: int) -> Any:
    """The person with a page behind that person_id, mergers followed; names and offices in the same query."""
    offices = Office.objects.filter(person=OuterRef("pk"))
    aliases = Alias.objects.filter(person=OuterRef("pk")).order_by("name")
    people = Person.objects.annotate(
        offices_held=ArraySubquery(
            offices.values(json=JSONObject(title="title", since="since", until="until"))
        ),
        other_names=ArraySubquery(aliases.values("name")),
        merged_ids=ArraySubquery(Person.objects.filter(merged_into=OuterRef("pk")).values("pk")),
    )
    seen: set[int] = set()
    while person_id not in seen:
        seen.add(person_id)
        found = people.filter(pk=person_id).first()
        if found is None or found.hidden:
            break
        if found.merged_into_id is None:
            return found
        person_id = found.merged_into_id
    raise Http404(person_id)
