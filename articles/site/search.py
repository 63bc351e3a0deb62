"""Search: people and topics of that name first, then the stories, newest first or by relevance, with facets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Concat, Left, Lower
from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from articles.models import Edition
from articles.models.article import Article, Genre
from articles.parsing.lexicon import BUILTIN
from articles.public_names import people_in, topics_in
from articles.search.excerpts import build_excerpts
from articles.search.query import EXCERPT_FROM, SearchTerms, parse_terms
from articles.site import search_results
from articles.site.cards import COLUMNS, Card, cards, for_cards
from articles.site.page_context import PageContext
from articles.site.pagination import Place
from articles.site.photos import IsAnyOf
from articles.site.public_view import public_view
from articles.site.render import page
from articles.site.search_filters import PARAMETERS, SearchFilters
from articles.site.template_precompiler import PrecompiledTemplate
from articles.url_paths import person_path
from newsroom.db.compiled_queries import MOMENT, NUMBERS, TEXT, TEXTS, ArrayParam, CompiledQuery
from people.models import Person
from people.names.match import normalize_name

PEOPLE = 3


CHOICE = PrecompiledTemplate("includes/choice.html", lambda marks, _shape: {"choice": marks})


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    choices: SafeString


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the search is narrowed to already, with the search without it."""

    name: str
    value: str
    query: str


@dataclass(frozen=True, slots=True)
class Named:
    """A person or topic with a page."""

    kind: str
    name: str
    description: str
    path: str


@public_view("q", "before", *PARAMETERS)
def search(visit: PageContext) -> HttpResponse:
    words = parse_terms(visit.params.get("q", ""))
    narrowing = SearchFilters.read(visit)
    context: dict[str, Any] = {"words": words, "asked": "q" in visit.params, "narrowing": narrowing}
    context["chosen"] = list(_chosen(narrowing, words))
    if words:
        context |= _found(visit, words, narrowing)
    return page(visit, "site/search.html", context, path="/search/", noindex=True)


def _found(visit: PageContext, words: SearchTerms, narrowing: SearchFilters) -> dict[str, Any]:
    key = visit.params.get("before")
    hits = search_results.search(visit, words, narrowing, Place.read(key) if key else None)
    named = _named(visit, words) if key is None and not narrowing else []
    return {
        "cards": _cards(visit, hits.numbers, words),
        "hits": hits,
        "first": key is None,
        "facets": list(_facets(visit, hits, words, narrowing)),
        "named": named,
        "similar": [] if hits.numbers or named else _similar(visit, words),
        "query": narrowing.link(words.text),
        "plain_query": narrowing.everywhere(words.text),
        "by_relevance": narrowing.link(words.text, sort="relevance"),
        "by_time": narrowing.link(words.text, sort=""),
    }  # fmt: skip


def _rows() -> "QuerySet[Edition, Any]":
    text = Concat(
        "dek", Value("\n"), Left("plain", EXCERPT_FROM, output_field=TextField()), output_field=TextField()
    )
    chosen = Edition.objects.public(at=MOMENT).filter(IsAnyOf(F("pk"), ArrayParam(NUMBERS)))
    return for_cards(chosen.annotate(text=text), "text", "pk").order_by()


ROWS: CompiledQuery[Edition] = CompiledQuery(Edition, _rows)
LANGUAGE = COLUMNS.index("language")


def _cards(visit: PageContext, numbers: Sequence[int], words: SearchTerms) -> list[Card]:
    if not numbers:
        return []
    places = {number: place for place, number in enumerate(numbers)}
    rows = sorted(ROWS.tuples({MOMENT: visit.at, NUMBERS: list(numbers)}), key=lambda row: places[row[-1]])
    passages = build_excerpts([(row[LANGUAGE], row[-2].strip()) for row in rows], words)
    return cards(rows, visit, excerpts=passages)


def _chosen(narrowing: SearchFilters, words: SearchTerms) -> Iterator[Chosen]:
    said: dict[str, tuple[str, str]] = {
        "section": (gettext("Section"), narrowing.section.name if narrowing.section else ""),
        "person": (gettext("Person"), narrowing.person.name if narrowing.person else ""),
        "agency": (gettext("Source"), BUILTIN.name_of(narrowing.agency) if narrowing.agency else ""),
        "language": (gettext("Language"), _language(narrowing.language)),
        "kind": (gettext("Kind of story"), _genre(narrowing.kind)),
    }
    for parameter, (name, value) in said.items():
        if value:
            yield Chosen(name, value, narrowing.link(words.text, **{parameter: ""}))
    if narrowing.since or narrowing.until:
        yield Chosen(gettext("Period"), _period(narrowing), narrowing.link(words.text, from_="", until=""))


