"""Lists walked from their first page to their last: each story once, in order, and none that is not of the list."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urljoin

import pytest
from django.db import connection
from django.test import Client

from articles.actions.desk.reference_data import save_entry
from articles.models import Edition, Section, StaffInitials, Topic
from articles.site import archive
from newsroom.db.compiled_queries import CompiledQueryVariants
from tests.articles.site.conftest import forget_pages
from tests.factories import NOON, make_person, make_published, make_section
from tests.plans import copy_published

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r">(?:<mark>)?Meldung(?:</mark>)? (\d+)</a>")
OLDER = re.compile(r'<a class="pager-older" href="(\?[^"]*before=[^"]*)"')

VARY_STORIES = """
UPDATE articles_edition SET
    headline = 'Meldung ' || n,
    first_published_at = time, published_at = time,
    section_id = (ARRAY[%(land)s, %(hafen)s, %(fluss)s, %(sport)s])[n %% 4 + 1],
    language = (ARRAY['de', 'en', 'de', 'en-GB', 'de'])[n %% 5 + 1],
    topic_slugs = CASE WHEN n %% 3 = 0 THEN ARRAY['bahn'] ELSE '{}' END,
    agency_codes = CASE WHEN n %% 2 = 0 THEN agency_codes ELSE '{}' END,
    person_ids = CASE WHEN n %% 3 = 1 THEN ARRAY[%(person)s] ELSE '{}' END,
    byline = CASE WHEN n %% 7 = 0 THEN 'Von Ida Brandt' ELSE '' END
FROM (SELECT id AS key, row_number() OVER (ORDER BY article_id) - 1 AS n FROM articles_edition) AS numbered,
    LATERAL (SELECT %(noon)s - floor(pow(n / 2, 2) / %(pace)s) * interval '1 minute' AS time) AS published
WHERE id = key
"""
"""The number of a story says all about it, so that a list's stories can be counted without asking the database."""


class Lists(NamedTuple):
    stories: int
    person: int


def make_archive(count: int, pace: float) -> Lists:
    """`count` stories, the newest with the number 0; two and two were published in the same minute."""
    land, hafen, fluss, sport = (
        make_section(name, name.lower()) for name in ("Land", "Hafen", "Fluss", "Sport")
    )
    Section.objects.filter(pk__in=[hafen.pk, fluss.pk]).update(parent=land)
    Topic.objects.create(slug="bahn", name="Bahn")
    save_entry(
        StaffInitials, {"initials": "ib", "name": "Ida Brandt", "slug": "ida-brandt"}, by=None, at=NOON
    )
    person = make_person("Mira Talberg")
    copy_published(make_published("Meldung", tag="(afp/dl)"), count - 1)
    keys = {"land": land.pk, "hafen": hafen.pk, "fluss": fluss.pk, "sport": sport.pk, "person": person.pk}
    with connection.cursor() as cursor:
        cursor.execute(VARY_STORIES, {**keys, "noon": NOON, "pace": pace})
    forget_pages()
    return Lists(count, person.pk)


@pytest.fixture(
    params=[
        pytest.param((240, 0.2), id="240 stories"),
        pytest.param((5000, 25), id="5000 stories", marks=pytest.mark.exhaustive),
    ]
)
def lists(request, settings) -> Lists:
    settings.DESK_LANGUAGES = ["de", "en", "en-GB"]
    return make_archive(*request.param)


def walk_list(reader: Client, address: str) -> Iterator[int]:
    """The numbers of the stories, page after page, as a reader who follows “Older” meets them."""
    while address:
        answer = reader.get(address)
        assert answer.status_code == 200
        html = answer.content.decode()
        found = [int(number) for number in NUMBER.findall(html)]
        assert found, f"a link led to {address}, which is empty"
        yield from found
        older = OLDER.search(html)
        address = urljoin(address, unescape(older[1])) if older else ""


def newest_first(numbers: Any) -> list[int]:
    """The copies are older by their number, and of the two of a minute the one with the higher key comes first."""
    published = dict(Edition.objects.values_list("headline", "first_published_at"))
    at = {number: published[f"Meldung {number}"] for number in numbers}
    return sorted(at, key=lambda number: (at[number], number), reverse=True)


