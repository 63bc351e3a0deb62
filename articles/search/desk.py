"""Search of the desk: by id, agency, tag or text, in any state."""

import re
from collections import Counter
from functools import reduce
from operator import or_
from time import monotonic
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db.models import F, Func, Q, TextField, Value

from articles.models import Agency, Article, ArticleSource, Edition, Mention, Placement
from articles.search.configurations import searched_configurations
from articles.search.expansion import ComposedSearchQuery, ExpandedSearch, expand_search
from articles.search.query import SearchTerms, parse_terms
from newsroom.caching.bounded_cache import BoundedCache

MAX_LENGTH = 200
FEW_MATCHES = 1_000
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


class UnknownToPlanner(Func):
    """Pattern for which the planner uses the trigram index, however many rows match."""

    template = "(SELECT %(expressions)s)"
    output_field = TextField()


def match_stories(term: str) -> Q:
    """Return the condition for stories that match the term typed by an editor."""
    line = " ".join(term.replace("\0", " ").split())[:MAX_LENGTH]
    if line.startswith("("):
        return Q(tag=line)
    article_id = ARTICLE_ID.fullmatch(line)
    if article_id and line.startswith("#"):
        return Q(pk=int(article_id[1]))
    condition = _match_any(_index_lookups(line))
    return condition | Q(pk=int(article_id[1])) if article_id else condition


def _match_any(lookups: list[Any]) -> Q:
    """Return the condition for stories that any of the lookups finds.

    One statement asks each for its first stories. Those of a few become a list of ids. Each larger one becomes a hash
    table: the stories are read in the order of the list and looked up there until a page is full. The 0 keeps the
    planner from making a single one into a join, which would sort all its stories.
    """
    first, *others = (
        rows.annotate(lookup=Value(n)).values_list("lookup", "story")[: FEW_MATCHES + 1]
        for n, rows in enumerate(lookups)
    )
    found = list(first.union(*others, all=True).order_by())
    sizes = Counter(n for n, _story in found)
    ids = {story for n, story in found if sizes[n] <= FEW_MATCHES}
    large = (Q(pk__in=lookups[n].values("story")) for n, size in sizes.items() if size > FEW_MATCHES)
    return reduce(or_, large, Q(pk__in={0, *ids}))


def _index_lookups(line: str) -> list[Any]:
    """Return querysets with the id of a `story`, each found by an index of its own.

    A case-insensitive regular expression uses the trigram index.
    """
    articles, story = Article.objects.order_by().annotate(story=F("pk")), {"story": F("article")}
    lookups: list[Any] = []
    if words := parse_terms(line):
        query = ComposedSearchQuery(_expand_search(words))
        public = Edition.objects.order_by().live().filter(document=query)
        lookups += [
            articles.saved_at_desk().alias(words=WORKING_TEXT).filter(words=query),
            public.annotate(**story),
        ]
    if len(line) >= TRIGRAM:
        pattern = UnknownToPlanner(Value(re.escape(line)))
        lookups += [
            articles.filter(headline__iregex=pattern),
            Mention.objects.order_by().filter(name__iregex=pattern).annotate(**story),
            Placement.objects.order_by().filter(photo__credit__iregex=pattern).annotate(**story),
        ]
    is_named = Q(code__iexact=line) | Q(name__iexact=line) | Q(spellings__spelling__iexact=line)
    agencies = Agency.objects.order_by().filter(is_named).values("pk")
    lookups += [ArticleSource.objects.order_by().filter(agency__in=agencies).annotate(**story)]
    names = [Q(agency_item_id=line), Q(guid=line), Q(slug=line)]
    names += [Q(tag=f"({line})")] if "/" in line else []
    return lookups + [articles.filter(condition) for condition in names]


def _expand_search(words: SearchTerms) -> ExpandedSearch:
    """Return the query, not looked up again while an editor pages and filters."""
    key, now = (tuple(searched_configurations()), words.text), monotonic()
    known = RECENT.get(key)
    if known is not None and now - known[0] < MAX_AGE:
        return known[1]
    expanded = expand_search(words)
    RECENT.put(key, (now, expanded))
    return expanded
