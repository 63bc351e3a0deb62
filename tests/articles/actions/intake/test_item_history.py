"""The history of an item decides by versions alone: each test guards one line that keeps it so."""

import json

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.actions.intake.ingest import ingest_file
from articles.actions.intake.item_history import lock_agency_items
from articles.actions.stories.publish import publish
from articles.actions.stories.withdraw import kill
from articles.models import Agency, AgencyChange, WireItem, WireSource
from tests.articles.actions.intake.test_agency_changes import copy_of
from tests.factories import NOON, make_story

pytestmark = pytest.mark.django_db

STORY = "\n\n".join(copy_of().split("\n\n")[1:-1])
"""The paragraphs of the copy, as a story of the desk has them."""


@pytest.fixture
def source() -> WireSource:
    agency = Agency.objects.create(code="nhv", name="Nordhavener Agentur")
    return WireSource.objects.create(
        code="nhv", name="nhv", agency=agency, transport="folder", zone="UTC", created_at=NOON
    )


def receive(source: WireSource, hour: int, text: str) -> WireItem:
    content = {"uri": "urn:nhv:1", "type": "text", "headline": "Kran", "body_text": text}
    raw = json.dumps({**content, "versioncreated": f"2026-03-02T{hour:02}:00:00Z"}).encode()
    return ingest_file(raw, source=source, at=NOON).items[0].item


def test_a_repeat_supersedes_no_version(source: WireSource) -> None:
    first = receive(source, 10, "Der Kran steht.")
    repeat = receive(source, 11, "Der Kran steht.")
    older = receive(source, 9, "Der Kran wackelt.")

    first.refresh_from_db()
    older.refresh_from_db()
    assert repeat.repeats == first
    assert (first.superseded_by, older.superseded_by) == (None, first)


def test_histories_are_locked_in_one_order_whatever_the_order_of_the_file() -> None:
    keys = [f"nhv|{number}" for number in (5, 3, 8, 1, 9, 2, 7, 4, 6, 0)]

    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        lock_agency_items(keys)

    (sql,) = [query["sql"] for query in queries.captured_queries if "pg_advisory_xact_lock" in query["sql"]]
    assert sorted(keys, key=sql.index) == sorted(keys)


def test_a_new_version_of_a_killed_story_is_no_change_to_it(source: WireSource) -> None:
    receive(source, 10, "Der Kran steht.")
    story = publish(make_story(tag="(nhv)", agency_item_id="urn:nhv:1").pk, by=None, at=NOON)
    kill(story.pk, reason="wrong", by=None, at=NOON)

    receive(source, 11, "Der Kran steht schief.")

    assert not AgencyChange.objects.exists()


@pytest.mark.parametrize(("code", "changed"), [("dpa", True), ("kna", False)])
def test_similar_text_counts_for_stories_of_the_same_agency_alone(
    source: WireSource, code: str, changed: bool
) -> None:
    agency, _created = Agency.objects.get_or_create(code=code, defaults={"name": code})
    story = make_story(body="".join(f"<p>{text}</p>" for text in STORY.split("\n\n")))
    story.sources.create(agency=agency)

    ingest_file(copy_of(number="", extra="Er ist rot.").encode(), source=source, at=NOON)

    assert AgencyChange.objects.filter(article=story).exists() == changed
