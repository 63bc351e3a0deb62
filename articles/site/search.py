"""Search page: people and topics of that name, then stories with facets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Concat, Left, Lower
from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from articles.models import Edition
from articles.models.story_text import Genre
from articles.parsing.lexicon import BUILTIN
from articles.public_names import people_in, topics_in
from articles.search.excerpts import build_excerpts
from articles.search.query import EXCERPT_FROM, SearchTerms, parse_terms, split_excluded
from articles.site import search_results
from articles.site.cards import COLUMNS, Card, build_cards, select_card_rows
from articles.site.dependencies import NAMES, NEWEST
from articles.site.page_context import PageContext
from articles.site.pagination import ListPosition
from articles.site.public_view import public_view
from articles.site.render import render_page
from articles.site.search_filters import PARAMETERS, SearchFilters
from articles.site.template_precompiler import PrecompiledTemplate
from articles.url_paths import person_path
from newsroom.db.compiled_queries import (
    DATETIME_PARAM,
    PKS_PARAM,
    TEXT_PARAM,
    TEXTS_PARAM,
    ArrayParam,
    CompiledQuery,
    IsAnyOf,
)
from newsroom.language_tags import name_language
from people.models import Person
from people.names.match import normalize_name

MAX_NAME_MATCHES = 3


CHOICE = PrecompiledTemplate("includes/choice.html", lambda marks, _shape: {"choice": marks})


@dataclass(frozen=True, slots=True)
class SearchFacet:
    name: str
    choices: SafeString


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter of this search, with the query string of the search without it."""

    name: str
    value: str
    query: str


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A person or topic with a page."""

    kind: str
    name: str
    description: str
    path: str


@public_view("q", "before", *PARAMETERS)
def search(page_context: PageContext) -> HttpResponse:
    page_context.depend_on(NEWEST, NAMES)
    words = parse_terms(page_context.params.get("q", ""))
    filters = SearchFilters.read(page_context)
    context: dict[str, Any] = {"words": words, "is_submitted": "q" in page_context.params, "filters": filters}
    context["active_filters"] = list(_list_active_filters(filters, words))
    if words:
        context |= _result_context(page_context, words, filters)
    return render_page(page_context, "site/search.html", context, path="/search/", noindex=True)


def _result_context(page_context: PageContext, words: SearchTerms, filters: SearchFilters) -> dict[str, Any]:
    key = page_context.params.get("before")
    hits = search_results.search(page_context, words, filters, ListPosition.read(key) if key else None)
    name_matches = _find_name_matches(page_context, words) if key is None and not filters else []
    return {
        "cards": _load_cards(page_context, hits.edition_ids, words),
        "hits": hits,
        "first": key is None,
        "facets": list(_build_facets(page_context, hits, words, filters)),
        "name_matches": name_matches,
        "similar_people": [] if hits.edition_ids or name_matches else _find_similar_names(page_context, words),
        "query": filters.link(words.text),
        "unfiltered_query": filters.link_unfiltered(words.text),
        "relevance_query": filters.link(words.text, sort="relevance"),
        "newest_query": filters.link(words.text, sort=""),
    }  # fmt: skip


def _query_rows() -> "QuerySet[Edition, Any]":
    text = Concat(
        "dek", Value("\n"), Left("plain", EXCERPT_FROM, output_field=TextField()), output_field=TextField()
    )
    editions = Edition.objects.public(at=DATETIME_PARAM).filter(IsAnyOf(F("pk"), ArrayParam(PKS_PARAM)))
    return select_card_rows(editions.annotate(text=text), "text", "pk").order_by()


ROWS: CompiledQuery[Edition] = CompiledQuery(Edition, _query_rows)
LANGUAGE = COLUMNS.index("language")


def _load_cards(page_context: PageContext, edition_ids: Sequence[int], words: SearchTerms) -> list[Card]:
    if not edition_ids:
        return []
    order = {pk: index for index, pk in enumerate(edition_ids)}
    rows = sorted(
        ROWS.tuples({DATETIME_PARAM: page_context.at, PKS_PARAM: list(edition_ids)}),
        key=lambda row: order[row[-1]],
    )
    page_excerpts = build_excerpts([(row[LANGUAGE], row[-2].strip()) for row in rows], words)
    return build_cards(rows, page_context, excerpts=page_excerpts)


def _list_active_filters(filters: SearchFilters, words: SearchTerms) -> Iterator[ActiveFilter]:
    labels: dict[str, tuple[str, str]] = {
        "section": (gettext("Section"), filters.section.name if filters.section else ""),
        "person": (gettext("Person"), filters.person.name if filters.person else ""),
        "agency": (gettext("Source"), BUILTIN.agency_name(filters.agency) if filters.agency else ""),
        "language": (gettext("Language"), _language_label(filters.language)),
        "kind": (gettext("Kind of story"), _genre_label(filters.kind)),
    }
    for parameter, (name, value) in labels.items():
        if value:
            yield ActiveFilter(name, value, filters.link(words.text, **{parameter: ""}))
    if filters.since or filters.until:
        yield ActiveFilter(
            gettext("Period"), _format_period(filters), filters.link(words.text, from_="", until="")
        )


def _format_period(filters: SearchFilters) -> str:
    begin, end = filters.since, filters.until
    if begin and end and (begin.month, begin.day, end.month, end.day) == (1, 1, 12, 31):
        return str(begin.year) if begin.year == end.year else f"{begin.year}–{end.year}"
    return " – ".join(day.strftime("%d.%m.%Y") if day else "…" for day in (begin, end))


def _build_facets(
    page_context: PageContext, hits: search_results.SearchPage, words: SearchTerms, filters: SearchFilters
) -> Iterator[SearchFacet]:
    """Yield the facets that can still narrow the hits, without active filters."""
    labels = {
        "section": (gettext("Section"), _name_sections(page_context)),
        "kind": (gettext("Kind of story"), {kind: _genre_label(kind) for kind in Genre.values}),
        "year": (gettext("Year"), {value: value for value, _ in hits.counts.get("year", ())}),
        "person": (gettext("Person"), hits.people),
        "agency": (gettext("Source"), {c: BUILTIN.agency_name(c) for c, _ in hits.counts.get("agency", ())}),
        "language": (
            gettext("Language"),
            {c: _language_label(c) for c, _ in hits.counts.get("language", ())},
        ),
    }
    active = filters.params.keys() | ({"year"} if filters.since or filters.until else set())
    for parameter, (name, names) in labels.items():
        counts = hits.counts.get(parameter, ())
        if parameter in active or len(counts) < (1 if parameter in {"person", "agency"} else 2):
            continue
        if parameter == "year":
            counts = sorted(counts, reverse=True)[: search_results.FACET_SIZE]
        choices = [
            _render_choice(
                names[value], count, _choice_query(filters, words, parameter, value, page_context), hits
            )
            for value, count in counts
            if value in names
        ]
        if choices:
            yield SearchFacet(name, mark_safe("".join(choices)))  # noqa: S308  # values are escaped


def _render_choice(name: str, stories: int, query: str, hits: search_results.SearchPage) -> str:
    count = f"{stories}+" if hits.capped and stories >= search_results.MAX_HITS else str(stories)
    return CHOICE({"name": name, "count": count, "query": query}, {})


def _choice_query(
    filters: SearchFilters, words: SearchTerms, parameter: str, value: str, page_context: PageContext
) -> str:
    if parameter == "year":
        return filters.link(words.text, from_=f"{value}-01-01", until=f"{value}-12-31")
    if parameter == "section":
        rubric = page_context.section_by_id(int(value))
        value = rubric.slug if rubric else ""
    return filters.link(words.text, **{parameter: value})


def _name_sections(page_context: PageContext) -> dict[str, str]:
    return {str(section.id): section.name for section in page_context.sections}


def _language_label(code: str) -> str:
    return name_language(code) if code else ""


def _genre_label(kind: str) -> str:
    label = str(Genre(kind).label) if kind else ""
    return label[:1].upper() + label[1:]


def _query_name_matches() -> "QuerySet[Person, Any]":
    public = Edition.objects.public(at=DATETIME_PARAM)
    people = people_in(public).filter(keys__overlap=ArrayParam(TEXTS_PARAM))
    topics = topics_in(public).annotate(called=Lower("name")).filter(called=TEXT_PARAM)
    columns = ("kind", "name", "description", "slug", "pk")
    queries: list[Any] = [
        part.annotate(kind=Value(kind)).values_list(*columns)[:MAX_NAME_MATCHES]
        for kind, part in (("person", people.order_by("name", "pk")), ("topic", topics.order_by("name")))
    ]
    both: QuerySet[Person, Any] = queries[0].union(queries[1], all=True).order_by("kind", "name")
    return both


# With a known name the planner reads all stories for one of each person instead of using their index.
NAME_MATCHES: CompiledQuery[Person] = CompiledQuery(Person, _query_name_matches, generic=True)


def _find_name_matches(page_context: PageContext, words: SearchTerms) -> list[NameMatch]:
    """Return people by surname or full name, and the topic of that name.

    Terms with excluded ones are no name.
    """
    if split_excluded(words.text)[1]:
        return []
    values = {
        DATETIME_PARAM: page_context.at,
        TEXTS_PARAM: [normalize_name(words.text)],
        TEXT_PARAM: words.text.lower(),
    }
    return [
        NameMatch(kind, name, description, person_path(slug, pk) if kind == "person" else f"/topic/{slug}/")
        for kind, name, description, slug, pk in NAME_MATCHES.tuples(values)
    ]


def _find_similar_names(page_context: PageContext, words: SearchTerms) -> list[NameMatch]:
    """Return people whose name is similar to the search."""
    people = (
        people_in(Edition.objects.public(at=page_context.at))
        .filter(name__trigram_similar=words.text)
        .annotate(likeness=TrigramSimilarity("name", words.text))
        .order_by("-likeness", "pk")[:MAX_NAME_MATCHES]
    )
    return [NameMatch("person", p.name, p.description, person_path(p.slug, p.pk)) for p in people]
