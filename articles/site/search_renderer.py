"""The search page as HTML, from precompiled templates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.search.query import SearchTerms
from articles.site.card_renderer import render_hits
from articles.site.cards import Card
from articles.site.page_context import PageContext
from articles.site.page_meta import PageMeta
from articles.site.render import render_framed
from articles.site.search_facets import ActiveFilter, SearchFacet
from articles.site.search_filters import SearchFilters
from articles.site.search_names import NameMatch
from articles.site.search_results import SearchPage
from articles.site.template_precompiler import PrecompiledTemplate
from articles.url_paths import site_path

MAIN = PrecompiledTemplate("site/search.html", optional=())
(
    FORM, HIDDEN, SHORTENED, INVALID, WORDLESS, NAMES, NAME, FILTERS, FILTER, HITS, FACET, EMPTY, PERSON, CORRECTED,
) = (
    PrecompiledTemplate(f"includes/search_parts.html#{name}")
    for name in (
        "form", "hidden", "shortened", "invalid", "wordless", "names", "name", "filters", "filter", "hits", "facet",
        "empty", "person", "corrected",
    )
)  # fmt: skip
PAGER = PrecompiledTemplate("includes/pager.html")
OPEN_FACETS = 3


@dataclass(frozen=True, slots=True)
class SearchResult:
    hits: SearchPage
    cards: Sequence[Card]
    excerpts: Sequence[str]
    headlines: Sequence[Sequence[tuple[str, bool]]]
    """Pieces of each headline, with whether they are hits."""
    first: bool
    facets: Sequence[SearchFacet] = ()
    similar_people: Sequence[NameMatch] = ()
    corrected: str = ""
    """The search in the spelling of a published word."""


def render_search(
    page_context: PageContext,
    words: SearchTerms,
    filters: SearchFilters,
    active: Sequence[ActiveFilter],
    result: SearchResult | None,
) -> HttpResponse:
    """Render the page; without a result it is the form alone."""
    values = {
        "form": _render_form(words, filters),
        "hints": _render_hints(words, filters),
        "result": _safe(_render_wordless(page_context)),
    }
    if result is not None:
        parts = (
            _render_names(result.hits.names),
            _render_active(active),
            _render_hits(page_context, words, filters, result),
        )
        values["result"] = _safe("\n".join(parts))
    path = site_path("/search/")
    page_meta = PageMeta((words.text, _("Search")), description=_("Search all stories."))
    return render_framed(page_context, MAIN(values, {}), {}, page_meta=page_meta, path=path, noindex=True)


def _render_form(words: SearchTerms, filters: SearchFilters) -> SafeString:
    values = {
        "words": words.text,
        "since": filters.since.isoformat() if filters.since else "",
        "until": filters.until.isoformat() if filters.until else "",
        "hidden": _join(HIDDEN({"name": name, "value": value}, {}) for name, value in filters.hidden_fields),
    }
    return _safe(FORM(values, {}))


def _render_hints(words: SearchTerms, filters: SearchFilters) -> SafeString:
    shortened = [SHORTENED({}, {})] if words.shortened else []
    return _join([*shortened, *(INVALID({"typed": typed}, {}) for typed in filters.invalid_dates)])


def _render_wordless(page_context: PageContext) -> str:
    return WORDLESS({}, {}) if "q" in page_context.params else ""


def _render_names(names: Sequence[NameMatch]) -> str:
    if not names:
        return ""
    items = (
        NAME({"path": found.path, "name": found.name, "description": found.description}, {"kind": found.kind})
        for found in names
    )
    return NAMES({"names": _join(items)}, {})


def _render_active(active: Sequence[ActiveFilter]) -> str:
    if not active:
        return ""
    items = (
        FILTER({"query": chosen.query, "name": chosen.name, "value": chosen.value}, {}) for chosen in active
    )
    return FILTERS({"filters": _join(items)}, {})


def _render_hits(
    page_context: PageContext, words: SearchTerms, filters: SearchFilters, result: SearchResult
) -> str:
    if not result.cards:
        return _render_empty(words, filters, result)
    newest = filters.sort == "newest"
    values = {
        "title": _format_title(result),
        "other_order": filters.link(words.text, sort="relevance" if newest else ""),
        "cards": render_hits(result.cards, result.headlines, result.excerpts, page_context.at),
        "pager": _render_pager(filters.link(words.text), result),
        "facets": _render_facets(result.facets),
    }
    return HITS(values, {"sort": filters.sort, "capped": result.hits.capped})


def _format_title(result: SearchResult) -> str:
    total = result.hits.total
    if not result.first:
        return _("More hits")
    if result.hits.capped:
        return _("More than 1,000 stories")
    return ngettext("%(n)s story", "%(n)s stories", total) % {"n": total}


def _render_pager(query: str, result: SearchResult) -> SafeString:
    return _safe(PAGER({"older": result.hits.older, "base": f"?{query}"}, {"first": result.first}))


def _render_facets(facets: Sequence[SearchFacet]) -> SafeString:
    return _join(
        FACET({"name": facet.name, "choices": facet.choices}, {"open": place < OPEN_FACETS})
        for place, facet in enumerate(facets)
    )


def _render_empty(words: SearchTerms, filters: SearchFilters, result: SearchResult) -> str:
    people = [PERSON({"path": person.path, "name": person.name}, {}) for person in result.similar_people]
    if result.corrected:
        query = filters.link(result.corrected)
        people.insert(0, CORRECTED({"query": query, "words": result.corrected}, {}))
    values = {
        "words": words.text,
        "meant": _safe(", ".join(people)),
        "unfiltered": filters.link_unfiltered(words.text),
    }
    return EMPTY(values, {"filtered": bool(filters)})


def _join(parts: Iterable[str]) -> SafeString:
    return _safe("".join(parts))


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308  # made of escaped values
