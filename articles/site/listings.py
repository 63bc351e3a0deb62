"""Lists of a section, topic, source or person, newest story first."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import orjson
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from articles.actions.desk.front_arrangement import FrontArrangement
from articles.models import Edition, Topic
from articles.querysets import EditionQuerySet
from articles.selectors.public_names import agencies_in, topics_in
from articles.site import dependencies
from articles.site.arranged_section import choose_blocks
from articles.site.cards import (
    COLUMNS,
    FIRST_PUBLISHED,
    GROUP,
    PHOTO,
    build_cards,
    drop_repeated_pictures,
    leave_out_section,
    select_card_rows,
    sort_lead_first,
)
from articles.site.dependencies import (
    agency_key,
    named_key,
    person_key,
    section_front_key,
    section_key,
    topic_key,
)
from articles.site.json_ld import breadcrumbs, collection, person_profile
from articles.site.language_front import show_language_front
from articles.site.newest_matches import NewestMatches
from articles.site.page_context import PageContext, SectionSummary
from articles.site.page_language import choose_text
from articles.site.pagination import (
    LAST_ID,
    LAST_TIME,
    SECTIONS,
    Anchor,
    ListPage,
    build_anchors,
    build_page_query,
    fetch_page,
)
from articles.site.person_pictures import NO_PICTURES, find_person_pictures
from articles.site.public_view import public_view
from articles.site.render import render_page
from articles.site.section_front import arrange_newest
from articles.site.translations import drop_translations
from articles.url_paths import person_path, site_path, source_path, topic_path
from newsroom.db.compiled_queries import (
    DATETIME_PARAM,
    PK_PARAM,
    PKS_PARAM,
    TEXT_PARAM,
    ArrayParam,
    CompiledQuery,
    CompiledQueryVariants,
    IsAnyOf,
)
from people.models import Alias, Office, Person

COMPACT_PAGE_SIZE = 40


def _newest_pages(older: bool) -> Any:  # noqa: FBT001  # variants are positional
    return build_page_query([_public_editions()], COMPACT_PAGE_SIZE, GROUP, older=older)


NEWEST = CompiledQueryVariants(Edition, _newest_pages, generic=True)


@public_view("before")
def compact(page_context: PageContext) -> HttpResponse:
    page_context.depend_on(dependencies.NEWEST)
    list_page = fetch_page(
        NEWEST, {DATETIME_PARAM: page_context.at}, page_context.params.get("before"), COMPACT_PAGE_SIZE
    )
    shown = drop_translations(list_page.rows, settings.SITE_LANGUAGE, page_context)
    context = {"cards": build_cards(shown, page_context), "list_page": list_page}
    return render_page(page_context, "site/compact.html", context, path=site_path("/compact/"))


PAGE_SIZE = 30
MIN_INDEXED_STORIES = 3
"""A page with fewer stories is `noindex`."""


def _public_editions() -> EditionQuerySet:
    return Edition.objects.public(at=DATETIME_PARAM)


def _section_pages(parts: int, older: bool) -> Any:  # noqa: FBT001  # variants are positional
    more = (PHOTO, GROUP) if parts == 1 else (GROUP,)
    branches = [_public_editions().in_section([section]) for section in SECTIONS[:parts]]
    if not older:  # the first page leads to the months of the others
        oldest = Subquery(_oldest_in_section(parts))
        branches, more = [branch.annotate(oldest=oldest) for branch in branches], (*more, "oldest")
    return build_page_query(branches, PAGE_SIZE, *more, older=older)


def _topic_pages(older: bool) -> Any:  # noqa: FBT001
    return build_page_query([_public_editions().on_topic(TEXT_PARAM)], PAGE_SIZE, PHOTO, GROUP, older=older)


def _source_pages(older: bool) -> Any:  # noqa: FBT001
    return build_page_query([_public_editions().from_agency(TEXT_PARAM)], PAGE_SIZE, GROUP, older=older)


def _person_pages(older: bool) -> Any:  # noqa: FBT001
    """Match the person and every record merged into it."""
    stories = _public_editions().filter(person_ids__overlap=ArrayParam(PKS_PARAM))
    if older:
        stories = stories.before(LAST_TIME, LAST_ID)
    shown = Edition.objects.filter(IsAnyOf(F("pk"), NewestMatches(stories, PAGE_SIZE + 1)))
    return select_card_rows(shown.newest_first(), GROUP)


def _oldest_in_section(parts: int) -> Any:
    stories = _public_editions().in_section(SECTIONS[:parts])
    return stories.newest_first().reverse().values("first_published_at")[:1]


IN_SECTION = CompiledQueryVariants(Edition, _section_pages, generic=True)
NAMING_PERSON = CompiledQueryVariants(Edition, _person_pages, generic=True)
ON_TOPIC, FROM_SOURCE = (CompiledQueryVariants(Edition, build) for build in (_topic_pages, _source_pages))


@public_view("before")
def section(page_context: PageContext, slug: str) -> HttpResponse:
    section = page_context.section(slug)
    if section is None:
        return show_language_front(page_context, slug)
    if section.slug != slug:
        return HttpResponsePermanentRedirect(section.path)
    return show_section(page_context, section)


def show_section(page_context: PageContext, section: SectionSummary) -> HttpResponse:
    """Render a page of the section's stories, the first as the desk has arranged it."""
    family = page_context.with_children(section)
    page_context.depend_on(*map(section_key, family))
    values: dict[Any, Any] = {DATETIME_PARAM: page_context.at, **dict(zip(SECTIONS, family, strict=False))}
    list_page = fetch_page(IN_SECTION, values, page_context.params.get("before"), PAGE_SIZE, len(family))
    parent = page_context.parent_of(section)
    children = [s for s in page_context.sections if s.parent_id == section.id]
    has_photos = len(family) == 1
    shown = drop_translations(list_page.rows, settings.SITE_LANGUAGE, page_context, len(COLUMNS) + has_photos)
    section_cards = drop_repeated_pictures(
        build_cards(shown, page_context, with_pictures=True, has_photos=has_photos), set()
    )
    stories = None
    if list_page.first:
        page_context.depend_on(section_front_key(section.id))
        if section.arrangement:
            stories = choose_blocks(page_context, section, section.arrangement)
        else:
            section_cards = sort_lead_first(section_cards)
    if children:  # the cards of the others name their section
        section_cards = leave_out_section(section_cards, section.id)
    context: dict[str, Any] = {
        "section": section,
        "name": section.name,
        "description": section.description,
        "summary": section.description or _("All stories in %(name)s.") % {"name": section.name},
        "parent": parent,
        "children": children,
        "within": not children,
        "cards": section_cards,
        "list_page": list_page,
        "months": _month_anchors(list_page),
        "newsletters": page_context.newsletters_of(section),
        "json_ld": [
            collection(section.name, section.path, section.description),
            breadcrumbs([(s.name, s.path) for s in (parent, section) if s]),
        ],
    }
    if stories and stories.top:
        rest = drop_repeated_pictures(section_cards, set(stories.photos))
        context["stories"] = stories
        context["cards"] = [card for card in rest if card.article_id not in stories.shown]
    elif list_page.first:
        context |= arrange_newest(section_cards)
    return render_page(page_context, "site/section.html", context, path=section.path)


