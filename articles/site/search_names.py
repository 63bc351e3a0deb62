"""People and topics with the name that a reader searched for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import QuerySet, Value
from django.db.models.functions import Lower

from articles.models import Edition
from articles.public_names import people_in, topics_in
from articles.search.query import SearchTerms
from articles.site.page_context import PageContext
from articles.url_paths import person_path
from newsroom.db.compiled_queries import DATETIME_PARAM, TEXT_PARAM, CompiledQuery

if TYPE_CHECKING:
    from people.models import Person

MAX_NAMES = 3


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A person or topic with a page."""

    kind: str
    name: str
    description: str
    path: str


def query_names(keys: Any, topic: Any) -> "QuerySet[Person, Any]":
    """Return the query of people by surname or full name, and of topics by name."""
    public = Edition.objects.public(at=DATETIME_PARAM)
    people = people_in(public).filter(keys__overlap=keys)
    topics = topics_in(public).annotate(called=Lower("name")).filter(called=topic)
    columns = ("kind", "name", "description", "slug", "pk")
    queries: list[Any] = [
        part.annotate(kind=Value(kind)).values_list(*columns)[:MAX_NAMES]
        for kind, part in (("person", people.order_by("name", "pk")), ("topic", topics.order_by("name")))
    ]
    both: QuerySet[Person, Any] = queries[0].union(queries[1], all=True).order_by("kind", "name")
    return both


def read_names(rows: Sequence[tuple[str, str, str, str, int]]) -> list[NameMatch]:
    """Return the matches from the columns of `query_names`."""
    return [
        NameMatch(kind, name, description, person_path(slug, pk) if kind == "person" else f"/topic/{slug}/")
        for kind, name, description, slug, pk in rows
    ]


def find_similar_names(page_context: PageContext, words: SearchTerms) -> list[NameMatch]:
    """Return people whose name is similar to the search."""
    rows = SIMILAR_NAMES.tuples({DATETIME_PARAM: page_context.at, TEXT_PARAM: words.text})
    return [NameMatch("person", name, "", person_path(slug, pk)) for name, slug, pk in rows]


def _query_similar_names() -> "QuerySet[Person, Any]":
    people = people_in(Edition.objects.public(at=DATETIME_PARAM)).filter(name__trigram_similar=TEXT_PARAM)
    likeness = TrigramSimilarity("name", TEXT_PARAM)
    return people.order_by(likeness.desc(), "pk").values_list("name", "slug", "pk")[:MAX_NAMES]


SIMILAR_NAMES: CompiledQuery[Any] = CompiledQuery(Edition, _query_similar_names, generic=True)
