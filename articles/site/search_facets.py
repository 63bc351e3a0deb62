"""Facets of a search: what its hits can be narrowed to, with counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.utils.translation import get_language, gettext

from articles.models.story_text import Genre
from articles.parsing.lexicon import BUILTIN
from articles.search.query import SearchTerms
from articles.site.page_context import PageContext
from articles.site.search_filters import SearchFilters
from articles.site.search_results import FACET_SIZE, MAX_HITS, SearchPage
from newsroom.language_tags import name_language

ALWAYS_OFFERED = {"person", "agency"}
"""Facets with a single choice narrow the hits, too: not each story names someone."""


@dataclass(frozen=True, slots=True)
class FacetChoice:
    name: str
    query: str
    """What it adds to the query string of the search."""
    count: str


@dataclass(frozen=True, slots=True)
class SearchFacet:
    name: str
    choices: Sequence[FacetChoice]


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter of this search, with the query string of the search without it."""

    name: str
    value: str
    query: str


def list_active_filters(filters: SearchFilters, words: SearchTerms) -> Iterator[ActiveFilter]:
    if not filters:
        return
    values = {
        "section": filters.section.name if filters.section else "",
        "person": filters.person.name if filters.person else "",
        "agency": BUILTIN.agency_name(filters.agency) if filters.agency else "",
        "language": name_language(filters.language) if filters.language else "",
        "kind": _name_genre(filters.kind, get_language()) if filters.kind else "",
    }
    names = _name_facets(get_language())
    for parameter, value in values.items():
        if value:
            yield ActiveFilter(names[parameter], value, filters.link(words.text, **{parameter: ""}))
    if filters.since or filters.until:
        yield ActiveFilter(
            gettext("Period"), _format_period(filters), filters.link(words.text, from_="", until="")
        )


def _format_period(filters: SearchFilters) -> str:
    begin, end = filters.since, filters.until
    if begin and end and (begin.month, begin.day, end.month, end.day) == (1, 1, 12, 31):
        return str(begin.year) if begin.year == end.year else f"{begin.year}–{end.year}"
    return " – ".join(day.strftime("%d.%m.%Y") if day else "…" for day in (begin, end))


def build_facets(
    page_context: PageContext, hits: SearchPage, filters: SearchFilters
) -> Iterator[SearchFacet]:
    """Yield the facets that can still narrow the hits, without active filters."""
    active = filters.params.keys() | ({"year"} if filters.since or filters.until else set())
    for parameter, name in _name_facets(get_language()).items():
        counts = hits.counts.get(parameter, ())
        if parameter in active or len(counts) < (1 if parameter in ALWAYS_OFFERED else 2):
            continue
        if parameter == "year":
            counts = sorted(counts, reverse=True)[:FACET_SIZE]
        choices = []
        for value, stories in counts:
            label, query = _describe_choice(page_context, hits, parameter, value)
            if label:
                choices.append(FacetChoice(label, query, _format_count(stories, hits)))
        if choices:
            yield SearchFacet(name, choices)


def _format_count(stories: int, hits: SearchPage) -> str:
    return f"{stories}+" if hits.capped and stories >= MAX_HITS else str(stories)


def _describe_choice(
    page_context: PageContext, hits: SearchPage, parameter: str, value: str
) -> tuple[str, str]:
    """Return the name of a choice and what it adds to the query string.

    A choice that is not offered has no name.
    """
    match parameter:
        case "section":
            section = page_context.section_by_id(int(value))
            return (section.name, _link(parameter, section.slug)) if section else ("", "")
        case "year":
            return value, f"from={value}-01-01&until={value}-12-31"
        case "person":
            return hits.people.get(value, ""), _link(parameter, value)
        case "agency":
            return BUILTIN.agency_name(value), _link(parameter, value)
        case "kind":
            return _name_genre(value, get_language()), _link(parameter, value)
    return (_name_language(value, get_language()) if value else ""), _link(parameter, value)


@lru_cache(maxsize=4_096)
def _link(parameter: str, value: str) -> str:
    return urlencode({parameter: value})


@lru_cache(maxsize=4)
def _name_facets(_language: str) -> dict[str, str]:
    return {
        "section": gettext("Section"),
        "kind": gettext("Kind of story"),
        "year": gettext("Year"),
        "person": gettext("Person"),
        "agency": gettext("Source"),
        "language": gettext("Language"),
    }


@lru_cache(maxsize=64)
def _name_genre(kind: str, _language: str) -> str:
    label = str(Genre(kind).label) if kind in Genre.values else ""
    return label[:1].upper() + label[1:]


@lru_cache(maxsize=256)
def _name_language(code: str, _language: str) -> str:
    return name_language(code)