def _period(narrowing: SearchFilters) -> str:
    begin, end = narrowing.since, narrowing.until
    if begin and end and (begin.month, begin.day, end.month, end.day) == (1, 1, 12, 31):
        return str(begin.year) if begin.year == end.year else f"{begin.year}–{end.year}"
    return " – ".join(day.strftime("%d.%m.%Y") if day else "…" for day in (begin, end))


def _facets(
    visit: PageContext, hits: search_results.SearchPage, words: SearchTerms, narrowing: SearchFilters
) -> Iterator[Facet]:
    """What would still narrow the hits: facets of one entry alone, and those chosen already, are left out."""
    labels = {
        "section": (gettext("Section"), _section_names(visit)),
        "kind": (gettext("Kind of story"), {kind: _genre(kind) for kind in Genre.values}),
        "year": (gettext("Year"), {value: value for value, _ in hits.counts.get("year", ())}),
        "person": (gettext("Person"), _people_names(hits)),
        "agency": (gettext("Source"), {c: BUILTIN.name_of(c) for c, _ in hits.counts.get("agency", ())}),
        "language": (gettext("Language"), {code: _language(code) for code in Article.Language.values}),
    }
    taken = narrowing.params.keys() | ({"year"} if narrowing.since or narrowing.until else set())
    for parameter, (name, names) in labels.items():
        counted = hits.counts.get(parameter, ())
        if parameter in taken or len(counted) < (1 if parameter in {"person", "agency"} else 2):
            continue
        if parameter == "year":
            counted = sorted(counted, reverse=True)[: search_results.LISTED]
        choices = [
            _choice(names[value], number, _link(narrowing, words, parameter, value, visit), hits)
            for value, number in counted
            if value in names
        ]
        if choices:
            yield Facet(name, mark_safe("".join(choices)))  # noqa: S308  # pressed and escaped


def _choice(name: str, number: int, query: str, hits: search_results.SearchPage) -> str:
    count = f"{number}+" if hits.capped and number >= search_results.CAP else str(number)
    return CHOICE({"name": name, "count": count, "query": query}, {})


def _link(
    narrowing: SearchFilters, words: SearchTerms, parameter: str, value: str, visit: PageContext
) -> str:
    if parameter == "year":
        return narrowing.link(words.text, from_=f"{value}-01-01", until=f"{value}-12-31")
    if parameter == "section":
        rubric = visit.section_of(int(value))
        value = rubric.slug if rubric else ""
    return narrowing.link(words.text, **{parameter: value})


CALLED: CompiledQuery[Person] = CompiledQuery(
    Person, lambda: Person.objects.filter(IsAnyOf(F("pk"), ArrayParam(NUMBERS))).public_names()
)


def _section_names(visit: PageContext) -> dict[str, str]:
    return {str(section.id): section.name for section in visit.sections}


def _people_names(hits: search_results.SearchPage) -> dict[str, str]:
    """Those with a page, mergers followed to the one that stands; one query."""
    numbers = [int(number) for number, _ in hits.counts.get("person", ())]
    return {str(number): name for number, name in CALLED.tuples({NUMBERS: numbers})} if numbers else {}


def _language(code: str) -> str:
    return str(Article.Language(code).label) if code else ""


def _genre(kind: str) -> str:
    label = str(Genre(kind).label) if kind else ""
    return label[:1].upper() + label[1:]


def _named_like() -> "QuerySet[Person, Any]":
    public = Edition.objects.public(at=MOMENT)
    people = people_in(public).filter(keys__overlap=ArrayParam(TEXTS))
    topics = topics_in(public).annotate(called=Lower("name")).filter(called=TEXT)
    columns = ("what", "name", "description", "slug", "pk")
    shown: list[Any] = [
        part.annotate(what=Value(kind)).values_list(*columns)[:PEOPLE]
        for kind, part in (("person", people.order_by("name", "pk")), ("topic", topics.order_by("name")))
    ]
    both: QuerySet[Person, Any] = shown[0].union(shown[1], all=True).order_by("what", "name")
    return both


NAMED: CompiledQuery[Person] = CompiledQuery(Person, _named_like)


def _named(visit: PageContext, words: SearchTerms) -> list[Named]:
    """People whose surname or whole name was typed, and the topic of that name."""
    asked = {MOMENT: visit.at, TEXTS: [normalize_name(words.text)], TEXT: words.text.lower()}
    return [
        Named(kind, name, description, person_path(slug, pk) if kind == "person" else f"/topic/{slug}/")
        for kind, name, description, slug, pk in NAMED.tuples(asked)
    ]


def _similar(visit: PageContext, words: SearchTerms) -> list[Named]:
    """People whose name is nearly what was typed."""
    close = (
        people_in(Edition.objects.public(at=visit.at))
        .filter(name__trigram_similar=words.text)
        .annotate(likeness=TrigramSimilarity("name", words.text))
        .order_by("-likeness", "pk")[:PEOPLE]
    )
    return [Named("person", p.name, p.description, person_path(p.slug, p.pk)) for p in close]