WALKS = {
    "/land/": lambda n: n % 4 in {0, 1, 2},
    "/hafen/": lambda n: n % 4 == 1,
    "/sport/": lambda n: n % 4 == 3,
    "/thema/bahn/": lambda n: n % 3 == 0,
    "/quelle/afp/": lambda n: n % 2 == 0,
    "/autor/ida-brandt/": lambda n: n % 7 == 0,
    "/person/mira-talberg-{person}/": lambda n: n % 3 == 1,
    "/en/": lambda n: n % 5 in {1, 3},
    "/kompakt/": lambda n: True,
    "/suche/?q=Meldung": lambda n: True,
    "/suche/?q=Meldung&sort=relevance": lambda n: True,
    "/suche/?q=Meldung&section=land": lambda n: n % 4 in {0, 1, 2},
    "/suche/?q=Meldung&section=hafen&language=en": lambda n: n % 4 == 1 and n % 5 == 1,
    "/suche/?q=Meldung&person={person}&agency=afp": lambda n: n % 3 == 1 and n % 2 == 0,
}


def test_each_list_walked_to_its_end_shows_each_of_its_stories_once_and_no_other(lists, client):
    wrong = {}
    for path, is_member in WALKS.items():
        members = [number for number in range(lists.stories) if is_member(number)]
        found = list(walk_list(client, path.format(person=lists.person)))
        wanted = sorted(members) if "relevance" in path else newest_first(members)
        found = sorted(found) if "relevance" in path else found
        if found != wanted:
            wrong[path] = (len(found), len(wanted), set(found) ^ set(wanted))

    assert wrong == {}


@pytest.mark.parametrize("path", ["/land/", "/hafen/"])
def test_each_month_of_a_section_begins_with_its_newest_story_and_ends_with_the_section(lists, client, path):
    members = newest_first(number for number in range(lists.stories) if WALKS[path](number))
    html = client.get(path).content.decode()
    months = re.findall(r'href="(\?before=[\w-]+)"', html.split('<nav class="months"')[1].split("</nav>")[0])

    tails = [list(walk_list(client, path + month)) for month in months]

    assert len(months) >= 2
    assert [tail == members[len(members) - len(tail) :] for tail in tails] == [True] * len(months)
    starts = [Edition.objects.get(headline=f"Meldung {tail[0]}").first_published_at for tail in tails]
    assert [len(tail) for tail in tails] == [_count_until(members, start) for start in starts]
    assert len({(start.year, start.month) for start in starts}) == len(months)


def _count_until(members: list[int], start: datetime) -> int:
    titles = [f"Meldung {number}" for number in members]
    return Edition.objects.filter(headline__in=titles, first_published_at__lte=start).count()


def test_the_days_of_the_archive_show_each_story_once(lists, client):
    years = client.get("/archiv/").content.decode()
    months = dict.fromkeys(re.findall(r'href="(/archiv/\d{4}/\d\d/)"', years))
    days = [
        day
        for month in months
        for day in dict.fromkeys(re.findall(rf'href="({month}\d\d/)"', client.get(month).content.decode()))
    ]

    found = [number for day in days for number in walk_list(client, day)]

    assert sorted(found) == list(range(lists.stories))


def test_a_crowded_day_shows_each_story_of_a_section_once(lists, client, monkeypatch):
    monkeypatch.setattr(archive, "DAY_PAGE_SIZE", 2)
    monkeypatch.setattr(archive, "DAY_STORIES", CompiledQueryVariants(Edition, archive._day_pages))
    on_day = Edition.objects.filter(
        first_published_at__gte=datetime(2026, 3, 1, 23, tzinfo=UTC), section__slug="hafen"
    )

    found = list(walk_list(client, "/archiv/2026/03/02/?section=hafen"))

    assert sorted(found) == sorted(
        int(title.split()[1]) for title in on_day.values_list("headline", flat=True)
    )
