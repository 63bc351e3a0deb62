"""A shared cache in front of the site: told at once, and never given what must not be shown from memory."""

import http.server
import threading
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from articles.actions.stories.withdraw import kill
from articles.site import cache_purge
from articles.site.site_version import SiteVersion
from articles.url_paths import story_path
from newsroom.caching.page_cache import SHARED_CACHE_CONTROL
from tests.factories import NOON, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def cache(settings) -> Iterator[list[tuple[str, str, str]]]:
    """A cache on this machine; what it was asked: method, authorisation, body."""
    asked: list[tuple[str, str, str]] = []

    class Cache(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked.append((self.command, self.headers["Authorization"], body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            """In silence."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Cache)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.PURGE_URLS = (f"http://127.0.0.1:{server.server_port}/",)
    settings.PURGE_HEADERS = ["Authorization: Bearer geheim", "Content-Type: application/json"]
    yield asked
    server.shutdown()


@pytest.fixture
def _moves(monkeypatch) -> None:
    """The stamps that are read one after the other; the last stays."""
    stamps = [SiteVersion(UUID(int=0), number, None) for number in (1, 1, 2)]
    monkeypatch.setattr(cache_purge, "site_version", lambda: stamps.pop(0) if len(stamps) > 1 else stamps[0])


@pytest.mark.usefixtures("_moves")
def test_the_cache_is_emptied_once_for_each_thing_that_moved(cache):
    purged = cache_purge.CachePurger()

    done = [purged.purge_if_changed() for _ in range(4)]

    assert done == [True, False, True, False]
    assert cache == [("POST", "Bearer geheim", '{"purge_everything": true}')] * 2


@pytest.mark.usefixtures("_moves")
def test_a_cache_that_does_not_answer_is_asked_again(settings):
    settings.PURGE_URLS = ("http://127.0.0.1:1/",)
    purged = cache_purge.CachePurger()

    with pytest.raises(OSError, match="refused"):
        purged.purge_if_changed()

    assert purged.purged_version is None


@pytest.mark.usefixtures("_moves")
def test_without_a_cache_none_is_told(settings):
    settings.PURGE_URLS = ()

    assert not cache_purge.CachePurger().purge_if_changed()


@pytest.mark.usefixtures("cache")
def test_pages_may_be_shared_for_a_minute_while_a_cache_can_be_told(reader):
    story = make_published()

    assert (
        reader.get(story_path("politik", story.slug, story.pk)).headers["Cache-Control"]
        == SHARED_CACHE_CONTROL
    )


@pytest.mark.usefixtures("cache")
def test_a_killed_story_is_never_answered_from_a_shared_memory(reader):
    story = make_published()
    kill(story.pk, reason="legal", by=None, at=NOON + timedelta(hours=1))

    answer = reader.get(story_path("politik", story.slug, story.pk))

    assert (answer.status_code, "s-maxage" in answer.headers["Cache-Control"]) == (410, False)


def test_without_a_cache_that_can_be_told_every_page_is_asked_for(reader, settings):
    settings.PURGE_URLS = ()
    make_published()

    assert reader.get("/").headers["Cache-Control"] == "public, max-age=0, must-revalidate"
