"""The embargo of received copy: read with the time it was received, whenever a story is made of it."""

import ast
import dataclasses
from datetime import UTC, datetime, timedelta

import pytest

from articles.actions.errors import ChecksFailed
from articles.actions.intake.effects.create_story import create_from_item, proposed_change
from articles.actions.intake.effects.item_copy import get_copy
from articles.actions.intake.receive.ingest import ingest
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import publish, update
from articles.actions.stories.save import save_story
from articles.actions.stories.schedule import break_embargo, set_embargo
from articles.models import Article, WireItem
from tests.factories import NOON, make_section, make_story
from tests.paths import ROOT

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SIX = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
"""18 o'clock in Berlin of the Monday on which the copy is received."""
BODY = """Werft in Nordhaven baut wieder Fähren

Die Werft in Nordhaven baut wieder Fähren. Das sagte Werftchefin Jonna Ekvall am Freitag. Die erste Fähre soll im \
Herbst fahren.

Landrat Tarek Lindhoff sprach von einem guten Tag für die Stadt und die ganze Küste. (afp/dl)"""


def receive_line(line: str, at: datetime = NOON) -> WireItem:
    return ingest(f"{line}\n\n{BODY}".encode(), by=None, at=at).item


def made(item: WireItem, at: datetime) -> Article:
    change = proposed_change(get_copy(item))
    fields = {**change.fields, "section_id": make_section().pk}
    return create_from_item(item.pk, dataclasses.replace(change, fields=fields), by=None, at=at)


def stopped_by(story: Article, at: datetime) -> list[str]:
    go_out = update if Article.objects.get(pk=story.pk).version else publish
    try:
        go_out(story.pk, by=None, at=at)
    except ChecksFailed as closed:
        return [obstacle.code for obstacle in closed.results if obstacle.code.startswith("embargo")]
    return []


def notes(story: Article, text: str, at: datetime) -> None:
    save_story(story.pk, StoryChange(fields={"notes": text}), by=None, at=at, based_on=None)


def test_an_hour_without_a_day_is_that_of_the_day_the_copy_came():
    item = receive_line("Sperrfrist: 18.00 Uhr")

    story = made(item, NOON + timedelta(hours=2))

    assert story.embargo_until == SIX


def test_an_embargo_does_not_move_a_day_when_the_story_is_made_on_the_next():
    item = receive_line("Sperrfrist: 18.00 Uhr")

    story = made(item, NOON + DAY)

    assert story.embargo_until is None
    assert stopped_by(story, NOON + DAY) == []


def test_a_weekday_does_not_move_a_week_when_the_story_is_made_after_it():
    item = receive_line("Sperrfrist: Mittwoch, 18 Uhr")

    story = made(item, NOON + 3 * DAY)

    assert story.embargo_until is None
    assert stopped_by(story, NOON + 3 * DAY) == []


def test_what_is_stored_of_the_copy_is_what_the_review_shows():
    item = receive_line("Sperrfrist: 18.00 Uhr")

    made(item, NOON + DAY)

    item.refresh_from_db()
    shown = get_copy(item).embargo
    assert shown is not None
    assert item.reading["embargo"] == shown.value.isoformat() == SIX.isoformat()


def test_copy_is_read_in_one_place_with_the_time_it_was_received():
    """Copy read again with another clock has another embargo: only `get_copy` calls the parser."""
    callers = {
        f"{file.relative_to(ROOT).as_posix()}:{function.name}"
        for file in (ROOT / "articles").rglob("*.py")
        if not {"parsing", "migrations"} & set(file.relative_to(ROOT).parts)
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "read_copy"
    }

    assert callers == {"articles/actions/intake/effects/item_copy.py:read_item"}


@pytest.mark.parametrize(
    "line",
    [
        "Sperrfrist: 24.2., 18 Uhr",
        "Sperrfrist: 9 Uhr",
        "Sperrfrist: heute, 9 Uhr",
        "Embargoed until 6 p.m., March 1, 2026",
        "Sperrfrist: 1. März 2026, 18 Uhr Nordhavener Zeit",
        "Sperrfrist: Montag, 1. März 2026, 18 Uhr",
    ],
)
def test_an_embargo_that_seems_to_be_over_holds_until_an_editor_has_taken_the_line_out(line: str):
    story = made(receive_line(line), NOON)

    held = stopped_by(story, NOON)
    notes(story, "", NOON)

    assert held == ["embargo-unclear"]
    assert stopped_by(story, NOON) == []


@pytest.mark.parametrize(
    "line", ["Sperrfrist: 1. März 2026, 18 Uhr", "Embargoed until 6 p.m. GMT, March 1, 2026"]
)
def test_an_embargo_that_is_over_for_certain_holds_nothing(line: str):
    story = made(receive_line(line), NOON)

    assert stopped_by(story, NOON) == []


def test_lines_that_contradict_each_other_hold_the_story():
    story = made(
        receive_line("Sperrfrist: 2. März 2026, 18 Uhr\nEmbargoed until 8 p.m. CET, March 2, 2026"), NOON
    )

    assert story.embargo_until is None
    assert stopped_by(story, NOON + DAY / 4) == ["embargo-unclear"]


def test_a_line_that_only_says_embargo_does_not_hold_beside_one_that_names_the_hour():
    story = made(receive_line("ACHTUNG SPERRFRIST\nSperrfrist: 1. März 2026, 18 Uhr"), NOON)

    assert stopped_by(story, NOON) == []


def test_a_line_typed_into_the_notes_is_read_with_the_time_it_was_typed():
    story = make_story()
    typed_at = NOON + 2 * DAY
    notes(story, "Sperrfrist: 18 Uhr", typed_at)

    assert stopped_by(story, typed_at + timedelta(hours=1)) == ["embargo-unclear"]
    assert stopped_by(story, typed_at + timedelta(hours=6)) == []


def test_a_story_that_is_out_is_not_held_again_by_the_line_it_went_out_with():
    story = made(receive_line("Sperrfrist: Redebeginn"), NOON)
    set_embargo(story.pk, SIX, by=None, at=NOON)
    publish(story.pk, by=None, at=SIX)
    save_story(story.pk, StoryChange(fields={"dek": "Neuer Vorspann."}), by=None, at=SIX, based_on=None)

    assert stopped_by(story, SIX + timedelta(minutes=5)) == []


def test_a_new_line_holds_the_update_of_a_story_that_is_out():
    story = make_story()
    publish(story.pk, by=None, at=NOON)
    notes(story, "Sperrfrist: 18 Uhr", NOON + timedelta(minutes=1))

    assert stopped_by(story, NOON + timedelta(minutes=5)) == ["embargo-unclear"]


def test_an_embargo_that_was_broken_does_not_hold_by_its_line():
    story = made(receive_line("Sperrfrist: 18.00 Uhr"), NOON)
    break_embargo(story.pk, reason="Die Stadt hat selbst veröffentlicht.", by=None, at=NOON)

    assert stopped_by(story, NOON) == []
