"""People, topics, sources, authors and sections that a search names."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Lower
from django.db.models.lookups import In

from articles.models import Edition
from articles.search.parser import parse_search
from articles.search.query import SearchTerms
from articles.selectors.public_names import agencies_in, authors_in, people_in, topics_in
from articles.site.page_context import PageContext
from articles.site.page_language import choose_text
from articles.url_paths import author_path, person_path, source_path, topic_path
from newsroom.db.compiled_queries import DATETIME_PARAM, TEXT_PARAM, CompiledQuery
from people.names.match import normalize_name

if TYPE_CHECKING:
    from people.models import Person

MAX_NAMES = 3
PATHS: dict[str, Callable[[str], str]] = {"topic": topic_path, "source": source_path, "author": author_path}


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

    `names` is a subquery of names in lower case. Topics are found by both of their names, sources also by their code.
    """
    public = Edition.objects.public(at=DATETIME_PARAM)
    people = people_in(public).filter(keys__overlap=keys)
    called, called_in_english = (_is_called(column, names) for column in ("name", "name_en"))
    topics = topics_in(public).filter(called | called_in_english)
    sources = agencies_in(public).filter(called | Q(code__in=names))
    authors = authors_in(public).filter(called)
    no_text = Value("")
    queries: list[Any] = [
        part.annotate(match=Value(kind), english_name=english_name, english_description=english_description)
        .order_by("name", "pk")
        .values_list("match", "name", "english_name", description, "english_description", slug, "pk")[
            :MAX_NAMES
        ]
        for kind, part, english_name, description, english_description, slug in (
            ("person", people, no_text, "description", no_text, "slug"),
            ("topic", topics, F("name_en"), "description", F("description_en"), "slug"),
            ("source", sources, no_text, "description", no_text, "code"),
            ("author", authors, no_text, "position", F("position_en"), "slug"),
        )
    ]
    found: QuerySet[Person, Any] = queries[0].union(*queries[1:], all=True).order_by("match", "name")
    return found


def _is_called(column: str, names: Any) -> In:
    return In(Lower(column), names)


def read_names(rows: Sequence[Mapping[str, Any]]) -> list[NameMatch]:
    """Return the matches from the columns of `query_names`, in the page's language."""
    return [
        NameMatch(
            row["kind"],
            choose_text(row, "name"),
            choose_text(row, "description"),
            person_path(row["slug"], row["id"])
            if row["kind"] == "person"
            else PATHS[row["kind"]](row["slug"]),
        )
        for row in rows
    ]


def find_sections(page_context: PageContext, names: Container[str]) -> list[NameMatch]:
    """Return the visible sections that are named."""
    return [
        NameMatch("section", section.name, "", section.path)
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
