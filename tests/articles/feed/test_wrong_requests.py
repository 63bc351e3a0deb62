"""A request that the address does not understand is told so in full, in the language of the interface."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from articles.feed.urls import urlpatterns
from tests.factories import NOON, make_key, make_partner

pytestmark = pytest.mark.django_db

METHODS = ("get", "head", "post", "put", "patch", "delete", "trace")
SCOPES = ["text:read", "pictures:read", "webhooks:write", "usage:read"]
OPEN = {"schema", "schema-json", "docs", "guide", "guide-de"}


def paths() -> Iterator[str]:
    for entry in urlpatterns:
        yield "/api/v1/" + re.sub(r"<[^>]+>", "1", str(entry.pattern))


@pytest.fixture
def partner(monkeypatch, settings) -> Client:
    settings.LANGUAGE_CODE = settings.SITE_LANGUAGE = "de"
    settings.FEED_PER_MINUTE = 100_000
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    return Client(
        headers={
            "Authorization": f"Bearer {make_key(make_partner(), scopes=SCOPES)}",
            "Accept-Language": "de",
        }
    )


def assert_complete(answer, said: str) -> None:
    assert answer.headers["Content-Type"] == "application/problem+json", said
    body = answer.json()
    assert body["status"] == answer.status_code, said
    assert body["title"] and body["detail"] and body["type"].startswith("/api/v1/guide/en/#problem-"), said
    words = f"{body['title']} {body['detail']}"
    assert not re.search(r"[{}]|[äöüß]|\b(nicht|wird|Methode|Fehler|ist|nur)\b", words), f"{said}: {words}"


def refused(answers: Iterator[tuple[str, object]]) -> int:
    """How many were refused, each in full."""
    count = 0
    for said, answer in answers:
        assert answer.status_code < 500, said
        if answer.status_code >= 400 and not said.startswith("head"):
            assert_complete(answer, said)
            count += 1
    return count


def test_every_address_says_which_methods_it_knows(partner) -> None:
    answers = [(f"{method} {path}", getattr(partner, method)(path)) for path in paths() for method in METHODS]

    assert refused(iter(answers)) > 150
    wrong = [said for said, answer in answers if answer.status_code == 405 and "Allow" not in answer.headers]
    assert wrong == []


def test_a_wrong_method_is_named_with_those_that_are_right(partner) -> None:
    body = partner.delete("/api/v1/stories").json()

    assert body["title"] == "This endpoint does not allow the method."
    assert body["detail"] == "DELETE is not allowed; use GET, HEAD, OPTIONS."


@pytest.mark.parametrize(
    "accept", ["text/html", "application/vnd.nobody+xml", "image/*;q=0.1", "", "nonsense"]
)
def test_every_address_says_which_formats_it_speaks(partner, accept) -> None:
    answers = [(f"get {path}", partner.get(path, headers={"Accept": accept})) for path in paths()]

    assert refused(iter(answers)) > 5


def test_a_format_nobody_speaks_is_answered_with_those_spoken(partner) -> None:
    answer = partner.get("/api/v1/stories", headers={"Accept": "text/html"})

    assert answer.status_code == 406
    assert answer.json()["detail"] == (
        "Accept must allow one of these media types: application/json, application/vnd.iptc.g2.newsmessage+xml."
    )


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"\xff\xfe\x00", "application/json"),
        (b"[" * 5000, "application/json"),
        (b'{"a": 1}' * 40_000, "application/json"),
        (b"<a/>", "application/xml"),
        (b"a=1", "application/x-www-form-urlencoded"),
        (b"--x--", "multipart/form-data; boundary=x"),
        (b"{}", "nonsense"),
        (b'"\\ud800"', "application/json"),
        (b"1e400", "application/json"),
    ],
)
def test_every_address_says_what_is_wrong_with_a_body(partner, body, kind) -> None:
    answers = [
        (f"{method} {path}", getattr(partner, method)(path, data=body, content_type=kind))
        for path in paths()
        for method in ("post", "patch")
    ]

    assert refused(iter(answers)) > 60


@pytest.mark.parametrize("path", ["/api/v1/nowhere", "/api/", "/api/v2/stories", "/api/v1/stories/x"])
def test_what_is_at_no_address_is_told_in_full(partner, path) -> None:
    answer = partner.get(path)

    assert answer.status_code == 404
    assert_complete(answer, path)
