import inspect
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from articles.models import Edition
from articles.site import archive
from articles.site.dependencies import day_keys
from articles.site.page_context import PageContext, SiteState
from newsroom.db.compiled_queries import CompiledQueryVariants
from tests.articles.site.conftest import READING_TIME
from tests.factories import NOON, make_published, make_section

pytestmark = pytest.mark.django_db


def test_years_months_and_days_lead_to_every_story(reader):
    make_published("Winterhilfe", at=datetime(2025, 12, 30, 12, tzinfo=UTC))
    make_published("Kai eins", at=datetime(2026, 2, 3, 9, tzinfo=UTC))

    years, year, month, day = (
        reader.get(path).content.decode()
        for path in ("/archiv/", "/archiv/2026/", "/archiv/2026/02/", "/archiv/2026/02/03/")
    )

    assert ("/archiv/2025/12/" in years, "/archiv/2026/02/" in year, "/archiv/2026/02/03/" in month) == (
        True,
    ) * 3
    assert ("Kai eins" in day, "Winterhilfe" in day) == (True, False)


def test_a_day_begins_at_midnight_of_the_desk(reader):
    make_published("Nach Mitternacht", at=datetime(2026, 2, 3, 23, 30, tzinfo=UTC))

    assert reader.get("/archiv/2026/02/03/").status_code == 404
    assert "Nach Mitternacht" in reader.get("/archiv/2026/02/04/").content.decode()


def test_a_day_leads_to_the_nearest_days_with_stories(reader):
    for day in (1, 9, 20):
        make_published(at=datetime(2026, 2, day, 12, tzinfo=UTC))

    html = reader.get("/archiv/2026/02/09/").content.decode()

    assert (
        'rel="prev" href="/archiv/2026/02/01/"' in html,
        'rel="next" href="/archiv/2026/02/20/"' in html,
    ) == (
        True,
        True,
    )


def test_the_first_hour_of_a_year_is_one_of_its_days_in_utc_of_the_year_before():
    begin = datetime(2026, 1, 1, tzinfo=ZoneInfo("Europe/Berlin"))

    keys = list(day_keys(begin, begin.replace(year=2027)))

    assert (keys[0], keys[-1], len(keys)) == ("day:2025-12-31", "day:2026-12-31", 366)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["/archiv/2026/", "/archiv/2026/01/"])
def test_a_story_of_new_year_s_first_hour_ends_the_page_of_its_year(process, path):
    make_published("Feuerwerk", at=datetime(2026, 1, 1, 12, tzinfo=UTC))
    before = process.get(path)[1].decode()
    make_published("Neujahrsglocken", at=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))

    after = process.get(path)[1].decode()

    assert ("1 Artikel" in before, "2 Artikel" in after) == (True, True)


@pytest.fixture
def crowded_day(monkeypatch):
    """Three stories on a day that has room for two."""
    monkeypatch.setattr(archive, "DAY_PAGE_SIZE", 2)
    monkeypatch.setattr(archive, "DAY_STORIES", CompiledQueryVariants(Edition, archive._day_pages))
    politics, sport = make_section(), make_section("Sport", "sport")
    for headline, section in (("Kai eins", politics), ("Kai zwei", politics), ("Pokal", sport)):
        make_published(headline, section=section, at=datetime(2026, 2, 3, 9, tzinfo=UTC))


@pytest.mark.usefixtures("crowded_day")
def test_a_crowded_day_is_offered_by_section_with_counts(reader):
    html = reader.get("/archiv/2026/02/03/").content.decode()

    assert re.findall(r'href="\?section=(\w+)">[^<]+<span class="count">(\d+)<', html) == [
        ("politik", "2"),
        ("sport", "1"),
    ]


@pytest.mark.usefixtures("crowded_day")
def test_a_section_of_a_day_is_complete(reader):
    html = reader.get("/archiv/2026/02/03/?section=politik").content.decode()

    assert ("Kai eins" in html, "Kai zwei" in html, "Pokal" in html) == (True, True, False)
    assert "before=" not in html


@pytest.mark.usefixtures("crowded_day")
@pytest.mark.parametrize("section", ["kultur", "%F0%9F%98%80", "x" * 300])
def test_a_section_that_is_none_is_404(reader, section):
    assert reader.get(f"/archiv/2026/02/03/?section={section}").status_code == 404


def test_a_day_on_one_page_needs_no_sections(reader):
    make_published(at=datetime(2026, 2, 3, 9, tzinfo=UTC))

    assert "?section=" not in reader.get("/archiv/2026/02/03/").content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "2026/13/",
        "2026/00/",
        "2026/02/30/",
        "2026/02/29/",
        "0000/",
        "9999/",
        "9999/12/",
        "9999/12/31/",
        "1999/",
        "26/",
        "x/",
    ],
)
def test_a_date_without_stories_or_sense_is_404(reader, path):
    make_published()

    assert reader.get(f"/archiv/{path}").status_code == 404


def test_the_archive_of_an_empty_desk_says_so(reader):
    assert "noch nichts erschienen" in reader.get("/archiv/").content.decode()


@pytest.mark.parametrize("hours", [-72, 0], ids=["earlier", "later"])
def test_a_day_expires_with_the_stories_to_which_it_leads(hours):
    end = READING_TIME + timedelta(minutes=5)
    neighbour = make_published(at=NOON + timedelta(hours=hours))
    Edition.objects.filter(article=neighbour).update(visible_until=end)
    page_context = PageContext(READING_TIME, SiteState(None, False, ()), {})

    inspect.unwrap(archive.day)(page_context, 2026, 2, 28)

    assert page_context.expires_at == end


def test_a_day_without_stories_says_so_and_leads_to_the_nearest_days(reader):
    for hours in (-72, 48):
        make_published(at=NOON + timedelta(hours=hours))

    answer = reader.get("/archiv/2026/03/02/")

    html = answer.content.decode()
    assert answer.status_code == 404
    assert "An diesem Tag ist nichts erschienen." in html
    assert "Davor: 27. Februar 2026" in html
    assert 'href="/archiv/2026/02/27/" rel="prev"' in html
