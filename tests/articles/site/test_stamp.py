from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep

import pytest
from django.test import Client

from articles.actions import publishing
from articles.models import Section
from articles.site.stamp import Watch
from people import actions as directory
from people.actions import PersonDraft
from tests.articles.site.conftest import READING_TIME
from tests.factories import NOON, make_published, make_story

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def watch():
    opened = Watch(clock=lambda: READING_TIME)
    yield opened
    opened.close()


def test_a_publication_moves_the_stamp(watch):
    make_published()
    before = watch()

    make_published("Noch eine Meldung")

    assert before is not None
    assert watch() not in {before, None}


def test_a_section_by_another_name_moves_the_stamp(watch):
    make_published()
    before = watch()

    Section.objects.update(name="Landespolitik")

    assert watch() not in {before, None}


def test_a_story_that_waits_to_come_out_leaves_no_stamp(watch):
    make_published()
    article = make_story("Geplante Meldung")
    publishing.schedule(article.pk, publish_at=READING_TIME - timedelta(minutes=1), by=None, at=NOON)

    assert watch() is None


def test_a_person_taken_off_the_site_moves_the_stamp(watch):
    person = directory.add_person(PersonDraft(name="Mira Lindhoff"), by=None, at=NOON)
    make_published()
    before = watch()

    directory.save_person(person.pk, PersonDraft(name="Mira Lindhoff", hidden=True), by=None)

    assert watch() not in {before, None}


def test_no_question_is_answered_with_what_was_read_before_it(monkeypatch):
    watch, readings = Watch(), iter(range(100))

    def slowly(_watch):
        number = next(readings)
        sleep(0.02)
        return number

    monkeypatch.setattr(Watch, "_read", slowly)
    with ThreadPoolExecutor(8) as crowd:
        answers = list(crowd.map(lambda _: (watch.begun, watch()), range(24)))

    assert all(answer >= begun for begun, answer in answers)
    assert next(readings) < 24


def test_a_crowd_asking_for_one_page_has_it_made_once(monkeypatch):
    from articles.site import front

    make_published()
    made = []
    real = front.page
    monkeypatch.setattr(front, "page", lambda *a, **k: (made.append(1), sleep(0.05), real(*a, **k))[2])

    def read(_number):
        from django.db import connection

        try:
            return Client().get("/").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as crowd:
        answers = list(crowd.map(read, range(6)))

    assert (answers, len(made)) == ([200] * 6, 1)
