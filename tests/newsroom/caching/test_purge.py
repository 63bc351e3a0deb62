"""Purge requests as each kind of cache expects them."""

import http.server
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from newsroom.caching.purge import PurgeFailed, name_cache, purge_tags
from tests.tables import each_of


@dataclass
class PurgeServer:
    """A cache that records what it is asked for."""

    asked: list[tuple[str, str, dict[str, str], str]] = field(default_factory=list)
    status: int = 200
    body: bytes = b'{"success": true}'
    url: str = ""


@pytest.fixture
def cache(settings) -> Iterator[PurgeServer]:
    server = PurgeServer()

    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
            server.asked.append(
                (self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body)
            )
            self.send_response(server.status)
            self.send_header("Content-Length", str(len(server.body)))
            self.end_headers()
            self.wfile.write(server.body)

        do_PURGE = do_POST = answer  # noqa: N815  # as the standard library calls them

        def log_message(self, *_words: object) -> None:
            """In silence."""

    listener = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listener.serve_forever, args=(0.05,), daemon=True).start()
    server.url = f"http://127.0.0.1:{listener.server_port}/"
    settings.PURGE_HEADERS = ("Fastly-Key: geheim",)
    yield server
    listener.shutdown()
    listener.server_close()


def test_varnish_gets_the_tags_in_a_header(cache, settings):
    settings.CDN = "varnish"

    purge_tags(cache.url, ["story:1", "newest"])

    ((method, _path, headers, body),) = cache.asked
    assert (method, headers["xkey-purge"], body) == ("PURGE", "story:1 newest", "")


def test_fastly_gets_the_tags_and_its_key(cache, settings):
    settings.CDN = "fastly"

    purge_tags(f"{cache.url}service/SU1Z0isxPaozGVKXdv0eY/purge", ["story:1", "newest"])

    ((method, path, headers, body),) = cache.asked
    assert (method, path) == ("POST", "/service/SU1Z0isxPaozGVKXdv0eY/purge")
    assert headers["fastly-key"] == "geheim"
    assert json.loads(body) == {"surrogate_keys": ["story:1", "newest"]}


def test_cloudflare_gets_thirty_tags_at_a_time(cache, settings):
    settings.CDN = "cloudflare"

    purge_tags(cache.url, [f"story:{n}" for n in range(70)])

    assert [len(json.loads(body)["tags"]) for *_, body in cache.asked] == [30, 30, 10]


def test_an_answer_of_cloudflare_without_success_is_a_failure(cache, settings):
    settings.CDN = "cloudflare"
    cache.body = b'{"success": false, "errors": [{"code": 10000}]}'

    with pytest.raises(PurgeFailed, match="without success"):
        purge_tags(cache.url, ["story:1"])


def test_a_refusal_names_its_status_and_no_password(cache, settings):
    settings.CDN = "varnish"
    cache.status = 403

    with pytest.raises(PurgeFailed, match=r"^status 403$"):
        purge_tags(cache.url, ["story:1"])


def test_a_cache_that_is_away_is_a_failure_in_words(settings):
    settings.CDN = "varnish"

    with pytest.raises(PurgeFailed, match=r"^Connection refused$"):
        purge_tags("http://127.0.0.1:1/", ["story:1"])


@each_of(
    [
        ("http://cache-1:6081/", "cache-1:6081"),
        ("https://desk:geheim@cache.example/purge?key=geheim", "cache.example/purge"),
        ("https://api.fastly.com/service/ID/purge", "api.fastly.com/service/ID/purge"),
    ]
)
def test_the_name_of_a_cache_has_no_secret(url: str, name: str) -> None:
    assert name_cache(url) == name
