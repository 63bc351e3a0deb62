"""Readers at work while the desk publishes, corrects, withholds and kills: nobody is shown what was before."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.db import connection
from django.test import Client

from articles.actions.stories.publish import correct
from articles.actions.stories.withdraw import kill, withhold
from articles.models import Article
from articles.url_paths import story_path
from tests.factories import NOON, make_published

pytestmark = pytest.mark.django_db(transaction=True)
READERS = 3
LATER = NOON + timedelta(hours=1)


def corrected(article: Article) -> None:
    correct(
        article.pk,
        desk_note="Absatz 1: muss Dienstag heißen (statt: Montag).",
        public_note="Berichtigt: Es war am Dienstag.",
        by=None,
        at=LATER,
    )


def withheld(article: Article) -> None:
    withhold(article.pk, reason="legal", by=None, at=LATER)


def killed(article: Article) -> None:
    kill(article.pk, reason="legal", by=None, at=LATER)


def shows_the_act(act: Callable[[Article], None], html: str, status: int) -> bool:
    if act is corrected:
        return "Berichtigt: Es war" in html
    return status == (410 if act is killed else 404)


def hammer(path: str, done: Event, act: Callable[[Article], None]) -> int:
    """How many answers that were asked for after the commit showed the state before it."""
    reader, stale, rounds_after = Client(), 0, 0
    try:
        while rounds_after < 5:
            begun_after = done.is_set()
            answer = reader.get(path)
            if begun_after:
                rounds_after += 1
                stale += not shows_the_act(act, answer.content.decode(), answer.status_code)
    finally:
        connection.close()
    return stale


@pytest.mark.parametrize("act", [corrected, withheld, killed])
def test_no_answer_begun_after_a_commit_shows_the_state_before_it(act):
    stale = 0
    for number in range(4):
        article = make_published(f"Meldung {number}")
        path, done = story_path("politik", article.slug, article.pk), Event()
        with ThreadPoolExecutor(READERS) as pool:
            readers: list[Future[int]] = [pool.submit(hammer, path, done, act) for _ in range(READERS)]
            try:
                act(article)
            finally:
                done.set()
        stale += sum(reader.result() for reader in readers)

    assert stale == 0


def test_a_new_story_is_on_the_front_page_of_the_next_request():
    reader = Client()
    seen = []

    for number in range(8):
        make_published(f"Meldung Nummer {number}.", at=NOON + timedelta(minutes=number))
        seen.append(f"Meldung Nummer {number}." in reader.get("/").content.decode())

    assert all(seen)
