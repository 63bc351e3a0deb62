"""The demo's files agree with each other and hold what a desk is to be shown with."""

import io
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from PIL import Image

from articles.demo.loader import DATA, Calendar, picture_bytes, read_entries, read_stories, read_story
from articles.parsing.lexicon.agencies import AGENCIES
from tests.tables import each_of

AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
CALENDAR = Calendar(AT, ZoneInfo("Europe/Berlin"))
STORIES = list(CALENDAR.stories.values())
NAMES = {name for person in read_entries("people") for name in (person["name"], *person.get("aliases", ()))}


def test_the_desk_shows_stories_in_every_state_an_editor_meets() -> None:
    states = Counter(story.target for story in STORIES)

    assert states["published"] >= 60
    assert {state: n for state, n in states.items() if state != "published"} == {
        "corrected": 3, "killed": 1, "withheld": 1, "embargoed": 2, "scheduled": 2,
        "draft": 4, "in_review": 3, "ready": 2,
    }  # fmt: skip


def test_most_stories_are_german_and_a_dozen_are_english() -> None:
    languages = Counter(story.language for story in STORIES)

    assert languages["de"] >= 52
    assert languages["en"] >= 10


def test_the_directory_has_people_with_offices_and_other_names() -> None:
    people = read_entries("people")

    assert len(people) >= 36
    assert all(person["offices"] for person in people)
    assert sum("aliases" in person for person in people) >= 12


def test_two_people_share_a_surname_and_nobody_shares_a_name() -> None:
    names = [person["name"] for person in read_entries("people")]

    assert {"Sabine Krüger", "Thomas Krüger"} <= set(names)
    assert len(set(names)) == len(names)


def test_every_person_of_the_directory_is_named_in_some_story() -> None:
    named = {name for story in STORIES for name in story.list_header("people", ";")}

    missing = [p["name"] for p in read_entries("people") if not {p["name"], *p.get("aliases", ())} & named]
    assert missing == []


def test_people_outside_the_directory_are_few_and_stay_proposals() -> None:
    named = {name for story in STORIES for name in story.list_header("people", ";")}

    assert named - NAMES == {"Marta Olivares", "Nino Kobachidse"}


def test_sections_authors_and_pictures_named_in_headers_exist() -> None:
    sections = {entry["slug"] for entry in read_entries("sections")} | {""}
    initials = {entry["initials"] for entry in read_entries("staff")}
    pictures = {entry["key"] for entry in read_entries("pictures")}

    assert {story.header["section"] for story in STORIES} <= sections
    assert {story.header["by"] for story in STORIES} <= initials
    assert {key for story in STORIES for key in story.list_header("picture")} == pictures


def test_every_agency_of_a_story_or_picture_has_a_contract_for_the_own_site() -> None:
    used = {code for story in STORIES for code in story.header["agencies"].split()}
    used |= {code for entry in read_entries("pictures") for code in entry["agencies"]}
    site = {
        agency["code"]
        for agency in read_entries("agencies")
        if any(grant["channel"] == "site" and grant.get("allow", True) for grant in agency["contract"])
    }

    assert used <= site
    assert site <= {agency.code for agency in AGENCIES}


@each_of(read_entries("pictures"))
def test_a_picture_is_large_light_and_described(entry: dict[str, str]) -> None:
    data = picture_bytes(entry["key"])

    with Image.open(io.BytesIO(data)) as picture:
        assert picture.size == (1600, 1067)
    assert len(data) <= 60_000
    assert 40 <= len(entry["alt_text"]) <= 150


def test_no_picture_lies_in_the_folder_without_an_entry() -> None:
    assert {path.stem for path in (DATA / "pictures").iterdir()} == {
        e["key"] for e in read_entries("pictures")
    }


def test_stories_spread_over_two_months_and_reach_the_present_hour() -> None:
    times = sorted(CALENDAR.publication_time(story) for story in STORIES)

    assert AT - timedelta(days=62) < times[0] < AT - timedelta(days=50)
    assert AT - timedelta(hours=2) < times[-1] <= AT


@each_of(range(0, 24, 5))
def test_nothing_is_published_in_the_future_at_whatever_hour_the_desk_opens(hour: int) -> None:
    at = datetime(2027, 2, 28, hour, 10, tzinfo=UTC)
    calendar = Calendar(at, CALENDAR.zone)

    assert max(calendar.publication_time(story) for story in STORIES) <= at


def test_corrections_name_words_that_stand_in_the_copy_once() -> None:
    corrected = [story for story in STORIES if story.target == "corrected"]

    assert [story.raw.count(story.header["correct.find"]) for story in corrected] == [1, 1, 1]


def test_no_placeholder_is_left_in_any_copy() -> None:
    assert [story.key for story in STORIES if "{" in CALENDAR.fill_copy(story)] == []


def test_headlines_fit_the_front_page() -> None:
    headlines = [story.header.get("headline") or story.header["set-headline"] for story in STORIES]

    assert max(map(len, headlines)) <= 75
    assert len(set(headlines)) == len(headlines)


def test_a_story_file_is_header_lines_above_three_hyphens_and_copy_below() -> None:
    story = read_story("x", "at: -1 10:00\nset-headline: Hafen: neu\n---\nText\n\n---\nNotiz\n")

    assert story.header == {"at": "-1 10:00", "set-headline": "Hafen: neu"}
    assert story.raw == "Text\n\n---\nNotiz\n"


def test_reading_the_files_twice_gives_the_same_stories() -> None:
    assert read_stories() == read_stories()
