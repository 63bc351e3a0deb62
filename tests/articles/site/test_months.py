from datetime import UTC, datetime, timedelta

import pytest

from articles.site.pagination import ListPosition, build_anchors
from tests.articles.site.test_listings import HEADLINE, make_many
from tests.factories import NOON, make_published


def test_a_list_has_a_place_for_each_of_its_last_twelve_months_and_the_years_before():
    found = build_anchors(datetime(2026, 3, 2, 12, tzinfo=UTC), datetime(2023, 7, 1, 12, tzinfo=UTC))

    names = [anchor.name for anchor in found]
    assert (names[0], names[11], names[12:]) == ("Februar 2026", "März 2025", ["2025", "2024", "2023"])


def test_a_year_whose_months_have_all_been_named_is_not_named_again():
    found = build_anchors(datetime(2026, 1, 2, 12, tzinfo=UTC), datetime(2023, 7, 1, 12, tzinfo=UTC))

    assert [anchor.name for anchor in found[11:]] == ["Januar 2025", "2024", "2023"]


def test_no_place_lies_before_the_oldest_story():
    found = build_anchors(datetime(2026, 3, 2, 12, tzinfo=UTC), datetime(2026, 1, 31, 12, tzinfo=UTC))

    assert [anchor.name for anchor in found] == ["Februar 2026", "Januar 2026"]


def test_stories_of_one_month_need_no_places():
    assert build_anchors(NOON, NOON - timedelta(hours=20)) == []


def test_a_month_ends_at_the_desk_s_midnight():
    february = build_anchors(NOON, NOON - timedelta(days=20))[0]

    assert ListPosition.read(february.key).at == datetime(2026, 2, 28, 23, tzinfo=UTC)


@pytest.mark.django_db
def test_a_section_leads_to_the_month_a_reader_looks_for(reader):
    make_published("Im Februar", at=NOON - timedelta(days=10))
    make_many(31)

    html = reader.get("/politik/").content.decode()
    key = html.split('<nav class="months"')[1].split('href="?before=')[1].split('"')[0]

    assert HEADLINE.findall(reader.get(f"/politik/?before={key}").content.decode()) == ["Im Februar"]
