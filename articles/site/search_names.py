"""People and topics with the name that a reader searched for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import QuerySet, Value
from django.db.models.functions import Lower

from articles.models import Edition
from articles.public_names import people_in, topics_in
from articles.search.query import SearchTerms, split_excluded
from articles.site.page_context import PageContext
from articles.url_paths import person_path
from newsroom.db.compiled_queries import DATETIME_PARAM, TEXT_PARAM, TEXTS_PARAM, ArrayParam, CompiledQuery
from people.names.match import normalize_name

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


def find_names(page_context: PageContext, words: SearchTerms) -> list[NameMatch]:
    """Return people by surname or full name, and the topic of that name.

    Terms with excluded ones are no name.
    """
    if split_excluded(words.text)[1]:
        return []
    values = {
        DATETIME_PARAM: page_context.at,
        TEXTS_PARAM: [normalize_name(words.text)],
        TEXT_PARAM: words.text.lower(),
    }
    return [
        NameMatch(kind, name, description, person_path(slug, pk) if kind == "person" else f"/topic/{slug}/")
        for kind, name, description, slug, pk in NAMES.tuples(values)
    ]


def find_similar_names(page_context: PageContext, words: SearchTerms) -> list[NameMatch]:
    """Return people whose name is similar to the search."""
    rows = SIMILAR_NAMES.tuples({DATETIME_PARAM: page_context.at, TEXT_PARAM: words.text})
    return [NameMatch("person", name, "", person_path(slug, pk)) for name, slug, pk in rows]


def _query_names() -> "QuerySet[Person, Any]":
    public = Edition.objects.public(at=DATETIME_PARAM)
    people = people_in(public).filter(keys__overlap=ArrayParam(TEXTS_PARAM))
    topics = topics_in(public).annotate(called=Lower("name")).filter(called=TEXT_PARAM)
    columns = ("kind", "name", "description", "slug", "pk")
    queries: list[Any] = [
        part.annotate(kind=Value(kind)).values_list(*columns)[:MAX_NAMES]
        for kind, part in (("person", people.order_by("name", "pk")), ("topic", topics.order_by("name")))
    ]
    both: QuerySet[Person, Any] = queries[0].union(queries[1], all=True).order_by("kind", "name")
    return both


def _query_similar_names() -> "QuerySet[Person, Any]":
    people = people_in(Edition.objects.public(at=DATETIME_PARAM)).filter(name__trigram_similar=TEXT_PARAM)
    likeness = TrigramSimilarity("name", TEXT_PARAM)
    return people.order_by(likeness.desc(), "pk").values_list("name", "slug", "pk")[:MAX_NAMES]


# With a known name the planner reads all stories for one of each person instead of using their index.
NAMES, SIMILAR_NAMES = (
    CompiledQuery[Any](Edition, build, generic=True) for build in (_query_names, _query_similar_names)
)
