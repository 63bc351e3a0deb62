"""People, topics, sources, authors and sections that a search names."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Lower

from articles.models import Edition
from articles.public_names import agencies_in, authors_in, people_in, topics_in
from articles.search.parser import parse_search
from articles.search.query import SearchTerms
from articles.site.page_context import PageContext
from articles.url_paths import person_path, site_path
from newsroom.db.compiled_queries import DATETIME_PARAM, TEXT_PARAM, CompiledQuery
from people.names.match import normalize_name

if TYPE_CHECKING:
    from people.models import Person

MAX_NAMES = 3


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A person, topic, source, author or section with a page."""

    kind: str
    name: str
    description: str
    path: str


def list_named(words: SearchTerms) -> list[str]:
    """Return possible names in lower case: the search, its words, and neighbours."""
    parsed = parse_search(words.text)
    whole = words.text.strip('" ')
    return list(
        dict.fromkeys(
            [whole.lower(), *(term.text.lower() for term in parsed.list_wanted()), *parsed.list_names()]
        )
    )


def list_person_keys(names: Sequence[str]) -> list[str]:
    """Return keys of the names; a surname counts only if it is the whole search."""
    return [normalize_name(name) for place, name in enumerate(names) if place == 0 or " " in name]


def query_names(keys: Any, names: Any) -> "QuerySet[Person, Any]":
    """Return the query of people by surname or full name, and of the others by name.

    `names` is a subquery of names in lower case; sources are also found by their code.
    """
    public = Edition.objects.public(at=DATETIME_PARAM)
    people = people_in(public).filter(keys__overlap=keys)
    topics = topics_in(public).annotate(called=Lower("name")).filter(called__in=names)
    sources = (
        agencies_in(public).annotate(called=Lower("name")).filter(Q(called__in=names) | Q(code__in=names))
    )
    authors = authors_in(public).annotate(called=Lower("name")).filter(called__in=names)
    queries: list[Any] = [
        part.annotate(match=Value(kind))
        .order_by("name", "pk")
        .values_list("match", "name", description, slug, "pk")[:MAX_NAMES]
        for kind, part, description, slug in (
            ("person", people, "description", "slug"),
            ("topic", topics, "description", "slug"),
            ("source", sources, "description", "code"),
            ("author", authors, "position", "slug"),
        )
    ]
    found: QuerySet[Person, Any] = queries[0].union(*queries[1:], all=True).order_by("match", "name")
    return found


def read_names(rows: Sequence[tuple[str, str, str, str, int]]) -> list[NameMatch]:
    """Return the matches from the columns of `query_names`."""
    return [
        NameMatch(
            kind,
            name,
            description,
            person_path(slug, pk) if kind == "person" else site_path(f"/{kind}/{slug}/"),
        )
        for kind, name, description, slug, pk in rows
    ]


def find_sections(page_context: PageContext, names: Container[str]) -> list[NameMatch]:
    """Return the visible sections that are named."""
    return [
        NameMatch("section", section.name, "", f"/{section.slug}/")
        for section in page_context.sections
        if section.name.lower() in names
    ][:MAX_NAMES]


def find_similar_names(page_context: PageContext, words: SearchTerms) -> list[NameMatch]:
    """Return people whose name is similar to the search."""
    rows = SIMILAR_NAMES.tuples({DATETIME_PARAM: page_context.at, TEXT_PARAM: words.text})
    return [NameMatch("person", name, "", person_path(slug, pk)) for name, slug, pk in rows]


def _query_similar_names() -> "QuerySet[Person, Any]":
    people = people_in(Edition.objects.public(at=DATETIME_PARAM)).filter(name__trigram_similar=TEXT_PARAM)
    likeness = TrigramSimilarity("name", TEXT_PARAM)
    return people.order_by(likeness.desc(), "pk").values_list("name", "slug", "pk")[:MAX_NAMES]


SIMILAR_NAMES: CompiledQuery[Any] = CompiledQuery(Edition, _query_similar_names, generic=True)
