from articles.parsing.story.parse import read_copy
from articles.parsing.to_dict import parse_story, story_to_dict
from newsroom.text.spans import Span
from tests.articles.parsing.story.copy_cases import people_by_name, select_fields, stories, values
from tests.tables import each_of

STORIES = stories()
IDS = [row["id"] for row in STORIES]


@each_of(STORIES)
def test_every_labelled_story_is_read_as_an_editor_would(row):
    answer = parse_story(row["raw"])

    assert select_fields(answer) == select_fields(row)


@each_of([row for row in STORIES if "persons" in row])
def test_the_people_of_every_labelled_story_are_found_with_offices_and_mentions(row):
    answer = parse_story(row["raw"])

    assert people_by_name(answer) == people_by_name(row)


@each_of(STORIES)
def test_the_blocks_of_every_labelled_story_hold_all_its_text_in_order(row):
    copy = read_copy(row["raw"])

    held = "".join("".join(block.of(copy.text).split()) for block in copy.blocks)
    assert held == "".join(copy.text.split())


@each_of(STORIES)
def test_every_value_of_every_labelled_story_stands_where_its_span_points(row):
    copy = read_copy(row["raw"])

    for field, reading in values(copy):
        assert Span(0, len(copy.text)).covers(reading.span), field
        if field in {"headline", "dateline", "kicker", "dek", "byline", "tag"}:
            assert " ".join(reading.span.of(copy.text).split()) == reading.value


@each_of([row for row in STORIES if "embargo" in row])
def test_the_embargo_of_a_labelled_story_is_told_to_the_minute(row):
    assert parse_story(row["raw"])["embargo"] == row["embargo"]


def test_there_are_more_than_sixty_labelled_stories_of_our_own():
    assert len(STORIES) >= 70


def test_reading_the_same_story_twice_gives_the_same_answer():
    raw = STORIES[0]["raw"]

    assert story_to_dict(read_copy(raw)) == story_to_dict(read_copy(raw))
