"""The newest editions of people, whether few stories name them or many."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Func, QuerySet, Subquery

from articles.querysets import EditionQuerySet

FEW_MATCHES = 1_000
IDS = ArrayField(BigIntegerField())


class NewestMatches(Func):
    """Ids of the newest editions that an index finds without their order.

    A few matches are all read and sorted. Of many, the newest are soon found by going back from the newest edition. The
    planner cannot know which they are: among a million stories it went back through 90,000 for people in 450 of them.
    The outer query keeps PostgreSQL from finding the few twice.
    """

    output_field = IDS
    template = (
        "(SELECT CASE WHEN cardinality(few) < %(most)s THEN few ELSE %(expressions)s AS few OFFSET 0) AS found)"
        "[1:%(count)s]"
    )
    arg_joiner = " END FROM (SELECT "

    def __init__(self, matches: EditionQuerySet, count: int, most: int = FEW_MATCHES) -> None:
        newest = ArraySubquery(matches.newest_first().values("pk")[:count])
        few = matches.order_by().values("pk", "first_published_at", "article_id")[:most]
        super().__init__(newest, SortedIds(few), count=count, most=most)


class SortedIds(Func):
    """Ids of a few editions, the newest first; an empty array if there are none."""

    output_field = IDS
    template = (
        "coalesce((SELECT array_agg(pk ORDER BY first_published_at DESC, article_id DESC) "
        "FROM %(expressions)s AS few), '{}')"
    )

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        super().__init__(Subquery(rows, output_field=BigIntegerField()))
