"""Search of the desk: by id, agency, tag or text, in any state."""

import re
from time import monotonic
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchVectorField
from django.db.models import Exists, F, Func, OuterRef, Q

from articles.models import Agency, Article, ArticleSource, Edition, Mention, Placement
from articles.search.configurations import searched_configurations
from articles.search.expansion import ComposedSearchQuery, ExpandedSearch, expand_search
from articles.search.query import SearchTerms, parse_terms
from newsroom.caching.bounded_cache import BoundedCache
from newsroom.db.compiled_queries import IsAnyOf

MAX_LENGTH = 200
TRIGRAM = 3
MAX_AGE = 15.0
"""Seconds after which words and spellings are looked up again."""
RECENT: BoundedCache[tuple[tuple[str, ...], str], tuple[float, ExpandedSearch]] = BoundedCache(200)
ARTICLE_ID = re.compile(r"#?\s?(\d{1,17})")
WORKING_TEXT = Func(
    *map(F, ("language", "kicker", "headline", "dek", "dateline", "byline", "body", "notes")),
    function="newsroom_working_text",
    output_field=SearchVectorField(),
)
"""Equal to the expression in `Article.Meta.indexes`, or the index is not used."""


def match_stories(term: str) -> Q:
    """Return the condition for stories that match the term typed by an editor.

    Each lookup uses an index of its own, and the lookups are joined by UNION: joined by OR, one lookup without an index
    makes PostgreSQL read every story. As an array the ids are found once; as a subquery, once for each story read.
    A case-insensitive regular expression uses the trigram index.
    """
    line = " ".join(term.replace("\0", " ").split())[:MAX_LENGTH]
    if line.startswith("("):
        return Q(tag=line)
    article_id = ARTICLE_ID.fullmatch(line)
    if article_id and line.startswith("#"):
        return Q(pk=int(article_id[1]))
    agencies = _find_agencies(line)
    first, *others = _index_lookups(line)
    condition = Q(IsAnyOf(F("pk"), ArraySubquery(first.union(*others, all=True).order_by())))
    if agencies:
        # An agency has too many stories for a list of ids: the newest are read in order, each with this test.
        condition |= Q(Exists(ArticleSource.objects.filter(article=OuterRef("pk"), agency__in=agencies)))
    return condition | Q(pk=int(article_id[1])) if article_id else condition


def _index_lookups(line: str) -> list[Any]:
    """Return querysets of story ids."""
    lookups: list[Any] = [
        Article.objects.order_by().filter(condition).values("pk")
        for condition in (Q(agency_item_id=line), Q(guid=line), Q(slug=line))
    ]
    if "/" in line:
        lookups.append(Article.objects.order_by().filter(tag=f"({line})").values("pk"))
    if len(line) >= TRIGRAM:
        pattern = re.escape(line)
        lookups += [
            Article.objects.order_by().filter(headline__iregex=pattern).values("pk"),
            Mention.objects.order_by().filter(name__iregex=pattern).values("article"),
            Placement.objects.order_by().filter(photo__credit__iregex=pattern).values("article"),
        ]
    if words := parse_terms(line):
        query = ComposedSearchQuery(_expand_search(words))
        saved = Article.objects.order_by().saved_at_desk().alias(words=WORKING_TEXT).filter(words=query)
        public = Edition.objects.order_by().live().filter(document=query)
        lookups += [saved.values("pk"), public.values("article")]
    return lookups


def _expand_search(words: SearchTerms) -> ExpandedSearch:
    """Return the query, not looked up again while an editor pages and filters."""
    key, now = (tuple(searched_configurations()), words.text), monotonic()
    known = RECENT.get(key)
    if known is not None and now - known[0] < MAX_AGE:
        return known[1]
    expanded = expand_search(words)
    RECENT.put(key, (now, expanded))
    return expanded


def _find_agencies(line: str) -> list[int]:
    is_named = Q(code__iexact=line) | Q(name__iexact=line) | Q(spellings__spelling__iexact=line)
    return list(Agency.objects.order_by().filter(is_named).values_list("pk", flat=True).distinct())
