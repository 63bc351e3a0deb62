"""Search page: people and topics of that name, then stories with facets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from articles.search.excerpts import Hit, cut_passage, find_hits, split_at_hits
from articles.search.expansion import expand_search
from articles.search.query import SearchTerms, parse_terms
from articles.search.spelling_corrections import correct_spelling
from articles.site import search_results
from articles.site.cards import COLUMNS, Card, build_cards
from articles.site.dependencies import NAMES, NEWEST, WORDS
from articles.site.page_context import PageContext
from articles.site.pagination import ListPosition
from articles.site.public_view import public_view
from articles.site.render import render_page
from articles.site.search_facets import SearchFacet, build_facets, list_active_filters
from articles.site.search_filters import PARAMETERS, SearchFilters
from articles.site.search_names import NameMatch, find_similar_names
from articles.url_paths import site_path

LANGUAGE, HEADLINE, TEXT = COLUMNS.index("language"), COLUMNS.index("headline"), len(COLUMNS)
CAPTIONS = TEXT + 1
"""Places in a row of the results."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    hits: search_results.SearchPage
    cards: Sequence[Card]
    excerpts: Sequence[str]
    headlines: Sequence[Sequence[tuple[str, bool]]]
    """Pieces of each headline, with whether they are hits."""
    first: bool
    facets: Sequence[SearchFacet] = ()
    similar_people: Sequence[NameMatch] = ()
    corrected: str = ""
    """The search in the spelling of a published word."""


@public_view("q", "before", *PARAMETERS)
def search(page_context: PageContext) -> HttpResponse:
    page_context.depend_on(NEWEST, NAMES, WORDS)
    words = parse_terms(page_context.params.get("q", ""))
    filters = SearchFilters.read(page_context)
    result = _find_result(page_context, words, filters) if words else None
    context = {
        "terms": words,
        "filters": filters,
        "active": list(list_active_filters(filters, words)),
        "result": result,
        "links": _list_links(words, filters, result) if result else {},
        "is_wordless": "q" in page_context.params,
    }
    return render_page(page_context, "site/search.html", context, path=site_path("/search/"), noindex=True)


def _list_links(words: SearchTerms, filters: SearchFilters, result: SearchResult) -> dict[str, Any]:
    """Return the query strings of the searches that the page leads to."""
    query = filters.link(words.text)
    return {
        "query": query,
        "base": f"?{query}",
        "other_order": filters.link(words.text, sort="relevance" if filters.sort == "newest" else ""),
        "corrected": filters.link(result.corrected),
        "unfiltered": filters.link_unfiltered(words.text),
    }


def _find_result(page_context: PageContext, words: SearchTerms, filters: SearchFilters) -> SearchResult:
    key = page_context.params.get("before")
    expanded = expand_search(words, page_context.state.version)
    hits = search_results.search(
        page_context, words, expanded.query, filters, ListPosition.read(key) if key else None
    )
    columns = (TEXT, CAPTIONS, HEADLINE)
    rows = [[(row[LANGUAGE], row[column].strip()) for column in columns] for row in hits.rows]
    found = iter(find_hits([text for texts in rows for text in texts], words, expanded))
    marked = [[(text, next(found)) for _, text in texts] for texts in rows]
    return SearchResult(
        hits,
        build_cards(hits.rows, page_context),
        [_cut_excerpt(*texts) for texts in marked],
        [list(split_at_hits(*headline)) for *_, headline in marked],
        first=key is None,
        facets=list(build_facets(page_context, hits, filters)),
        similar_people=[] if hits.rows or hits.names else find_similar_names(page_context, words),
        corrected="" if hits.rows or key else correct_spelling(words, page_context.at),
    )


type MarkedText = tuple[str, Sequence[Hit]]


def _cut_excerpt(text: MarkedText, captions: MarkedText, headline: MarkedText) -> str:
    """Return the passage of the text, of the captions if they alone have hits."""
    only_in_captions = captions[1] and not (text[1] or headline[1])
    return cut_passage(*(captions if only_in_captions else text))
