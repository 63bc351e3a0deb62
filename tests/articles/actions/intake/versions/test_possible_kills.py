"""A message that may withdraw copy asks the desk, on every screen, until an editor answers."""

import json

import pytest

from articles.actions.intake.receive.ingest import ingest_file
from articles.admin.alarms import agency_queries
from articles.models import Agency, AgencyChange, Article, WireItem, WireSource
from tests.factories import NOON, make_story

pytestmark = pytest.mark.django_db

HEADLINE = "Kran im Hafen gestürzt"


@pytest.fixture
def source() -> WireSource:
    agency = Agency.objects.create(code="nhv", name="Nordhavener Agentur")
    return WireSource.objects.create(
        code="nhv", name="nhv", agency=agency, transport="folder", zone="UTC", created_at=NOON
    )


def receive(source: WireSource, uri: str, **content: object) -> WireItem:
    raw = {
        "uri": uri,
        "type": "text",
        "headline": HEADLINE,
        "body_text": "Der Kran liegt im Hafen.",
        **content,
    }
    return ingest_file(json.dumps(raw).encode(), source=source, at=NOON).items[0].item


def list_questions() -> list[tuple[Article | None, str]]:
    changes = AgencyChange.objects.select_related("article", "item").order_by("pk")
    return [(change.article, change.kind) for change in changes]


def test_a_note_that_takes_back_a_used_item_asks_for_its_story(source: WireSource) -> None:
    receive(source, "urn:nhv:1", versioncreated="2026-03-02T09:00:00Z")
    story = make_story(agency_item_id="urn:nhv:1")

    receive(
        source,
        "urn:nhv:1",
        versioncreated="2026-03-02T10:00:00Z",
        ednote="Der Text wurde irrtümlich gesendet.",
    )

    assert list_questions() == [(story, "query")]
    assert "Der Text wurde irrtümlich gesendet." in next(iter(agency_queries(NOON))).text


def test_a_message_that_names_a_used_item_by_its_headline_asks_for_its_story(source: WireSource) -> None:
    used = receive(source, "urn:nhv:1")
    story = make_story(agency_item_id="urn:nhv:1")
    WireItem.objects.filter(pk=used.pk).update(article=story)

    receive(
        source,
        "urn:nhv:2",
        headline=f"Achtung Redaktionen: Bericht „{HEADLINE}“ aus dem Netz nehmen",
        body_text="",
    )

    assert list_questions() == [(story, "query")]


def test_words_that_take_back_a_message_ask_though_no_story_is_known(source: WireSource) -> None:
    receive(
        source, "urn:nhv:2", headline="An die Redaktionen", ednote="Bitte nehmen Sie den Artikel offline."
    )

    assert list_questions() == [(None, "query")]


def test_an_ordinary_item_asks_nothing(source: WireSource) -> None:
    receive(
        source,
        "urn:nhv:2",
        headline="Zeitung zieht Bericht über den Hafen zurück",
        ednote="Eine Grafik folgt.",
    )

    assert list_questions() == []
