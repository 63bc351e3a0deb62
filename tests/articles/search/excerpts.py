"""Excerpts as the page of a search cuts them."""

from collections.abc import Sequence

from articles.search.excerpts import cut_passage, find_hits
from articles.search.expansion import ExpandedSearch
from articles.search.query import SearchTerms

AS_TYPED = ExpandedSearch("", frozenset(), "")


def build_excerpts(
    texts: Sequence[tuple[str, str]], words: SearchTerms, expanded: ExpandedSearch = AS_TYPED
) -> list[str]:
    found = find_hits(texts, words, expanded)
    return [cut_passage(text, hits) for (_, text), hits in zip(texts, found, strict=True)]
