from datetime import UTC, datetime

import pytest

from tests.factories import make_published

pytestmark = pytest.mark.django_db


def test_years_months_and_days_lead_to_every_story(reader):
    make_published("Winterhilfe", at=datetime(2025, 12, 30, 12, tzinfo=UTC))
    make_published("Kai eins", at=datetime(2026, 2, 3, 9, tzinfo=UTC))

    years, year, month, day = (
        reader.get(path).content.decode()
        for path in ("/archive/", "/archive/2026/", "/archive/2026/02/", "/archive/2026/02/03/")
    )

    assert ("/archive/2025/12/" in years, "/archive/2026/02/" in year, "/archive/2026/02/03/" in month) == (
        True,
    ) * 3
    assert ("Kai eins" in day, "Winterhilfe" in day) == (True, False)


def test_a_day_begins_at_midnight_of_the_desk(reader):
    make_published("Nach Mitternacht", at=datetime(2026, 2, 3, 23, 30, tzinfo=UTC))

    assert reader.get("/archive/2026/02/03/").status_code == 404
    assert "Nach Mitternacht" in reader.get("/archive/2026/02/04/").content.decode()


def test_a_day_leads_to_the_nearest_days_with_stories(reader):
    for day in (1, 9, 20):
        make_published(at=datetime(2026, 2, day, 12, tzinfo=UTC))

    html = reader.get("/archive/2026/02/09/").content.decode()

    assert (
        'rel="prev" href="/archive/2026/02/01/"' in html,
        'rel="next" href="/archive/2026/02/20/"' in html,
    ) == (
        True,
        True,
    )


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

    assert reader.get(f"/archive/{path}").status_code == 404


def test_the_archive_of_an_empty_desk_says_so(reader):
    assert "noch nichts erschienen" in reader.get("/archive/").content.decode()
