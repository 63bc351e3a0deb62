"""A test message of an agency is a contact with its source, and nothing else."""

from datetime import timedelta

import pytest

from articles.actions.errors import ActionRefused
from articles.actions.intake.effects.create_story import create_from_item
from articles.actions.intake.receive.ingest import ingest_file
from articles.actions.stories.drafts import StoryChange
from articles.admin.alarms import list_urgent_items
from articles.models import AgencyChange, Article, WireItem, WireRule, WireSource, WireSourceState
from tests.articles.wire.g2_files import build_g2
from tests.factories import NOON

pytestmark = pytest.mark.django_db
HEARTBEAT = build_g2(headline="dpa-Test – bitte ignorieren", paragraphs=("Bitte ignorieren.",))


@pytest.fixture
def source() -> WireSource:
    return WireSource.objects.create(code="xyz-text", name="Xyz", transport="folder", created_at=NOON)


@pytest.mark.parametrize("raw", [HEARTBEAT, b"Heartbeat\n2026-03-02 12:00 UTC\n"])
def test_it_is_stored_quietly_and_counts_as_contact(source: WireSource, raw: bytes) -> None:
    WireRule.objects.create(name="Alles", headlines="*", auto_draft=True, saved_at=NOON)

    result = ingest_file(raw, source=source, at=NOON)

    item = WireItem.objects.get()
    assert (result.outcome, item.outcome, item.status) == ("heartbeat", "heartbeat", "dismissed")
    assert (Article.objects.count(), AgencyChange.objects.count()) == (0, 0)
    assert WireSourceState.objects.values_list("last_heartbeat_at", "last_contact_at").get() == (NOON, NOON)


def test_the_same_bytes_later_count_as_another_contact(source: WireSource) -> None:
    later = NOON + timedelta(minutes=5)
    ingest_file(HEARTBEAT, source=source, at=NOON)

    outcome = ingest_file(HEARTBEAT, source=source, at=later).outcome

    assert (outcome, WireItem.objects.count()) == ("repeat", 1)
    assert WireSourceState.objects.get().last_heartbeat_at == later


def test_a_new_file_with_the_same_message_counts_as_another_contact(source: WireSource) -> None:
    later = NOON + timedelta(minutes=5)
    ingest_file(HEARTBEAT, source=source, at=NOON)

    outcome = ingest_file(HEARTBEAT + b"\n", source=source, at=later).outcome

    assert (outcome, WireItem.objects.count()) == ("heartbeat", 1)
    assert WireSourceState.objects.get().last_heartbeat_at == later


def test_it_becomes_no_story_and_is_not_announced_to_open_pages(source: WireSource) -> None:
    ingest_file(HEARTBEAT, source=source, at=NOON)
    item = WireItem.objects.get()
    WireItem.objects.update(urgency=1)

    with pytest.raises(ActionRefused, match="Testmeldung"):
        create_from_item(item.pk, StoryChange(fields={}), by=None, at=NOON)

    assert list_urgent_items(0) == []


def test_it_withdraws_nothing_by_its_words(source: WireSource) -> None:
    story = ingest_file(build_g2(), source=source, at=NOON).items[0].item

    ingest_file(HEARTBEAT.replace(b"kran", b"leitung"), source=source, at=NOON)

    assert AgencyChange.objects.count() == 0
    assert WireItem.objects.get(pk=story.pk).superseded_by is None
