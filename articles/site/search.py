"""Search page: people and topics of that name, then stories with facets."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Concat, Left
from django.http import HttpResponse

from articles.models import Edition
from articles.search.excerpts import build_excerpts
from articles.search.query import EXCERPT_FROM, SearchTerms, parse_terms
from articles.site import search_results
from articles.site.cards import COLUMNS, Card, build_cards, select_card_rows
from articles.site.dependencies import NAMES, NEWEST
from articles.site.page_context import PageContext
from articles.site.pagination import ListPosition
from articles.site.public_view import public_view
from articles.site.search_facets import build_facets, list_active_filters
from articles.site.search_filters import PARAMETERS, SearchFilters
from articles.site.search_names import find_names, find_similar_names
from articles.site.search_renderer import SearchResult, render_search
from newsroom.db.compiled_queries import DATETIME_PARAM, PKS_PARAM, ArrayParam, CompiledQuery, IsAnyOf


@public_view("q", "before", *PARAMETERS)
def search(page_context: PageContext) -> HttpResponse:
    page_context.depend_on(NEWEST, NAMES)
    words = parse_terms(page_context.params.get("q", ""))
    filters = SearchFilters.read(page_context)
    result = _find_result(page_context, words, filters) if words else None
    return render_search(page_context, words, filters, list(list_active_filters(filters, words)), result)


def _find_result(page_context: PageContext, words: SearchTerms, filters: SearchFilters) -> SearchResult:
    key = page_context.params.get("before")
    hits = search_results.search(page_context, words, filters, ListPosition.read(key) if key else None)
    names = find_names(page_context, words) if key is None and not filters else []
    cards, excerpts = _load_cards(page_context, hits.edition_ids, words)
    return SearchResult(
        hits,
        cards,
        excerpts,
        first=key is None,
        facets=list(build_facets(page_context, hits, words, filters)),
        names=names,
        similar_people=[] if cards or names else find_similar_names(page_context, words),
    )


def _query_rows() -> "QuerySet[Edition, Any]":
    text = Concat(
        "dek", Value("\n"), Left("plain", EXCERPT_FROM, output_field=TextField()), output_field=TextField()
    )
    editions = Edition.objects.public(at=DATETIME_PARAM).filter(IsAnyOf(F("pk"), ArrayParam(PKS_PARAM)))
    return select_card_rows(editions.annotate(text=text), "text", "pk").order_by()


ROWS: CompiledQuery[Edition] = CompiledQuery(Edition, _query_rows)
LANGUAGE = COLUMNS.index("language")


def _load_cards(
    page_context: PageContext, edition_ids: Sequence[int], words: SearchTerms
) -> tuple[list[Card], list[str]]:
    """Return the cards of these editions in this order, and their excerpts."""
    if not edition_ids:
        return [], []
    order = {pk: index for index, pk in enumerate(edition_ids)}
    rows = sorted(
        ROWS.tuples({DATETIME_PARAM: page_context.at, PKS_PARAM: list(edition_ids)}),
        key=lambda row: order[row[-1]],
    )
    excerpts = build_excerpts([(row[LANGUAGE], row[-2].strip()) for row in rows], words)
    return build_cards(rows, page_context), excerpts
