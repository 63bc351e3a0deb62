"""Related stories, by shared topics, people, places and words of the headline.

What few of the candidates share counts more than what many share. Candidates are the newest stories of each topic, then
of each person, so that a topic with many stories never hides one with few. Stories that share a topic come first, the
newest first. Their choice depends on the stories of these topics alone, so that no other publication ends the page.
"""

import re
from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    F,
    Func,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Concat

from articles.models import Edition
from articles.querysets import EditionQuerySet
from articles.site.cards import ARTICLE, EXPIRES_AT, GROUP, select_card_rows
from articles.site.newest_matches import NewestMatches
from articles.site.page_context import PageContext
from articles.visibility import VISIBLE_UNTIL
from newsroom.db.compiled_queries import (
    DATETIME_PARAM,
    PK_PARAM,
    PKS_PARAM,
    TEXT_PARAM,
    TEXTS_PARAM,
    ArrayParam,
    CompiledQueryVariants,
    IsAnyOf,
)

MAX_RELATED = 5
CANDIDATES = 15
"""So many of the newest stories of each topic and person are compared."""
FEW = 400
"""Of more matches, the newest are soon found by going back from the newest edition."""
BY_TOPIC, BY_PERSON = 1, 2
"""Ranks of related stories."""
STEM_LENGTH = 6
"""Words with the same first letters count as the same: `Nachtzug`, `Nachtzüge`."""
MIN_WORD_LENGTH = 5
LONG_WORD = re.compile(rf"[^\W_]{{{MIN_WORD_LENGTH},}}")
IDS, TEXTS = ArrayField(BigIntegerField()), ArrayField(TextField())


class ContainsName(Func):
    """`array @> ARRAY[name]` within `NewestOfEach`."""

    template = "(%(expressions)s @> ARRAY[wanted.name])"
    output_field = BooleanField()


class NewestOfEach(Func):
    """Ids of the newest matches of each name in an array."""

    template = "ARRAY(SELECT unnest(%(expressions)s) AS wanted (name))"
    arg_joiner = ") FROM unnest("
    output_field = IDS

    def __init__(self, editions: EditionQuerySet, column: str, names: ArrayParam) -> None:
        super().__init__(NewestMatches(editions.filter(ContainsName(F(column))), CANDIDATES, FEW), names)


class Shared(Func):
    """Elements that two arrays share, as texts."""

    template = "ARRAY(SELECT unnest(%(expressions)s)::text)"
    arg_joiner = ")::text INTERSECT SELECT unnest("
    output_field = TEXTS


class SharedWords(Func):
    """Beginnings of the words of a text that are in a list with blanks."""

    template = (
        f"ARRAY(SELECT DISTINCT left(word, {STEM_LENGTH}) "  # noqa: S608  # a number
        "FROM regexp_split_to_table(lower(%(expressions)s, ' ')))"
    )
    arg_joiner = (
        f"), '[^[:alnum:]]+') AS word WHERE length(word) >= {MIN_WORD_LENGTH} "
        f"AND left(word, {STEM_LENGTH}) = ANY(string_to_array("
    )
    output_field = TEXTS


class ClosestMatches(Func):
    """Ids of the candidates that share most, by rank, rarity and date.

    The candidate that expires first is always among them: without it the choice may be another.
    Whole numbers are added, whose sum does not depend on the order.
    """

    output_field = IDS
    template = (
        "ARRAY(WITH pool AS MATERIALIZED (%(expressions)s), shared AS ("
        "SELECT pool.pk, pool.rank, shared.* FROM pool, LATERAL ("
        "SELECT 't' || unnest(topics), 1000 UNION ALL SELECT 'p' || unnest(shown), 1000 "
        "UNION ALL SELECT 'w' || unnest(words), 500) AS shared (name, worth)), "
        "weights AS (SELECT rank, name, (max(worth) / ln(1.7 + count(*)))::integer AS weight "
        "FROM shared GROUP BY rank, name), "
        "scores AS (SELECT pk, sum(weight) AS score FROM shared JOIN weights USING (rank, name) GROUP BY pk) "
        "(SELECT pk FROM pool LEFT JOIN scores USING (pk) "
        "ORDER BY rank, score DESC NULLS LAST, first_published_at DESC, article_id DESC LIMIT %(count)s) UNION "
        "(SELECT pk FROM pool WHERE expires IS NOT NULL ORDER BY expires, article_id LIMIT 1))"
    )

    def __init__(self, pool: "QuerySet[Edition, Any]", count: int) -> None:
        super().__init__(Subquery(pool, output_field=BigIntegerField()), count=count)


def _query_related(by_topic: bool, by_person: bool) -> Any:  # noqa: FBT001  # variants are positional
    """Return cards of the closest stories with their rank.

    Only these are read with their text.
    """
    others = Edition.objects.public(at=DATETIME_PARAM).exclude(article=PK_PARAM)
    topics, people = ArrayParam(TEXTS_PARAM), ArrayParam(PKS_PARAM)
    on_topics = Q(topic_slugs__overlap=topics)
    found = Q()
    if by_topic:
        found |= Q(IsAnyOf(F("pk"), NewestOfEach(others, "topic_slugs", topics)))
    if by_person:
        elsewhere = others.exclude(on_topics) if by_topic else others
        found |= Q(IsAnyOf(F("pk"), NewestOfEach(elsewhere, "person_ids", people)))
    rank = Case(When(on_topics, then=BY_TOPIC), default=BY_PERSON) if by_topic else Value(BY_PERSON)
    nothing = Value([], output_field=TEXTS)
    words = Concat("headline", Value(" "), "dateline")
    pool = (
        Edition.objects.filter(found)
        .order_by()
        .annotate(
            rank=rank,
            topics=Shared(F("topic_slugs"), topics) if by_topic else nothing,
            shown=Shared(F("person_ids"), people) if by_person else nothing,
            words=SharedWords(words, Value(TEXT_PARAM)),
            expires=VISIBLE_UNTIL,
        )
        .values("pk", "rank", "topics", "shown", "words", "expires", "first_published_at", "article_id")
    )
    closest = Edition.objects.filter(IsAnyOf(F("pk"), ClosestMatches(pool, MAX_RELATED))).annotate(rank=rank)
    return select_card_rows(closest.order_by("rank", "-first_published_at", "-article_id"), GROUP, "rank")


RELATED = CompiledQueryVariants(Edition, _query_related, generic=True)


def find_related_rows(edition: Any, page_context: PageContext) -> Sequence[Sequence[Any]]:
    """Return the rows of the cards; the edition has a topic or a person."""
    values = {
        DATETIME_PARAM: page_context.at,
        PK_PARAM: edition.article_id or 0,
        TEXTS_PARAM: edition.topic_slugs,
        PKS_PARAM: edition.person_ids,
        TEXT_PARAM: " ".join(sorted(_list_stems(f"{edition.headline} {edition.dateline}"))),
    }
    rows = RELATED(bool(edition.topic_slugs), bool(edition.person_ids)).tuples(values)
    if len(rows) <= MAX_RELATED:
        return rows
    first = min((row for row in rows if row[EXPIRES_AT]), key=lambda row: (row[EXPIRES_AT], row[ARTICLE]))
    page_context.expire_by(first[EXPIRES_AT])
    return [row for row in rows if row is not first]


def _list_stems(text: str) -> set[str]:
    return {word[:STEM_LENGTH] for word in LONG_WORD.findall(text.lower())}
