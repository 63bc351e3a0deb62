import gzip
from datetime import timedelta

import pytest
import time_machine

from articles.actions.stories.schedule import schedule
from articles.actions.stories.withdraw import kill
from articles.models import Section
from articles.url_paths import story_path
from tests.articles.site.conftest import READING_TIME
from tests.factories import NOON, make_photo, make_published, make_section, make_story, make_user

pytestmark = pytest.mark.django_db


def test_a_reader_with_the_current_page_is_told_so_without_it(reader):
    make_published()
    first = reader.get("/politik/")

    second = reader.get("/politik/", headers={"If-None-Match": first.headers["ETag"]})

    assert (second.status_code, second.content) == (304, b"")


def test_a_publication_makes_every_old_validator_worthless(reader):
    make_published()
    tag = reader.get("/politik/").headers["ETag"]

    make_published("Noch eine Meldung")

    assert reader.get("/politik/", headers={"If-None-Match": tag}).status_code == 200


def test_a_killed_story_is_never_confirmed_as_unchanged(reader):
    article = make_published()
    path = story_path("politik", article.slug, article.pk)
    tag = reader.get(path).headers["ETag"]

    kill(article.pk, reason="wrong", by=None, at=NOON + timedelta(hours=1))

    assert reader.get(path, headers={"If-None-Match": tag}).status_code == 410


def test_a_due_story_is_out_with_the_first_request_after_its_hour(reader):
    make_published()
    article = make_story("Geplante Meldung")
    schedule(article.pk, publish_at=READING_TIME + timedelta(minutes=5), by=None, at=NOON)
    before = reader.get("/").content.decode()

    with time_machine.travel(READING_TIME + timedelta(minutes=5, seconds=1), tick=False):
        after = reader.get("/").content.decode()

    assert ("Geplante Meldung" in before, "Geplante Meldung" in after) == (False, True)


def test_a_kept_page_ends_with_the_rights_of_a_picture_on_it(reader):
    photo = make_photo("Jonna Ekvall")
    make_published(pictures=(photo,))
    photo.grants.update(until=READING_TIME + timedelta(seconds=3))
    before = reader.get("/").content.decode()

    with time_machine.travel(READING_TIME + timedelta(seconds=3), tick=False):
        after = reader.get("/").content.decode()

    assert ("Ekvall" in before, "Ekvall" in after) == (True, False)


def test_a_renamed_section_shows_at_once_on_every_page(reader):
    make_published()
    reader.get("/")

    Section.objects.update(name="Hafenpolitik")

    assert "Hafenpolitik" in reader.get("/").content.decode()


def test_pages_are_packed_for_readers_who_take_it(reader):
    make_published()

    plain, packed = reader.get("/"), reader.get("/", headers={"Accept-Encoding": "br, gzip"})

    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed.headers["Vary"]


@pytest.mark.parametrize("refusal", ["", "identity", "br", "gzip;q=0", "gzip;q=0.000"])
def test_pages_come_plain_to_readers_who_refuse_packing(reader, refusal):
    make_published()

    assert "Content-Encoding" not in reader.get("/", headers={"Accept-Encoding": refusal}).headers


def test_no_page_sets_a_cookie_or_depends_on_one(reader):
    make_published()
    reader.force_login(make_user())

    answer = reader.get("/")

    assert (answer.cookies, "Cookie" in answer.headers.get("Vary", "")) == ({}, False)


@pytest.mark.parametrize(
    "path", ["/", "/politik/", "/suche/?q=Hafen", "/archiv/", "/korrekturen/", "/nowhere/", "/a/b/c"]
)
def test_every_page_has_language_landmarks_one_heading_and_no_inline_code(reader, path):
    make_published(pictures=(make_photo(),))

    html = reader.get(path).content.decode()

    assert all(sign in html for sign in ('<html lang="de">', "<main", "<header", "<footer", 'class="skip"'))
    assert html.count("<h1") == 1
    assert not any(
        sign in html for sign in (" style=", " onclick=", "<style", "<script>", "http://", "//cdn")
    )


def test_the_site_speaks_english_when_it_is_set_to(reader, settings):
    settings.SITE_LANGUAGE = "en"
    make_published()

    html = reader.get("/").content.decode()

    assert ('<html lang="en">' in html, "Latest" in html) == (True, True)


def test_a_missing_page_offers_search_and_news(reader):
    make_published()

    html = reader.get("/nowhere/").content.decode()

    assert ('action="/suche/"' in html, "Rat beschließt" in html) == (True, True)


def test_a_missing_address_of_the_feed_is_answered_in_json(reader):
    make_section()

    answer = reader.get("/api/nowhere/", HTTP_ACCEPT="text/html")

    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
