import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.intake.effects import item_copy
from articles.actions.intake.effects.item_copy import parse_item
from articles.actions.intake.receive.ingest import receive_copy
from articles.models import Article, WireItem
from articles.parsing.errors import CopyTooLarge
from tests.articles.admin.forms import filled
from tests.articles.admin.intake.test_views import COPY, review_of
from tests.articles.parsing.story.test_two_stories import BRIDGE, POOL
from tests.factories import NOON

pytestmark = pytest.mark.django_db
BOTH = f"{BRIDGE}\n\n{POOL}"


def test_two_stories_in_one_paste_are_offered_as_two_with_their_titles(desk: Client):
    page = desk.get(review_of(desk, BOTH)).content.decode()

    assert "2 Artikel wurden auf einmal eingefügt." in page
    assert re.findall(r'name="part" value="(\d)" checked> ([^<]+)<', page) == [
        ("0", "Nordhaven baut zweite Brücke"),
        ("1", "Hallenbad"),
    ]


def test_one_story_is_not_offered_as_two(desk: Client):
    assert "data-stories" not in desk.get(review_of(desk, COPY)).content.decode()


def test_making_two_stores_both_and_leads_to_the_first_with_a_link_to_the_next(desk: Client):
    url = review_of(desk, BOTH)

    page = desk.post(url, filled(desk, url, "review-form", _split="1"), follow=True).content.decode()

    whole, first, second = WireItem.objects.order_by("pk")
    assert (bytes(whole.raw).decode(), bytes(first.raw).decode(), bytes(second.raw).decode()) == (
        BOTH,
        BRIDGE,
        POOL,
    )
    assert 'value="Nordhaven baut zweite Brücke"' in page
    assert reverse("admin:articles_article_review_copy", args=[second.pk]) in page


def test_each_story_keeps_its_links_and_lists(desk: Client):
    bridge = "".join(f"<p>{line}</p>" for line in BRIDGE.split("\n") if line)
    bridge = bridge.replace("zwei Jahre", '<a href="https://nordhaven.example/plan">zwei Jahre</a>')
    points = "<ul><li>eine Auffahrt</li><li>eine Rampe</li></ul>"
    plain = POOL.removeprefix("Hallenbad\n")
    pool = "".join(f"<p>{line}</p>" for line in plain.split("\n") if line)
    item = receive_copy(f"{bridge}{points}{pool}".encode(), by=None, at=NOON, media_type="text/html")
    parse_item(item.pk)
    url = reverse("admin:articles_article_review_copy", args=[item.pk])

    page = desk.post(url, filled(desk, url, "review-form", _split="1"), follow=True)

    _whole, first, second = WireItem.objects.order_by("pk")
    assert (first.media_type, bytes(second.raw).decode()) == ("text/html", plain)
    body = page.context["form"]["body"].value()
    assert '<a href="https://nordhaven.example/plan">zwei Jahre</a>' in body and points in body


def test_only_marked_stories_are_made_and_the_whole_stays_stored(desk: Client):
    url = review_of(desk, BOTH)
    data = filled(desk, url, "review-form", _split="1", has_boxes="1")

    refused = desk.post(url, data).content.decode()
    desk.post(url, {**data, "part": ["1"]})

    assert "Wählen Sie mindestens einen Artikel." in refused
    assert [bytes(item.raw).decode() for item in WireItem.objects.order_by("pk")] == [BOTH, POOL]


def test_changes_are_dropped_only_after_a_question(desk: Client):
    url = review_of(desk, BOTH)
    data = filled(desk, url, "review-form", _split="1", dek="Getippt")

    page = desk.post(url, data).content.decode()
    asked = WireItem.objects.count()
    desk.post(url, {**data, "_split": "unchanged"})

    assert "Sie haben unten etwas geändert." in page
    assert 'value="unchanged"' in page
    assert 'value="Getippt"' in page
    assert (asked, WireItem.objects.count()) == (1, 3)


def test_other_markup_of_the_same_text_is_no_change(desk: Client):
    url = review_of(desk, BOTH)
    data = filled(desk, url, "review-form", _split="1")
    data["body"] = data["body"].replace("<p>", '<p class="x">').replace("\n", "\r\n")

    desk.post(url, data)

    assert WireItem.objects.count() == 3


def test_of_a_refused_story_nothing_is_stored_and_what_was_typed_stays(
    desk: Client, monkeypatch: pytest.MonkeyPatch
):
    url = review_of(desk, BOTH)
    data = filled(desk, url, "review-form", _split="unchanged", dek="Getippt")
    read = item_copy.read_copy

    def read_all_but_the_pool(text: str, **facts: Any) -> Any:
        if text == POOL:
            raise CopyTooLarge(length=2, limit=1)
        return read(text, **facts)

    monkeypatch.setattr(item_copy, "read_copy", read_all_but_the_pool)
    page = desk.post(url, data, follow=True).content.decode()

    assert "Aus diesem Text wurde kein Artikel angelegt" in page
    assert "Der Text ist zu lang" in page
    assert 'value="Getippt"' in page
    assert [bytes(item.raw).decode() for item in WireItem.objects.all()] == [BOTH]


def test_making_one_keeps_the_text_of_both(desk: Client):
    url = review_of(desk, BOTH)

    desk.post(url, filled(desk, url, "review-form", _create="1"))

    body = Article.objects.get().body
    assert "Die Stadt Nordhaven baut" in body
    assert "öffnet nach zwei Jahren Umbau" in body
