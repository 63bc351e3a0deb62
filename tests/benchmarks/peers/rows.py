"""Rows of pages and feed: what each system is asked for, warm or for the first time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.benchmarks import invented_archive
from tests.benchmarks.bench_feed import partner_key, places_of_last_pages
from tests.benchmarks.bench_site import ask_search
from tests.benchmarks.load import question
from tests.benchmarks.peers.addresses import (
    Addresses,
    names_of_people,
    places_in_archive,
    places_in_section,
)

FIRST, FEW, ALONE = 1_500, 400, 40
"""First answers that are at hand for a row, of which a turn may ask for fewer; those of a reader alone."""
SECTION_PAGE, ARCHIVE_PAGE = 30, 40
"""Stories on a page, on both sides."""
COMMON = ("Rat", "Brücke", "Euro", "Verwaltung", "Verband", "Gutachten", "Woche", "Jahr")
ODD = ("Qualle", "Seeigel", "Krake", "Molch", "Otter", "Hummer")
API = "/api/v2/pages/?type=news.StoryPage&fields=*&limit=50&order=-published_at"


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    group: str
    ours: Sequence[bytes]
    theirs: Sequence[bytes] = ()
    once: bool = False
    """Each question is asked at most once, so that no answer has been made before."""
    unchanged: bool = False
    """Each question is asked with the validator of its answer."""
    alone: Sequence[bytes] = ()
    """Asked of ours by one reader alone as well."""


def rows(stories: int, ours: Addresses, theirs: Addresses | None) -> Iterator[Row]:
    yield from warm_rows(ours, theirs or ours)
    yield from first_rows(ours, theirs or ours)
    yield from list_rows(stories)
    yield from search_rows()
    yield from feed_rows(stories)


def warm_rows(ours: Addresses, theirs: Addresses) -> Iterator[Row]:
    def ask(*lists: Sequence[str]) -> list[list[bytes]]:
        return [[question(path) for path in paths[:50]] for paths in lists]

    story = ask(ours.newest, theirs.newest)
    yield Row("story, warm", "warm", *story)
    yield Row("story, 304", "warm", story[0][:1], story[1][:1], unchanged=True)
    yield Row("front, warm", "warm", *ask(["/"], ["/"]))
    yield Row("list, warm", "warm", *ask(ours.sections[:1], theirs.sections[:1]))
    yield Row("list, 304", "warm", *ask(ours.sections[:1], theirs.sections[:1]), unchanged=True)
    yield Row("person, warm", "warm", *ask(ours.people[:1], theirs.people[:1]))


def first_rows(ours: Addresses, theirs: Addresses) -> Iterator[Row]:
    def ask(*lists: Sequence[str]) -> list[list[bytes]]:
        return [[question(path) for path in paths[:FIRST]] for paths in lists]

    # The warm rows have asked for the newest stories and the first person.
    yield Row("story, first", "first", *ask(ours.tail, theirs.tail), once=True)
    yield Row("person, first", "first", *ask(ours.people[1:], theirs.people[1:]), once=True)


def list_rows(stories: int) -> Iterator[Row]:
    for page in (25, 400, 4000):
        path, keys = places_in_section(page, SECTION_PAGE, FEW)
        if len(keys) > 3 * SECTION_PAGE:
            mine = [question(f"{path}?before={key}") for key in keys[:-SECTION_PAGE]]
            yield Row(f"list, page {page}, first", "list", mine, pages(path, page), once=True)
    for page in (240, 2400, 24_000):
        if page * ARCHIVE_PAGE < stories:
            keys = places_in_archive(page, ARCHIVE_PAGE, FEW)
            mine = [question(f"/kompakt/?before={key}") for key in keys[:-ARCHIVE_PAGE]]
            yield Row(f"archive, page {page}, first", "list", mine, pages("/archiv/", page), once=True)


def pages(path: str, page: int) -> list[bytes]:
    """The same page many times: without a page cache each answer is made anew."""
    return [question(f"{path}?page={page}")] * FEW


def search_rows() -> Iterator[Row]:
    names = names_of_people(FIRST)
    few = [ask_search(f'"{name}"') for name in names]
    theirs = [ask_search(name) for name in names]
    yield Row("search, few hits, first", "search", few[:-ALONE], theirs, once=True, alone=few[-ALONE:])
    common = [f"{noun} {town}" for noun in COMMON for town in invented_archive.TOWNS]
    # A word that no story has makes another question of the same hits.
    other = [ask_search(f"{words} -{odd}") for odd in ODD for words in common]
    again = [ask_search(words) for words in common]
    yield Row(
        "search, 1,000+ hits, first", "search", other[:-ALONE], again * 4, once=True, alone=other[-ALONE:]
    )
    yield Row("search, 1,000+ hits, warm", "search", again[:20], again[:20])


def feed_rows(stories: int) -> Iterator[Row]:
    key = partner_key()

    def ask(**query: str | int) -> bytes:
        return question(f"/api/v1/stories?{urlencode(query)}", f"Authorization: Bearer {key}")

    newest, deep = [question(API)], [question(f"{API}&offset={stories - 100}")]
    yield Row("feed of 50, asked again", "feed", [ask(limit=50)], newest)
    yield Row("feed, 304", "feed", [ask(limit=50)], newest, unchanged=True)
    untold = [ask(limit=50, until=f"2099-01-01T00:{n // 60:02}:{n % 60:02}Z") for n in range(FEW)]
    yield Row("feed of 50, first", "feed", untold, newest * FEW, once=True)
    last = [ask(limit=50, after=place) for place in places_of_last_pages(FEW)]
    yield Row("feed of 50, deep, first", "feed", last, deep * FEW, once=True)
