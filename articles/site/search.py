"""Search page: people and topics of that name, then stories with facets."""

from django.http import HttpResponse

from articles.search.excerpts import cut_passage, find_hits, split_at_hits
from articles.search.expansion import expand_search
from articles.search.query import SearchTerms, parse_terms
from articles.search.spelling_corrections import correct_spelling
from articles.site import search_results
from articles.site.cards import COLUMNS, build_cards
from articles.site.dependencies import NAMES, NEWEST, WORDS
from articles.site.page_context import PageContext
from articles.site.pagination import ListPosition
from articles.site.public_view import public_view
from articles.site.search_facets import build_facets, list_active_filters
from articles.site.search_filters import PARAMETERS, SearchFilters
from articles.site.search_names import find_similar_names
from articles.site.search_renderer import SearchResult, render_search

LANGUAGE, HEADLINE, TEXT = COLUMNS.index("language"), COLUMNS.index("headline"), len(COLUMNS)
"""Places in a row of the results."""


@public_view("q", "before", *PARAMETERS)
def search(page_context: PageContext) -> HttpResponse:
    page_context.depend_on(NEWEST, NAMES, WORDS)
    words = parse_terms(page_context.params.get("q", ""))
    filters = SearchFilters.read(page_context)
    result = _find_result(page_context, words, filters) if words else None
    return render_search(page_context, words, filters, list(list_active_filters(filters, words)), result)


def _find_result(page_context: PageContext, words: SearchTerms, filters: SearchFilters) -> SearchResult:
    key = page_context.params.get("before")
    expanded = expand_search(words, page_context.state.version)
    hits = search_results.search(
        page_context, words, expanded.query, filters, ListPosition.read(key) if key else None
    )
    texts = [(row[LANGUAGE], row[TEXT].strip()) for row in hits.rows]
    headlines = [(row[LANGUAGE], row[HEADLINE]) for row in hits.rows]
    found = find_hits([*texts, *headlines], words, expanded)
    in_texts, in_headlines = found[: len(texts)], found[len(texts) :]
    return SearchResult(
        hits,
        build_cards(hits.rows, page_context),
        [cut_passage(text, own) for (_, text), own in zip(texts, in_texts, strict=True)],
        [list(split_at_hits(text, own)) for (_, text), own in zip(headlines, in_headlines, strict=True)],
        first=key is None,
        facets=list(build_facets(page_context, hits, words, filters)),
        similar_people=[] if hits.rows or hits.names else find_similar_names(page_context, words),
        corrected="" if hits.rows or key else correct_spelling(words, page_context.at),
    )
