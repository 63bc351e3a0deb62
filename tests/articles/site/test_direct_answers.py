"""A page is answered without Django as Django would answer it; all that is no page is left to Django."""

from collections.abc import Iterator

import pytest
from django.test import RequestFactory

from articles.actions.stories.withdraw import kill
from articles.site.direct_answers import DirectAnswers
from articles.site.page_context import is_page_current
from articles.site.site_version import SiteVersionReader
from articles.url_paths import story_path
from newsroom.caching.page_cache import PAGES
from newsroom.caching.wsgi_cache import WSGIPageCache
from newsroom.db.monitor import database
from tests.articles.site.conftest import READING_TIME
from tests.articles.site.web_process import load_django
from tests.factories import make_published

pytestmark = pytest.mark.django_db(transaction=True)
type Answer = tuple[str, dict[str, str], bytes]


class Site:
    """Pages as a server process answers them, and the paths that reached Django."""

    def __init__(self) -> None:
        self.asked_django: list[str] = []
        self.reader = SiteVersionReader()
        self.direct = DirectAnswers(self.ask_django)
        self.cache = WSGIPageCache(self.direct, site_version=self.reader, is_current=is_page_current)

    def ask_django(self, environ, start_response):
        self.asked_django.append(environ["PATH_INFO"])
        return load_django()(environ, start_response)

    def get(self, path: str, **environ: str) -> Answer:
        heads: list[tuple[str, dict[str, str]]] = []
        request = RequestFactory().get(path, HTTP_HOST="localhost", **environ)
        body = self.cache(request.environ, lambda status, headers, *_: heads.append((status, dict(headers))))
        return (*heads[-1], b"".join(body))

    def close(self) -> None:
        self.reader.close()
        self.direct.connections.close()


@pytest.fixture
def site() -> Iterator[Site]:
    opened = Site()
    yield opened
    opened.close()


def path_of(article) -> str:
    return story_path("politik", article.slug, article.pk)


def test_the_second_story_is_answered_without_django_and_with_the_same_bytes(site: Site) -> None:
    first, second = make_published("Kai gesperrt"), make_published("Kran steht still")
    site.get(path_of(first))
    status, headers, body = site.get(path_of(second), HTTP_ACCEPT_ENCODING="gzip")
    asked = list(site.asked_django)

    PAGES.clear()
    site.cache.responses.clear()
    site.direct.added.clear()
    by_django = site.get(path_of(second), HTTP_ACCEPT_ENCODING="gzip")

    for answer in (headers, by_django[1]):
        del answer["X-Request-ID"]
    assert asked == [path_of(first)]
    assert (status, headers, body) == by_django
    assert headers["Content-Security-Policy"]
    assert headers["Content-Encoding"] == "gzip"


def test_a_page_answered_without_django_is_kept_and_told_apart(site: Site) -> None:
    stories = [make_published(f"Kai {n} gesperrt") for n in (1, 2)]
    for story in stories:
        site.get(path_of(story))

    tag = site.get(path_of(stories[1]))[1]["ETag"]

    assert site.get(path_of(stories[1]), HTTP_IF_NONE_MATCH=tag)[0] == "304 Not Modified"
    assert site.asked_django == [path_of(stories[0])]


def test_a_reader_who_has_a_page_that_this_process_never_built_is_told_so(site: Site) -> None:
    stories = [make_published(f"Kai {n} gesperrt") for n in (1, 2)]
    for story in stories:
        tag = site.get(path_of(story))[1]["ETag"]
    PAGES.clear()
    site.cache.responses.clear()

    status, headers, body = site.get(path_of(stories[1]), HTTP_IF_NONE_MATCH=tag)

    assert (status, headers["ETag"], body) == ("304 Not Modified", tag, b"")


def test_a_killed_story_is_answered_by_django(site: Site) -> None:
    stories = [make_published(f"Kai {n} gesperrt") for n in (1, 2)]
    site.get(path_of(stories[0]))
    kill(stories[1].pk, by=None, at=READING_TIME, reason="legal")

    status, _headers, body = site.get(path_of(stories[1]))

    assert status.startswith("410")
    assert b"Kai 2" not in body
    assert site.asked_django == [path_of(story) for story in stories]


@pytest.mark.parametrize(
    "asked",
    [{"HTTP_HOST": "127.0.0.1"}, {"HTTP_X_FORWARDED_PROTO": "https"}, {"wsgi.url_scheme": "https"}],
    ids=str,
)
def test_another_address_of_the_site_is_answered_by_django_once(site: Site, asked: dict[str, str]) -> None:
    stories = [make_published(f"Kai {n} gesperrt") for n in (1, 2, 3)]
    for story in stories:
        environ = RequestFactory().get(path_of(story)).environ | {"HTTP_HOST": "localhost"}
        list(site.cache(environ | (asked if story is not stories[0] else {}), lambda *_: None))

    assert site.asked_django == [path_of(story) for story in stories[:2]]


def test_a_host_that_is_not_ours_is_refused_each_time(site: Site) -> None:
    stories = [make_published(f"Kai {n} gesperrt") for n in (1, 2)]
    site.get(path_of(stories[0]))
    for _ in range(2):
        environ = RequestFactory().get(path_of(stories[1])).environ | {"HTTP_HOST": "other.example"}
        heads: list[str] = []
        list(site.cache(environ, lambda status, *_, heads=heads: heads.append(status)))
        assert heads[-1].startswith("400")


def test_a_view_that_fails_is_answered_by_django(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    stories = [make_published(f"Kai {n} gesperrt") for n in (1, 2)]
    site.get(path_of(stories[0]))
    with monkeypatch.context() as broken:
        broken.setattr("newsroom.db.reused_connections.ReusedConnections._take", fail)
        status, _headers, _body = site.get(path_of(stories[1]))

    assert status == "200 OK"
    assert site.asked_django == [path_of(story) for story in stories]


def fail(*_: object) -> None:
    raise OSError("lost")


def test_a_lost_connection_costs_no_reader_an_error(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    stories = [make_published(f"Kai {n} gesperrt") for n in (1, 2, 3, 4)]
    for story in stories[:2]:
        site.get(path_of(story))
    kept = site.direct.connections.idle.get_nowait()
    kept.connection.close()
    site.direct.connections.idle.put_nowait(kept)

    answers = [site.get(path_of(story))[0] for story in stories[2:]]

    assert answers == ["200 OK", "200 OK"]
    assert site.asked_django == [path_of(stories[0]), path_of(stories[2])]


def test_a_database_known_to_be_away_is_left_to_django(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    stories = [make_published(f"Kai {n} gesperrt") for n in (1, 2)]
    site.get(path_of(stories[0]))
    monkeypatch.setattr(database, "away_since", 1.0)

    assert site.get(path_of(stories[1]))[0].startswith("503")


def test_what_is_no_public_page_is_answered_by_django(site: Site) -> None:
    for path in ("/robots.txt", "/nothing", "/admin/login/", "/%FF/"):
        site.get(path)

    assert len(site.asked_django) == 4