def render_section_draft(page_context: PageContext, section_id: int, draft: FrontArrangement) -> HttpResponse:
    """Render the page of the section as it would be with this arrangement."""
    section = page_context.section_by_id(section_id)
    if section is None:
        raise Http404(section_id)
    is_arranged = bool(draft.lead or draft.blocks)
    return show_section(page_context, replace(section, arrangement=draft if is_arranged else None))


def _month_anchors(list_page: ListPage) -> list[Anchor]:
    """Return the anchors for the first page of a list that has more pages."""
    if not (list_page.first and list_page.older):
        return []
    newest = list_page.rows[0]
    return build_anchors(newest[FIRST_PUBLISHED], newest[-1])


@public_view("before")
def topic(page_context: PageContext, slug: str) -> HttpResponse:
    topic_row = _find_topic(slug, page_context)
    if topic_row is None:
        raise Http404(slug)
    page_context.depend_on(topic_key(slug), *map(topic_key, topic_row["relatives"]))
    list_page = fetch_page(
        ON_TOPIC,
        {DATETIME_PARAM: page_context.at, TEXT_PARAM: slug},
        page_context.params.get("before"),
        PAGE_SIZE,
    )
    path = topic_path(slug)
    shown = drop_translations(list_page.rows, settings.SITE_LANGUAGE, page_context, len(COLUMNS) + 1)
    cards = build_cards(shown, page_context, with_pictures=True, has_photos=True)
    context = {
        "topic": topic_row,
        "feed": f"{path}feed.atom",
        "cards": drop_repeated_pictures(cards, set()),
        "list_page": list_page,
        "json_ld": [collection(topic_row["name"], path, topic_row["description"])],
    }
    too_few = list_page.first and len(list_page.rows) < MIN_INDEXED_STORIES
    return render_page(page_context, "site/topic.html", context, path=path, noindex=too_few)


def _find_topic(slug: str, page_context: PageContext) -> Any:
    """Return the topic, its parent and its parts, each only with stories; one query.

    `relatives` are the slugs of the parent and the parts, also of those without stories.
    """
    topics = topics_in(Edition.objects.public(at=page_context.at))
    columns = JSONObject(name="name", name_en="name_en", slug="slug")
    above = topics.filter(pk=OuterRef("parent")).values(json=columns)
    parts = topics.filter(parent=OuterRef("pk")).order_by("name").values(json=columns)
    relatives = Topic.objects.filter(Q(pk=OuterRef("parent")) | Q(parent=OuterRef("pk"))).order_by()
    row = (
        topics.filter(slug=slug)
        .annotate(
            above=Subquery(above),
            parts=ArraySubquery(parts),
            relatives=ArraySubquery(relatives.values("slug")),
        )
        .values("name", "name_en", "description", "description_en", "above", "parts", "relatives")
        .first()
    )
    return row and _translate_topic(row)


