"""Stories as the desk looks for them: by number, agency or tag, and by words of the working text in any state."""

import re
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import connection
from django.db.models import Exists, F, Func, OuterRef, Q
from django.utils import timezone

from articles.models import Agency, Article, ArticleSource, Edition, Mention, Placement
from articles.search.query import build_query, filter_by_terms, parse_terms

PUBLIC_HITS = 300
"""Stories found by their public text where the working text says it no more, the newest first."""
MAX_LENGTH = 200
TRIGRAM = 3
ARTICLE_ID = re.compile(r"#?\s?(\d{1,17})")
WORKING_TEXT = Func(
    *map(F, ("language", "kicker", "headline", "dek", "dateline", "byline", "body", "notes")),
    function="newsroom_working_text",
    output_field=SearchVectorField(),
)
"""As `Article.Meta.indexes` has it, or the index is not used."""


def match_stories(term: str) -> Q:
    """Return the condition that a story is meant by what was typed into the desk's search.

    Each part asks an index of its own, and the parts are joined by UNION: joined by OR one part without an index
    makes PostgreSQL read every story. A regular expression asks the trigram index without regard to case.
    """
    line = " ".join(term.replace("\0", " ").split())[:MAX_LENGTH]
    if line.startswith("("):
        return Q(tag=line)
    number = ARTICLE_ID.fullmatch(line)
    if number and line.startswith("#"):
        return Q(pk=int(number[1]))
    agencies, public = _find_agencies_and_public_stories(line)
    first, *others = _index_lookups(line, public)
    found = Q(pk__in=first.union(*others, all=True))
    if agencies:
        # Of so many stories no list is made: the newest come in their order, and each is asked.
        found |= Q(Exists(ArticleSource.objects.filter(article=OuterRef("pk"), agency__in=agencies)))
    return found | Q(pk=int(number[1])) if number else found


def _index_lookups(line: str, public: list[int]) -> list[Any]:
    """Querysets of story numbers."""
    parts: list[Any] = [
        Article.objects.order_by().filter(name).values("pk")
        for name in (Q(agency_item_id=line), Q(guid=line), Q(slug=line))
    ]
    if "/" in line:
        parts.append(Article.objects.order_by().filter(tag=f"({line})").values("pk"))
    if len(line) >= TRIGRAM:
        pattern = re.escape(line)
        parts += [
            Article.objects.order_by().filter(headline__iregex=pattern).values("pk"),
            Mention.objects.order_by().filter(name__iregex=pattern).values("article"),
            Placement.objects.order_by().filter(photo__credit__iregex=pattern).values("article"),
        ]
    if words := parse_terms(line):
        working = Article.objects.order_by().alias(words=WORKING_TEXT).filter(words=build_query(words))
        parts += [working.values("pk"), Article.objects.order_by().filter(pk__in=public).values("pk")]
    return parts


def _find_agencies_and_public_stories(line: str) -> tuple[list[int], list[int]]:
    """Return the agencies called so and the newest stories whose public text says it, in one query."""
    called = Q(code__iexact=line) | Q(name__iexact=line) | Q(spellings__spelling__iexact=line)
    agencies = Agency.objects.order_by().filter(called).values("pk").distinct()
    words = parse_terms(line)
    public = filter_by_terms(Edition.objects.public(at=timezone.now()).newest_first(), words)
    newest = public.values("article_id")[: PUBLIC_HITS if words else 1]
    (sql, values), (more_sql, more_values) = (each.query.sql_with_params() for each in (agencies, newest))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ARRAY({sql}), ARRAY({more_sql})", [*values, *more_values])
        found: tuple[list[int], list[int]] = cursor.fetchone()
    return found
