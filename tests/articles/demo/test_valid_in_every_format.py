"""Everything a partner gets of the whole demo desk validates against the published schemas, item by item."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from lxml import etree

from articles.demo.load import load_demo
from articles.models import Edition, Photo
from tests.articles.feed.test_formats import NINJS_22, NINJS_31, XSD, faults
from tests.kept_data import keep_for_module

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@dataclass
class Heard:
    """What the demo's partner was answered."""

    public: int
    items: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """By profile of ninjs: stories of the delta sync, of the list, and pictures."""
    messages: list[bytes] = field(default_factory=list)
    atom: bytes = b""


@pytest.fixture(scope="module")
def heard(django_db_setup, django_db_blocker, tmp_path_factory) -> Heard:
    with pytest.MonkeyPatch.context() as patch, keep_for_module(django_db_blocker):
        patch.setattr(settings, "MEDIA_ROOT", tmp_path_factory.mktemp("media"))
        patch.setattr(timezone, "now", lambda: AT)
        return listen(load_demo(AT, report=lambda _: None).key)


def listen(key: str) -> Heard:
    client = Client(headers={"Authorization": f"Bearer {key}"})
    heard = Heard(Edition.objects.public(at=AT).count())
    pictures = [f"pictures/{number}" for number in Photo.objects.values_list("pk", flat=True)]
    for profile in ("ninjs-3.1", "ninjs-2.2"):
        changes = client.get("/api/v1/changes", {"limit": 100, "profile": profile}).json()["changes"]
        stories = client.get("/api/v1/stories", {"limit": 100, "profile": profile}).json()["stories"]
        found = [client.get(f"/api/v1/{path}", {"profile": profile}) for path in pictures]
        shown = [answer.json() for answer in found if answer.status_code == 200]
        heard.items[profile] = [*(change["item"] for change in changes), *stories, *shown]
    for path in ("stories?limit=100", *(f"{path}?" for path in pictures)):
        answer = client.get(f"/api/v1/{path}&format=newsml")
        heard.messages += [answer.content] if answer.status_code == 200 else []
    heard.atom = client.get("/api/v1/feed.atom").content
    return heard


@pytest.mark.parametrize("profile", ["ninjs-3.1", "ninjs-2.2"])
def test_every_story_and_picture_of_the_demo_is_valid_ninjs(heard, profile) -> None:
    checker = {"ninjs-3.1": NINJS_31, "ninjs-2.2": NINJS_22}[profile]
    items = heard.items[profile]

    assert len(items) > 2 * heard.public > 120
    assert [(item["uri"], found) for item in items if (found := faults(checker, item))] == []


def test_every_message_of_the_demo_is_valid_newsml(heard) -> None:
    assert len(heard.messages) > 10
    for message in heard.messages:
        XSD.assertValid(etree.fromstring(message))


def test_the_demo_hands_out_full_stories_stubs_and_pictures_of_both_kinds(heard) -> None:
    kinds = {(item["type"], item["representationType"]) for item in heard.items["ninjs-3.1"]}

    assert kinds == {("text", "full"), ("text", "partial"), ("picture", "full"), ("picture", "partial")}


def test_the_demos_atom_feed_comes_back_through_a_feed_reader_as_it_went_in(heard) -> None:
    feed = feedparser.parse(heard.atom)
    headlines = {
        item["uri"]: item["headlines"][0]["value"]
        for item in heard.items["ninjs-3.1"]
        if item["type"] == "text" and item.get("headlines")
    }

    assert (feed.bozo, len(feed.entries)) == (False, 50)
    assert [e.id for e in feed.entries if e.id in headlines and e.title != headlines[e.id]] == []
