"""The front page costs little after each publication, and keeps nothing that may no longer be shown."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.photos.rights import block_photo
from articles.actions.stories.publish import update
from articles.actions.stories.withdraw import kill
from articles.models import Section
from articles.site.cards import BY_STORY
from tests.factories import NOON, make_photo, make_published, make_section
from tests.front_pages import arrange_front_page

pytestmark = pytest.mark.django_db


def rows_asked(reader: Any, monkeypatch: Any) -> int:
    """How many stories' rows the next front page reads."""
    asked: list[int] = []
    ask = type(BY_STORY).tuples

    def count(statement: Any, values: Any) -> Any:
        rows = ask(statement, values)
        if statement is BY_STORY:
            asked.append(len(rows))
        return rows

    with monkeypatch.context() as patch:
        patch.setattr(type(BY_STORY), "tuples", count)
        reader.get("/")
    return sum(asked)


def test_a_publication_costs_the_front_page_one_row(reader, monkeypatch):
    for number in range(12):
        make_published(f"Meldung {number}", at=NOON + timedelta(minutes=number))
    first = rows_asked(reader, monkeypatch)

    make_published("Eilmeldung", at=NOON + timedelta(minutes=30))

    assert (first, rows_asked(reader, monkeypatch)) == (12, 1)


def test_an_update_replaces_the_known_card(reader):
    story = make_published("Erste Fassung")
    reader.get("/")

    type(story).objects.filter(pk=story.pk).update(headline="Zweite Fassung")
    update(story.pk, by=None, at=NOON + timedelta(minutes=1))
    html = reader.get("/").content.decode()

    assert ("Erste Fassung" in html, "Zweite Fassung" in html) == (False, True)


def test_a_blocked_photo_leaves_a_card_that_is_known(reader):
    photo = make_photo()
    make_published(pictures=(photo,))
    before = reader.get("/").content.decode()

    block_photo(photo.pk, True, by=None, at=NOON)
    after = reader.get("/").content.decode()

    assert ("<img" in before, "<img" in after) == (True, False)


def test_a_killed_story_leaves_though_its_card_is_known(reader):
    story = make_published("Falsche Meldung")
    reader.get("/")

    kill(story.pk, reason="legal", by=None, at=NOON)

    assert "Falsche Meldung" not in reader.get("/").content.decode()


def test_a_known_card_has_the_present_name_of_its_section(reader):
    make_published(section=make_section(), pictures=(make_photo(),))
    reader.get("/")

    Section.objects.update(name="Weltpolitik", slug="weltpolitik")
    html = reader.get("/").content.decode()

    assert "<img" in html
    assert (">Politik<" in html, 'href="/politik/' in html, ">Weltpolitik<" in html) == (False, False, True)


def test_stories_of_a_part_stand_in_the_strip_of_the_section_above(reader):
    parent, part = make_section("Land", "land"), make_section("Hafen", "hafen")
    Section.objects.filter(pk=part.pk).update(parent=parent)
    for number in range(8):
        make_published(f"Meldung {number}", section=part, at=NOON + timedelta(minutes=number))

    html = reader.get("/").content.decode()

    assert 'id="strip-land"' in html
    assert 'id="strip-hafen"' not in html


def test_an_arranged_story_leads_though_it_is_old(reader):
    old = make_published("Alte Meldung", at=NOON - timedelta(days=90))
    for number in range(45):
        make_published(f"Meldung {number}", section=make_section("Sport", "sport"), at=NOON)
    arrange_front_page([old.pk], by=None, at=NOON)

    html = reader.get("/").content.decode()

    assert html.index("Alte Meldung") < html.index("Meldung 44")


def test_a_publication_costs_three_statements_besides_the_site_s_state(reader):
    make_published(pictures=(make_photo(),))
    reader.get("/")
    make_published("Eilmeldung", at=NOON + timedelta(minutes=1))

    with CaptureQueriesContext(connection) as asked:
        reader.get("/")

    assert len(asked) == 1 + 3
