"""Checks against the received copy."""

from datetime import timedelta
from typing import Any

from articles.actions.publish_checks.source_copy import (
    check_agency_changes,
    check_duplicates,
    check_received_copy,
)
from articles.models import Article, WireItem
from articles.selectors.near_duplicates import SimilarStory
from tests.articles.actions.publish_checks.snapshots import snapshot
from tests.factories import NOON
from tests.tables import each_of

TEXT = ("Der Hafen wird im nächsten Jahr teurer.",)
DAY = timedelta(hours=24)


def test_a_story_without_agency_changes_passes():
    assert check_agency_changes(snapshot()) == []


@each_of(
    [
        ("kill", [("blocks", "agency-kill")]),
        ("query", [("warns", "agency-query")]),
        ("correction", []),
        ("update", []),
    ]
)
def test_an_open_kill_blocks_and_a_possible_one_warns(kind: str, found: list[tuple[str, str]]):
    results = check_agency_changes(snapshot(open_changes=[{"kind": kind, "embargo": None}]))

    assert [(one.severity, one.code) for one in results] == found


def test_a_changed_embargo_is_a_warning_with_its_time():
    found = check_agency_changes(snapshot(changed_embargo=NOON + DAY))

    assert [(one.severity, one.code, one.field) for one in found] == [
        ("warns", "embargo-moved", "embargo_until")
    ]
    assert "2026" in found[0].message


def item(text: tuple[str, ...] = TEXT, age: timedelta = timedelta()) -> WireItem:
    return WireItem(received_at=NOON - age, reading={"paragraphs": list(text)})


def codes(story: dict[str, Any] | None = None, **facts: Any) -> list[str]:
    defaults: dict[str, Any] = {"wire_items": [item()], "paragraphs": TEXT, "agency_codes": ("dpa",)}
    return [one.code for one in check_received_copy(snapshot(story, **{**defaults, **facts}))]


def test_agency_text_that_nobody_edited_is_a_warning():
    assert codes() == ["agency-unchanged"]


def test_line_breaks_do_not_make_another_text():
    assert codes(wire_items=[item(("Der Hafen wird im", "nächsten  Jahr teurer."))]) == ["agency-unchanged"]


def test_edited_text_passes():
    assert codes(paragraphs=("Der Hafen wird billiger.",)) == []


@each_of([({"version": 1}, {}), ({}, {"agency_codes": ()}), ({}, {"wire_items": []})])
def test_published_stories_own_text_and_stories_without_copy_are_not_compared(
    story: dict[str, Any], facts: dict[str, Any]
):
    assert codes(story, **facts) == []


@each_of([(DAY, []), (DAY + timedelta(seconds=1), ["old-date"])])
def test_copy_older_than_a_day_is_a_warning(age: timedelta, found: list[str]):
    assert codes(paragraphs=("Der Hafen wird billiger.",), wire_items=[item(age=age)]) == found


def test_only_the_newest_copy_counts():
    assert codes(wire_items=[item(("Anderes.",)), item()]) == []


def similar(state: str = "draft", new_facts: tuple[str, ...] = ()) -> Any:
    story = Article(pk=7, headline="Hafen teurer", state=state)
    return SimilarStory(story, 80, False, new_facts)


def test_a_similar_story_is_a_warning_that_names_it():
    found = check_duplicates(snapshot(similar_stories=[similar(new_facts=("12", "Talberg"))]))

    assert [(one.severity, one.code, one.story) for one in found] == [("warns", "duplicate", 7)]
    assert "Hafen teurer" in found[0].message
    assert "12, Talberg" in found[0].message


def test_a_killed_story_is_no_duplicate():
    assert check_duplicates(snapshot(similar_stories=[similar("killed")])) == []
