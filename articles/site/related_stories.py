"""Related stories: those chosen by the desk, then those that share most.

Stories share topics, people, places and words of the headline. What few of the candidates share counts more than what
many share. Candidates are the newest stories of each topic, then of each person, so that a topic with many stories
never hides one with few. Stories that share a topic come first, the newest first. Their choice depends on the stories
of these topics alone, so that no other publication ends the page. Without topics and people, the newest of the section
follow those chosen.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    F,
    Func,
    IntegerField,
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
from articles.site.cards import ARTICLE, COLUMNS, EXPIRES_AT, GROUP, select_card_rows
from articles.site.dependencies import named_key, section_key, story_key, topic_key
from articles.site.newest_matches import NewestMatches
from articles.site.page_context import PageContext
from articles.site.pagination import SECTIONS
from articles.site.translations import drop_translations
from articles.visibility import VISIBLE_UNTIL
from newsroom.db.compiled_queries import (
    DATETIME_PARAM,
    OTHER_PKS_PARAM,
    PK_PARAM,
    PKS_PARAM,
    TEXT_PARAM,
    TEXTS_PARAM,
    ArrayParam,
    CompiledQuery,
    CompiledQueryVariants,
    IsAnyOf,
)

MAX_RELATED = 5
CANDIDATES = 15
"""So many of the newest stories of each topic and person are compared."""
FEW = 400
"""Of more matches, the newest are soon found by going back from the newest edition."""
BY_HAND, BY_TOPIC, BY_PERSON, BY_SECTION = range(4)
"""Ranks of related stories."""
GROUP_NUMBER, RANK = len(COLUMNS), len(COLUMNS) + 1
"""Columns of the rows after those of a card."""
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


class ArrayPosition(Func):
    """Place of an element in an array, from 1; null if it is not in it."""

    function = "array_position"
    output_field = IntegerField()


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


def _query_related(by_topic: bool, by_person: bool, by_hand: bool) -> Any:  # noqa: FBT001  # variants are positional
    """Return cards of the chosen stories, then of the closest, with their rank.

    Only these are read with their text.
    """
    others = Edition.objects.public(at=DATETIME_PARAM).exclude(article=PK_PARAM)
    chosen = Q(IsAnyOf(F("article_id"), ArrayParam(OTHER_PKS_PARAM)))
    place: Any = Value(0)
    rank = _rank_matches(by_topic, by_person)
    candidates = others.exclude(chosen) if by_hand else others
    closest = Q(IsAnyOf(F("pk"), ClosestMatches(_query_pool(candidates, by_topic, by_person), MAX_RELATED)))
    if by_hand:
        closest |= Q(IsAnyOf(F("pk"), ArraySubquery(others.filter(chosen).order_by().values("pk"))))
        rank = Case(When(chosen, then=BY_HAND), default=rank)
        place = ArrayPosition(ArrayParam(OTHER_PKS_PARAM), F("article_id"))
    shown = Edition.objects.filter(closest).annotate(rank=rank, place=place)
    return select_card_rows(
        shown.order_by("rank", "place", "-first_published_at", "-article_id"), GROUP, "rank"
    )


def _rank_matches(by_topic: bool, by_person: bool) -> Any:  # noqa: FBT001  # variants are positional
    if by_topic:
        return Case(When(_on_topics(), then=BY_TOPIC), default=BY_PERSON)
    return Value(BY_PERSON if by_person else BY_SECTION)


def _on_topics() -> Q:
    return Q(topic_slugs__overlap=ArrayParam(TEXTS_PARAM))


def _query_pool(others: EditionQuerySet, by_topic: bool, by_person: bool) -> Any:  # noqa: FBT001  # variants are positional
    """Return the candidates with what they share with the story."""
    topics, people = ArrayParam(TEXTS_PARAM), ArrayParam(PKS_PARAM)
    found = Q()
    if by_topic:
        found |= Q(IsAnyOf(F("pk"), NewestOfEach(others, "topic_slugs", topics)))
    if by_person:
        elsewhere = others.exclude(_on_topics()) if by_topic else others
        found |= Q(IsAnyOf(F("pk"), NewestOfEach(elsewhere, "person_ids", people)))
    if not found:
        newest = others.in_section(SECTIONS[:1]).newest_first().values("pk")[:MAX_RELATED]
        found = Q(IsAnyOf(F("pk"), ArraySubquery(newest)))
    nothing = Value([], output_field=TEXTS)
    words = Concat("headline", Value(" "), "dateline")
    return (
        Edition.objects.filter(found)
        .order_by()
        .annotate(
            rank=_rank_matches(by_topic, by_person),
            topics=Shared(F("topic_slugs"), topics) if by_topic else nothing,
            shown=Shared(F("person_ids"), people) if by_person else nothing,
            words=SharedWords(words, Value(TEXT_PARAM)),
            expires=VISIBLE_UNTIL,
        )
        .values("pk", "rank", "topics", "shown", "words", "expires", "first_published_at", "article_id")
    )


def _query_neighbours() -> Any:
    others = Edition.objects.public(at=DATETIME_PARAM).exclude(article=PK_PARAM)
    newest = others.in_section(SECTIONS[:1]).newest_first().annotate(rank=Value(BY_SECTION))
    return select_card_rows(newest, GROUP, "rank")[:MAX_RELATED]


RELATED = CompiledQueryVariants(Edition, _query_related, generic=True)
NEIGHBOURS = CompiledQuery(Edition, _query_neighbours)


def choose_related_rows(edition: Any, page_context: PageContext) -> list[Sequence[Any]]:
    """Return the rows of the cards: the chosen stories, then the closest.

    Once those chosen fill the list, no other story ends the page.
    """
    page_context.depend_on(*map(story_key, edition.related_ids))
    own = {translation["id"] for translation in edition.translations}
    rows = find_related_rows(edition, page_context)
    chosen = [row for row in rows if row[RANK] == BY_HAND and row[ARTICLE] not in own]
    shown = drop_translations(chosen, edition.language, page_context)
    if len(shown) >= MAX_RELATED:
        return shown[:MAX_RELATED]
    closest = [row for row in rows if row[RANK] != BY_HAND]
    groups = {row[GROUP_NUMBER] for row in shown} - {None}
    others = [row for row in closest if row[ARTICLE] not in own and row[GROUP_NUMBER] not in groups]
    shown = [*shown, *drop_translations(others, edition.language, page_context)][:MAX_RELATED]
    page_context.expire_by(*(row[EXPIRES_AT] for row in closest))
    page_context.depend_on(*_list_keys_of_choice(edition, closest, shown))
    return shown


def _list_keys_of_choice(
    edition: Any, closest: Sequence[Sequence[Any]], shown: Sequence[Sequence[Any]]
) -> Iterator[str]:
    """Yield the keys of all stories that may take a place after those chosen.

    Stories of people need none if others leave them no place.
    """
    yield from map(topic_key, edition.topic_slugs)
    yield from (story_key(row[ARTICLE]) for row in shown)
    if not (edition.topic_slugs or edition.person_ids):
        yield section_key(edition.section_id)
    before_people = [row for row in shown if row[RANK] < BY_PERSON]
    on_topics = [row for row in closest if row[RANK] == BY_TOPIC]
    if len(before_people) < MAX_RELATED and len(on_topics) < MAX_RELATED:
        yield from map(named_key, edition.person_ids)


def find_related_rows(edition: Any, page_context: PageContext) -> Sequence[Sequence[Any]]:
    """Return the chosen stories, then the closest or the section's newest."""
    values = {
        DATETIME_PARAM: page_context.at,
        PK_PARAM: edition.article_id or 0,
        SECTIONS[0]: edition.section_id,
    }
    if not (edition.topic_slugs or edition.person_ids or edition.related_ids):
        return NEIGHBOURS.tuples(values)
    values |= {
        OTHER_PKS_PARAM: edition.related_ids,
        TEXTS_PARAM: edition.topic_slugs,
        PKS_PARAM: edition.person_ids,
        TEXT_PARAM: " ".join(sorted(_list_stems(f"{edition.headline} {edition.dateline}"))),
    }
    statement = RELATED(bool(edition.topic_slugs), bool(edition.person_ids), bool(edition.related_ids))
    rows = statement.tuples(values)
    chosen = sum(row[RANK] == BY_HAND for row in rows)
    return [*rows[:chosen], *_drop_first_to_expire(rows[chosen:], page_context)]


def _drop_first_to_expire(
    rows: Sequence[Sequence[Any]], page_context: PageContext
) -> Sequence[Sequence[Any]]:
    """Return the closest stories.

    The one that expires first may have been read only for its time, at which the page expires.
    """
    if len(rows) <= MAX_RELATED:
        return rows
    first = min((row for row in rows if row[EXPIRES_AT]), key=lambda row: (row[EXPIRES_AT], row[ARTICLE]))
    page_context.expire_by(first[EXPIRES_AT])
    return [row for row in rows if row is not first]


def _list_stems(text: str) -> set[str]:
    return {word[:STEM_LENGTH] for word in LONG_WORD.findall(text.lower())}
