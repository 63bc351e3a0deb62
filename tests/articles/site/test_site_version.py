from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep

import psycopg
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory

from articles.actions.stories.schedule import schedule
from articles.models import FeedHead, Section
from articles.site.site_version import SiteVersionReader
from articles.url_paths import story_path
from newsroom.caching.wsgi_cache import WSGIPageCache
from newsroom.db.monitor import database
from people import actions as directory
from people.actions import PersonDraft
from tests.articles.site.conftest import READING_TIME
from tests.factories import NOON, make_published, make_story

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def watch():
    opened = SiteVersionReader(clock=lambda: READING_TIME)
    yield opened
    opened.close()


def test_a_publication_moves_the_stamp(watch):
    make_published()
    before = watch()

    make_published("Noch eine Meldung")

    assert before is not None
    assert watch() not in {before, None}


@pytest.mark.parametrize("trouble", [psycopg.OperationalError, DatabaseError])
def test_while_the_database_fails_there_is_no_stamp_and_never_the_old_one(watch, monkeypatch, trouble):
    make_published()
    before = watch()

    def broken(_watch):
        raise trouble

    monkeypatch.setattr(SiteVersionReader, "_cursor", broken)
    during = watch()
    monkeypatch.undo()

    assert before is not None
    assert during is None
    assert watch() == before


def test_a_connection_that_broke_is_let_go_and_another_one_made(watch):
    make_published()
    before = watch()
    watch.wrapper.connection.close()

    assert watch() is None
    assert watch() == before


def test_a_site_without_any_publication_has_no_stamp(watch):
    FeedHead.objects.all().delete()

    assert watch() is None


def test_a_section_by_another_name_moves_the_stamp(watch):
    make_published()
    before = watch()

    Section.objects.update(name="Landespolitik")

    assert watch() not in {before, None}


def test_a_story_that_waits_to_come_out_leaves_no_stamp(watch):
    make_published()
    article = make_story("Geplante Meldung")
    schedule(article.pk, publish_at=READING_TIME - timedelta(minutes=1), by=None, at=NOON)

    assert watch() is None


def test_a_person_taken_off_the_site_moves_the_stamp(watch):
    person = directory.add_person(PersonDraft(name="Mira Lindhoff"), by=None, at=NOON)
    make_published()
    before = watch()

    directory.save_person(person.pk, PersonDraft(name="Mira Lindhoff", hidden=True), by=None)

    assert watch() not in {before, None}


def test_no_question_is_answered_with_what_was_read_before_it(monkeypatch):
    watch, readings = SiteVersionReader(), iter(range(100))

    def slowly(_watch):
        number = next(readings)
        sleep(0.02)
        return number

    monkeypatch.setattr(SiteVersionReader, "_read", slowly)
    with ThreadPoolExecutor(8) as crowd:
        answers = list(crowd.map(lambda _: (watch.readings, watch()), range(24)))

    assert all(answer >= begun for begun, answer in answers)
    assert next(readings) < 24


def test_a_crowd_asking_for_one_page_has_it_made_once(monkeypatch):
    from articles.site import front_page

    make_published()
    made = []
    real = front_page.render_page
    monkeypatch.setattr(
        front_page, "render_page", lambda *a, **k: (made.append(1), sleep(0.05), real(*a, **k))[2]
    )

    def read(_number):
        from django.db import connection

        try:
            return Client().get("/").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as crowd:
        answers = list(crowd.map(read, range(6)))

    assert (answers, len(made)) == ([200] * 6, 1)


def test_a_database_that_is_away_leaves_no_stamp_and_is_not_asked(watch, monkeypatch):
    make_published()
    assert watch() is not None
    monkeypatch.setattr(database, "away_since", 1.0)
    monkeypatch.setattr(SiteVersionReader, "_read", lambda _watch: pytest.fail("the database was asked"))

    assert watch() is None
    assert watch.wrapper is None


def test_a_broken_connection_leaves_no_stamp_until_the_next_question(watch, monkeypatch):
    reasons = []
    monkeypatch.setattr(type(database), "report", lambda _monitor, reason: reasons.append(reason))
    make_published()
    before = watch()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [watch.wrapper.connection.info.backend_pid])

    during = watch()

    assert (during, watch()) == (None, before)
    assert len(reasons) == 1
    assert "terminating connection" in reasons[0]


def test_one_connection_serves_every_thread(watch):
    make_published()
    before = watch()

    with ThreadPoolExecutor(1) as other:
        assert other.submit(watch).result() == before


def test_the_stamp_is_read_on_the_clock_of_today_unless_another_is_given():
    opened = SiteVersionReader()
    make_published()
    try:
        assert opened() is not None
    finally:
        opened.close()


def test_a_page_kept_before_is_not_given_out_while_the_database_errs(watch, monkeypatch):
    """What cannot be asked may have been killed since."""
    story = make_published("Der Kran steht still")
    path = story_path("politik", story.slug, story.pk)
    site = WSGIPageCache(WSGIHandler(), site_version=watch)
    asked = RequestFactory().get(path).environ
    answers = []

    def start_response(status, headers, *more):
        answers.append(status)

    kept = [b"".join(site(dict(asked), start_response)) for _time in range(2)]
    monkeypatch.setattr(database, "away_since", 1.0)
    away = b"".join(site(dict(asked), start_response))

    assert answers == ["200 OK", "200 OK", "503 Service Unavailable"]
    assert (len(site.responses), kept[0] == kept[1], b"steht still" in away) == (1, True, False)
