"""Indexes of people, topics, authors and sources in public stories."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Count,
    F,
    Field,
    Func,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.models import Edition
from articles.selectors.public_names import agencies_in, authors_in, count_naming, people_in, topics_in
from articles.site import json_ld
from articles.site.dependencies import NAMES, NEWEST
from articles.site.page_context import PageContext
from articles.site.page_language import choose_text
from articles.site.public_view import public_view
from articles.site.render import render_page
from articles.url_paths import author_path, person_path, site_path, source_path, topic_path
from articles.visibility import VISIBLE_UNTIL
from newsroom.db.compiled_queries import DATETIME_PARAM, CompiledQuery
from newsroom.keyset import rows_after
from newsroom.strict_values import parse_integer
from people.actions.save_person import fold_for_sorting
from people.models import Office, Person

if TYPE_CHECKING:
    from articles.querysets import EditionQuerySet

PAGE_SIZE = 200
MAX_ENTRIES = 1_000
"""An index on one page shows so many names, those with most stories."""
OTHER_LETTERS = "0"
"""Step of the address of names that begin with none of the 26 letters."""
LETTERS = (*ascii_lowercase, OTHER_LETTERS)
PEOPLE_PATH = "/archive/people/"
TITLES = {
    "people": (
        gettext_lazy("People"),
        gettext_lazy("The people in our stories, with all stories about each."),
    ),
    "topics": (gettext_lazy("Topics"), gettext_lazy("All topics from A to Z.")),
    "authors": (gettext_lazy("Authors"), gettext_lazy("Those who write here, with all their stories.")),
    "sources": (gettext_lazy("Sources"), gettext_lazy("Agencies and others whose material our stories use.")),
}


@dataclass(frozen=True, slots=True)
class IndexEntry:
    name: str
    path: str
    note: str
    """Office, position or description; may be empty."""
    count: int


@dataclass(frozen=True, slots=True)
class IndexGroup:
    letter: str
    """As `_letter_name` writes it."""
    entries: Sequence[IndexEntry]


@public_view("after")
def people(page_context: PageContext, letter: str = "") -> HttpResponse:
    """List the people in public stories, from the first or of one letter."""
    public = begin_index(page_context)
    named = people_in(public).order_by("sort_name", "pk")
    rows = list(_query_people(_after(named, page_context), public, letter, page_context)[: PAGE_SIZE + 1])
    if letter and not rows:
        raise Http404(letter)
    shown = rows[:PAGE_SIZE]
    people_path = site_path(PEOPLE_PATH)
    path = f"{people_path}{letter}/" if letter else people_path
    context = {
        "kind": "people",
        "letters": [
            (f"{people_path}{one}/", _letter_name(one), one == letter) for one in _list_letters(page_context)
        ],
        "groups": list(_group_by_letter((row[2], _read_person(row)) for row in shown)),
        "after": f"{shown[-1][2]}.{shown[-1][0]}" if len(rows) > PAGE_SIZE else "",
        "first": "after" not in page_context.params,
        "all_path": people_path if letter else "",
    }
    return _render(page_context, context, path)


def _after(people: "QuerySet[Person]", page_context: PageContext) -> "QuerySet[Person]":
    """Return the people after the position `sort name.id` of the address."""
    if "after" not in page_context.params:
        return people
    sort_name, _dot, number = page_context.params["after"].rpartition(".")
    pk = parse_integer(number)
    if pk is None:
        raise Http404("no such position")
    return people.filter(rows_after(("sort_name", "pk"), (sort_name, pk), ascending=True))


def _query_people(
    people: "QuerySet[Person]", public: "EditionQuerySet", letter: str, page_context: PageContext
) -> "QuerySet[Person, tuple[Any, ...]]":
    """Return id, name, sort name, slug, note and number of stories."""
    return _of_letter(people, letter).annotate(
        office=_query_office(timezone.localdate(page_context.at)), stories=count_naming(public)
    ).values_list("pk", "name", "sort_name", "slug", "office", "description", "stories")  # fmt: skip


def _query_office(today: date) -> Subquery:
    """Return the office that a person holds on the day, the newest of several."""
    held = Office.objects.filter(Q(until=None) | Q(until__gte=today), person=OuterRef("pk"))
    return Subquery(held.filter(Q(since=None) | Q(since__lte=today)).values("title")[:1])


def _of_letter(people: "QuerySet[Person]", letter: str) -> "QuerySet[Person]":
    if letter == OTHER_LETTERS:
        return people.exclude(sort_name__regex="^[a-z]")
    return people.filter(sort_name__startswith=letter) if letter else people


def _query_letters() -> Any:
    """Return the letters with a person; it stops at the first of each."""
    people = people_in(Edition.objects.public(at=DATETIME_PARAM)).order_by()
    found = [_of_letter(people, one).annotate(letter=Value(one)).values_list("letter")[:1] for one in LETTERS]
    return found[0].union(*found[1:], all=True).order_by()


LETTERS_OF_PEOPLE: CompiledQuery[Person] = CompiledQuery(Person, _query_letters, generic=True)


def _list_letters(page_context: PageContext) -> list[str]:
    rows = LETTERS_OF_PEOPLE.tuples({DATETIME_PARAM: page_context.at})
    return sorted((row[0] for row in rows), key=LETTERS.index)


def _read_person(row: Sequence[Any]) -> IndexEntry:
    pk, name, _sort_name, slug, office, description, stories = row
    return IndexEntry(name, person_path(slug, pk), office or description, stories or 0)


@public_view()
def topics(page_context: PageContext) -> HttpResponse:
    public = begin_index(page_context)
    counts = count_stories_by(public, F("topic_slugs"))
    names = topics_in(public).filter(slug__in=counts)
    rows = names.values("slug", "name", "name_en", "description", "description_en")
    entries = [
        IndexEntry(
            choose_text(row, "name"),
            topic_path(row["slug"]),
            choose_text(row, "description"),
            counts[row["slug"]],
        )
        for row in rows
    ]
    return _render_all(page_context, "topics", entries, "/archive/topics/")


@public_view()
def authors(page_context: PageContext) -> HttpResponse:
    names = Func(F("byline"), function="newsroom_authors")
    public = begin_index(page_context)
    counts = count_stories_by(public.exclude(byline=""), names)
    rows = authors_in(public).filter(name__in=counts)
    entries = [
        IndexEntry(row["name"], author_path(row["slug"]), _describe_author(row), counts[row["name"]])
        for row in rows.values("name", "slug", "position", "position_en", "beat", "beat_en")
    ]
    return _render_all(page_context, "authors", entries, "/archive/authors/", by_surname=True)


def _describe_author(row: Mapping[str, object]) -> str:
    return " · ".join(filter(None, (choose_text(row, name) for name in ("position", "beat"))))


@public_view()
def sources(page_context: PageContext) -> HttpResponse:
    public = begin_index(page_context)
    counts = count_stories_by(public, F("agency_codes"))
    rows = agencies_in(public).filter(code__in=counts).values_list("code", "name", "description")
    entries = [IndexEntry(name, source_path(code), note, counts[code]) for code, name, note in rows]
    return _render_all(page_context, "sources", entries, "/archive/sources/")


def begin_index(page_context: PageContext) -> "EditionQuerySet":
    """Return the public editions; the page ends with any change of them or of a name."""
    page_context.depend_on(NEWEST, NAMES)
    public = Edition.objects.public(at=page_context.at)
    page_context.expire_by(public.aggregate(end=Min(VISIBLE_UNTIL))["end"])
    return public


def count_by(
    public: "EditionQuerySet", names: Any, limit: int = MAX_ENTRIES, kind: "type[Field[Any, Any]]" = TextField
) -> dict[Any, int]:
    """Return the number of editions for each name in an array; one pass, most first."""
    counted = _unnest(public, names, kind).values("name").annotate(n=Count("*"))
    return dict(counted.order_by("-n", "name").values_list("name", "n")[:limit])


def count_stories_by(public: "EditionQuerySet", names: Any) -> dict[str, int]:
    """Return `count_by`, with the translations of a story counted once, as in lists.

    A second, small query finds them: to count distinct stories, the whole archive would be sorted.
    """
    counts = count_by(public, names)
    group = "article__translation__group_number"
    translated = _unnest(public.exclude(**{group: None}), names, TextField)
    for name, n in translated.values("name", group).annotate(n=Count("*")).values_list("name", "n"):
        if name in counts:
            counts[name] -= n - 1
    return counts


def _unnest(public: "EditionQuerySet", names: Any, kind: "type[Field[Any, Any]]") -> Any:
    return public.order_by().annotate(name=Func(names, function="unnest", output_field=kind()))


def _render_all(
    page_context: PageContext,
    kind: str,
    entries: Sequence[IndexEntry],
    path: str,
    *,
    by_surname: bool = False,
) -> HttpResponse:
    keys = ((entry.name.rpartition(" ")[2] if by_surname else entry.name, entry) for entry in entries)
    ordered = sorted(((fold_for_sorting(key), entry) for key, entry in keys), key=_sorting_key)
    context = {"kind": kind, "groups": list(_group_by_letter(ordered)), "first": True}
    return _render(page_context, context, site_path(path))


def _sorting_key(pair: tuple[str, IndexEntry]) -> tuple[int, str, str]:
    """Return the key by which a sort name and its entry are in the order of `LETTERS`."""
    sort_name, entry = pair
    return LETTERS.index(_first_letter(sort_name)), sort_name, entry.path


def _group_by_letter(entries: Iterable[tuple[str, IndexEntry]]) -> Iterator[IndexGroup]:
    """Group sorted pairs of (sort name, entry)."""
    for letter, pairs in groupby(entries, key=lambda pair: _first_letter(pair[0])):
        yield IndexGroup(_letter_name(letter), [entry for _key, entry in pairs])


def _first_letter(sort_name: str) -> str:
    first = sort_name[:1]
    return first if first and first in ascii_lowercase else OTHER_LETTERS


def _letter_name(letter: str) -> str:
    return "0–9 …" if letter == OTHER_LETTERS else letter.upper()


def _render(page_context: PageContext, context: Mapping[str, Any], path: str) -> HttpResponse:
    title, description = map(str, TITLES[context["kind"]])
    words = {"title": title, "description": description}
    linked_data = {"json_ld": [json_ld.collection(title, path, description)]}
    return render_page(page_context, "site/name_index.html", {**words, **context, **linked_data}, path=path)