def _translate_topic(row: Any) -> dict[str, Any]:
    """Return the topic and the names of its relatives in the page's language."""
    above = row["above"] and {**row["above"], "name": choose_text(row["above"], "name")}
    parts = [{**part, "name": choose_text(part, "name")} for part in row["parts"]]
    texts = {name: choose_text(row, name) for name in ("name", "description")}
    return {**row, **texts, "above": above, "parts": parts}


@public_view("before")
def source(page_context: PageContext, code: str) -> HttpResponse:
    agency = agencies_in(Edition.objects.public(at=page_context.at)).filter(code=code).first()
    if agency is None:
        raise Http404(code)
    page_context.depend_on(agency_key(code))
    list_page = fetch_page(
        FROM_SOURCE,
        {DATETIME_PARAM: page_context.at, TEXT_PARAM: code},
        page_context.params.get("before"),
        PAGE_SIZE,
    )
    path = source_path(code)
    shown = drop_translations(list_page.rows, settings.SITE_LANGUAGE, page_context)
    context = {
        "agency": agency,
        "feed": f"{path}feed.atom",
        "cards": build_cards(shown, page_context),
        "list_page": list_page,
        "json_ld": [collection(agency.name, path, agency.description)],
    }
    return render_page(page_context, "site/source.html", context, path=path, noindex=True)


@public_view("before")
def person(page_context: PageContext, slug: str, person_id: int) -> HttpResponse:
    record = _find_person(person_id)  # the page queries the stories anyway
    path = person_path(record.slug, record.pk)
    values: dict[Any, Any] = {DATETIME_PARAM: page_context.at, PKS_PARAM: [record.pk, *record.merged_ids]}
    list_page = fetch_page(NAMING_PERSON, values, page_context.params.get("before"), PAGE_SIZE)
    if not list_page.rows and not _is_in_public_story(values):
        raise Http404(slug)
    people = (person_id, record.pk, *record.merged_ids)
    page_context.depend_on(*map(person_key, people), *map(named_key, people))
    if (slug, person_id) != (record.slug, record.pk):
        return HttpResponsePermanentRedirect(path)
    profile = person_profile(record.name, path, record.description, record.wikidata, record.other_names)
    pictures = find_person_pictures(values[PKS_PARAM], page_context) if list_page.first else NO_PICTURES
    shown = drop_translations(list_page.rows, settings.SITE_LANGUAGE, page_context)
    context = {
        "person": record,
        "summary": record.description or _("Stories that name %(name)s.") % {"name": record.name},
        "feed": f"{path}feed.atom",
        "pictures": pictures,
        "cards": build_cards(shown, page_context),
        "list_page": list_page,
        "json_ld": [profile],
    }
    too_few = list_page.first and len(list_page.rows) < MIN_INDEXED_STORIES
    return render_page(page_context, "people/person.html", context, path=path, noindex=too_few)


def find_public_person(person_id: int, at: datetime) -> Any:
    """Return a person that a public story names; raise Http404 for all others."""
    record = _find_person(person_id)
    if not _is_in_public_story({DATETIME_PARAM: at, PKS_PARAM: [record.pk, *record.merged_ids]}):
        raise Http404(person_id)
    return record


def _is_in_public_story(values: Mapping[Any, Any]) -> bool:
    """Return whether a public story names the person."""
    return Edition.objects.public(at=values[DATETIME_PARAM]).with_person(*values[PKS_PARAM]).exists()


def _find_person(person_id: int) -> Any:
    """Return the person with names and offices, after following merges; or Http404."""
    seen: set[int] = set()
    while person_id not in seen:
        seen.add(person_id)
        record: Any = next(PERSON.rows({PK_PARAM: person_id}), None)
        if record is None or record.hidden:
            break
        if record.merged_into_id is None:
            record.offices_held = [orjson.loads(office) for office in record.offices_held]
            return record
        person_id = record.merged_into_id
    raise Http404(person_id)


def _query_person() -> Any:
    offices = Office.objects.filter(person=OuterRef("pk"))
    aliases = Alias.objects.filter(person=OuterRef("pk")).order_by("name")
    return Person.objects.filter(pk=PK_PARAM).annotate(
        offices_held=ArraySubquery(
            offices.values(json=JSONObject(title="title", since="since", until="until"))
        ),
        other_names=ArraySubquery(aliases.values("name")),
        merged_ids=ArraySubquery(Person.objects.filter(merged_into=OuterRef("pk")).values("pk")),
    )


PERSON: CompiledQuery[Person] = CompiledQuery(Person, _query_person, generic=True)
