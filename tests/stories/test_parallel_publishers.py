"""Twelve publishers at once, with delays and rollbacks, while a partner reads: nothing missed, nothing repeated."""

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import publish, update
from articles.actions.stories.withdraw import kill
from articles.models import Article, Edition, FeedState, LogEntry
from articles.workflow import State
from tests.factories import NOON, make_key, make_story
from tests.newsroom.processes import PATIENCE

pytestmark = pytest.mark.django_db(transaction=True)

PUBLISHERS, ROUNDS = 12, 6


@pytest.fixture(autouse=True)
def a_connection_for_everybody(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The pool of one web server is smaller: some publishers would wait for others to end, and give up waiting."""
    forget_pool()
    options = connection.settings_dict["OPTIONS"]
    monkeypatch.setitem(options, "pool", {**options["pool"], "max_size": PUBLISHERS + 2, "timeout": PATIENCE})
    yield
    forget_pool()


def forget_pool() -> None:
    connection.close()
    connection.close_pool()


class Mirror:
    """The fifteen-line client of the partner guide."""

    def __init__(self, key: str) -> None:
        self.client = Client(headers={"Authorization": f"Bearer {key}"})
        self.cursor: str | None = None
        self.stories: dict[str, tuple[str, str]] = {}
        self.met: list[tuple[str, int]] = []

    def pull(self) -> None:
        more = True
        while more:
            page = self.client.get("/api/v1/changes", {"cursor": self.cursor} if self.cursor else {}).json()
            for change in page["changes"]:
                self.met.append((change["uri"], change["seq"]))
                self.take(change)
            self.cursor, more = page["cursor"], page["more"]

    def take(self, change: dict) -> None:
        if change["op"] == "put":
            item = change["item"]
            self.stories[change["uri"]] = (item["version"], item["headlines"][0]["value"])
        else:
            self.stories.pop(change["uri"], None)


def work(number: int) -> None:
    chance = random.Random(number)
    try:
        for turn in range(ROUNDS):
            publish_or_roll_back(number, turn, chance)
    finally:
        connection.close()


def publish_or_roll_back(number: int, turn: int, chance: random.Random) -> None:
    story = make_story(f"Meldung {number}-{turn}", at=NOON)
    if chance.random() < 0.25:
        roll_back(story)
    publish(story.pk, by=None, at=NOON)
    time.sleep(chance.random() * 0.02)
    fate = chance.random()
    if fate < 0.3:
        update(story.pk, StoryChange(fields={"headline": f"Meldung {number}-{turn} neu"}), by=None, at=NOON)
    elif fate < 0.45:
        kill(story.pk, reason="wrong", by=None, at=NOON + timedelta(minutes=1))


def roll_back(story: Article) -> None:
    """A publish that gets as far as its number in the log, waits, and fails."""

    def break_after_the_number(execute, sql, *rest):
        result = execute(sql, *rest)
        if "INSERT INTO feed_head" in sql:
            time.sleep(0.01)
            raise RuntimeError
        return result

    with pytest.raises(RuntimeError), connection.execute_wrapper(break_after_the_number):
        publish(story.pk, by=None, at=NOON)


def test_a_mirror_of_twelve_parallel_publishers_ends_equal_to_the_desk() -> None:
    mirror = Mirror(make_key())

    with ThreadPoolExecutor(PUBLISHERS) as pool:
        publishers = [pool.submit(work, number) for number in range(PUBLISHERS)]
        while not all(publisher.done() for publisher in publishers):
            mirror.pull()
    for publisher in publishers:
        publisher.result()
    mirror.pull()

    assert set(mirror.stories.values()) == {
        (str(e.version), e.headline)
        for e in Edition.objects.filter(article__state=State.PUBLISHED, live=True)
    }
    assert len(mirror.met) == len(set(mirror.met))


def test_the_log_has_no_gap_and_the_state_is_its_newest_row() -> None:
    with ThreadPoolExecutor(PUBLISHERS) as pool:
        list(pool.map(work, range(PUBLISHERS)))

    seqs = sorted(LogEntry.objects.values_list("seq", flat=True))

    assert seqs == list(range(1, len(seqs) + 1))
    for state in FeedState.objects.all():
        assert state.seq == LogEntry.objects.filter(article=state.article_id).latest("seq").seq
