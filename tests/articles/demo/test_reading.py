"""Every story of the demo is a fixture of the reader: its header says what must be found in the copy."""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

from articles.demo.loader import Calendar, Story, read_entries
from articles.parsing.lexicon import BUILTIN
from articles.parsing.story.parse import Copy, read_copy
from tests.tables import each_of

CALENDAR = Calendar(datetime(2026, 11, 25, 12, 0, tzinfo=UTC), ZoneInfo("Europe/Berlin"))
NEW_YEAR = Calendar(datetime(2027, 1, 1, 0, 5, tzinfo=UTC), CALENDAR.zone)
LEXICON = BUILTIN.extend(spellings=(), initials=[entry["initials"] for entry in read_entries("staff")])
PICTURES = {entry["key"]: entry for entry in read_entries("pictures")}

every_story = each_of(CALENDAR.stories.values())


def reading(story: Story, calendar: Calendar = CALENDAR) -> Copy:
    return _read_once(story.key, calendar is NEW_YEAR)


@cache
def _read_once(key: str, at_new_year: bool) -> Copy:
    calendar = NEW_YEAR if at_new_year else CALENDAR
    story = CALENDAR.stories[key]
    return read_copy(
        calendar.fill_copy(story), lexicon=LEXICON, at=calendar.publication_time(story), zone=calendar.zone
    )


@every_story
def test_headline_and_paragraphs_are_found_as_the_header_says(story: Story) -> None:
    copy = reading(story)

    assert (copy.headline.value if copy.headline else None) == story.header.get("headline")
    assert len(copy.paragraphs) == int(story.header["paragraphs"])
    assert copy.language == story.language


@every_story
def test_the_closing_tag_gives_agencies_and_initials(story: Story) -> None:
    tag = reading(story).tag

    assert tag is not None
    assert list(tag.agencies) == story.header["agencies"].split()
    assert list(tag.editors) == story.header["initials"].split()


@every_story
def test_everyone_named_is_found_and_nobody_else(story: Story) -> None:
    found = [person.name for person in reading(story).people]

    assert sorted(found) == sorted(story.list_header("people", ";"))


@every_story
def test_the_credit_line_is_the_one_of_the_picture(story: Story) -> None:
    copy = reading(story)
    lines = [found.caption.credit for found in copy.captions]

    read = [
        (list(c.photographers), list(c.agencies), c.distributor, c.pool, c.handout)
        for c in lines
        if c is not None
    ]
    assert read == [
        (
            p["photographers"],
            p["agencies"],
            p.get("distributor"),
            p.get("pool", False),
            p.get("handout", False),
        )
        for p in (PICTURES[key] for key in story.list_header("picture"))
    ]


@every_story
def test_an_embargo_line_means_the_time_of_the_header(story: Story) -> None:
    embargo = reading(story).embargo

    assert (embargo.value if embargo else None) == CALENDAR.header_time(story, "embargo")


@every_story
def test_the_turn_of_the_year_changes_nothing_but_the_dates(story: Story) -> None:
    then, now = reading(story, NEW_YEAR), reading(story)

    assert len(then.paragraphs) == len(now.paragraphs)
    assert [p.name for p in then.people] == [p.name for p in now.people]


def test_people_in_a_caption_keep_their_order_and_offices() -> None:
    caption = reading(CALENDAR.stories["nachtzug-2"]).captions[0].caption

    assert [(p.name, p.position) for p in caption.people] == [
        ("Henrike Lassen", 1), ("Élodie Marchand", 2), ("Tomasz Wieczorek", 3), ("Oksana Hontschar", 4),
    ]  # fmt: skip
    assert [p.role for p in caption.people][1] == "französische Verkehrsministerin"


def test_the_notes_of_the_agency_stay_out_of_the_text() -> None:
    copy = reading(CALENDAR.stories["werft-4"])

    assert "example.org" not in "\n".join(copy.paragraphs)
    assert any("Notizblock" in block.of(copy.text) for block in copy.notes)


def test_subheads_second_captions_and_bylines_are_told_from_the_text() -> None:
    launch, concerts = (reading(CALENDAR.stories[key]) for key in ("werft-5", "konzert-1"))

    assert launch.subheads == ("Zweites Schiff aus Dänemark bestellt",)
    assert launch.extra_captions[0].text == "Kräne im Hafen von Norderhafen. (Archivbild)"
    assert concerts.byline is not None
    assert concerts.byline.value == concerts.text[concerts.byline.span.start : concerts.byline.span.end]
