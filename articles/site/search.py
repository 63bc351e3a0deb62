"""Search: people of that name first, then the stories, newest first."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import BooleanField, Exists, F, Func, OuterRef
from django.http import HttpResponse

from articles.addresses import person_path
from articles.models import Edition
from articles.querysets import EditionQuerySet
from articles.search.query import Counted, Words, counted, matching, read_words, with_excerpt
from articles.site.cards import cards, for_cards
from articles.site.pages import page
from articles.site.paging import Place, Slice, cut
from articles.site.public_view import public_view
from articles.site.visit import Rubric, Visit
from people.models import Person
from people.names.match import normal
from people.querysets import PersonQuerySet

PAGE = 20
PEOPLE = 3
NOTHING = Counted(0, capped=False, sections=())


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    count: int
    query: str
    chosen: bool


@public_view("q", "section", "before")
def search(visit: Visit) -> HttpResponse:
    words = read_words(visit.params.get("q", ""))
    chosen = visit.section(visit.params.get("section", ""))
    context: dict[str, Any] = {"words": words, "chosen": chosen, "asked": "q" in visit.params}
    if words:
        context |= _found(visit, words, chosen)
    return page(visit, "site/search.html", context, path="/search/", noindex=True)


def _found(visit: Visit, words: Words, chosen: Rubric | None) -> dict[str, Any]:
    everywhere = matching(Edition.objects.public(at=visit.at), words)
    here = everywhere.in_section(visit.with_children(chosen)) if chosen else everywhere
    found = _hits(here, words, visit.params.get("before"))
    count = counted(everywhere) if found.rows or chosen else NOTHING
    people = _people(visit, words) if found.first else []
    return {
        "cards": cards(found.rows, visit, excerpts=[row[-1] for row in found.rows]),
        "slice": found,
        "counted": count,
        "facets": _facets(count, words, chosen, visit),
        "people": people,
        "similar": [] if found.rows or people else _similar(visit, words),
        "query": urlencode({"q": words.text, **({"section": chosen.slug} if chosen else {})}),
        "all_query": urlencode({"q": words.text}),
    }


def _hits(here: EditionQuerySet, words: Words, before: str | None) -> Slice:
    rows = here.newest_first()
    if before:
        place = Place.read(before)
        rows = rows.before(place.at, place.article_id)
    return cut(list(for_cards(with_excerpt(rows, words), "excerpt")[: PAGE + 1]), PAGE, first=not before)


def _facets(count: Counted, words: Words, chosen: Rubric | None, visit: Visit) -> list[Facet]:
    rubrics = ((visit.section_of(number), found) for number, found in count.sections)
    return [
        Facet(
            name=rubric.name,
            count=found,
            query=urlencode({"q": words.text, "section": rubric.slug}),
            chosen=chosen is not None and chosen.id == rubric.id,
        )
        for rubric, found in rubrics
        if rubric is not None
    ]


class Names(Func):
    """`array @> ARRAY[number]`"""

    template = "(%(expressions)s])"
    arg_joiner = " @> ARRAY["
    output_field = BooleanField()


def _in_the_news(visit: Visit) -> PersonQuerySet:
    """People a public story names: the directory also knows those of stories still to come."""
    naming = Exists(Edition.objects.public(at=visit.at).filter(Names(F("person_ids"), OuterRef("pk"))))
    merged = Person.objects.merged_away().filter(merged_into=OuterRef("pk")).filter(naming)
    return Person.objects.with_a_page().filter(naming | Exists(merged))


def _people(visit: Visit, words: Words) -> list[dict[str, str]]:
    """People whose surname or whole name was typed."""
    named = _in_the_news(visit).under_keys([normal(words.text)])[:PEOPLE]
    return [_person(person) for person in named]


def _similar(visit: Visit, words: Words) -> list[dict[str, str]]:
    """People whose name is nearly what was typed."""
    close = (
        _in_the_news(visit)
        .filter(name__trigram_similar=words.text)
        .annotate(likeness=TrigramSimilarity("name", words.text))
        .order_by("-likeness", "pk")[:PEOPLE]
    )
    return [_person(person) for person in close]


def _person(person: Person) -> dict[str, str]:
    return {
        "name": person.name,
        "description": person.description,
        "path": person_path(person.slug, person.pk),
    }
