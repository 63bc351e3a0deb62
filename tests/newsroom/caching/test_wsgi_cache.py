import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpResponse

from newsroom.caching import page_cache, wsgi_cache
from newsroom.caching.wsgi_cache import PAGE_KEY, VERSION_READER_KEY, WSGIPageCache, cache_key
from tests.tables import each_of

FROM_DJANGO = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Security-Policy", "default-src 'self'"),
]
TEXT = b"<p>Der Rat tagt.</p>" * 60


class Django:
    """Answers with one page made under the stamp `made_under`, and counts how often it is asked."""

    NO_PAGE = object()

    def __init__(self, *, status: int = 200, cookie: bool = False, lasts: int = 60) -> None:
        self.made_under: Any = 1
        self.asked, self.status = 0, status
        self.headers = [
            *FROM_DJANGO,
            ("X-Request-ID", "a" * 32),
            *([("Set-Cookie", "a=b")] if cookie else []),
        ]
        now = datetime.now(UTC)
        self.page = page_cache.build_page(
            HttpResponse(TEXT, status=status), at=now, expires_at=now + timedelta(seconds=lasts)
        )

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.asked += 1
        if self.made_under is not self.NO_PAGE:
            environ[PAGE_KEY] = (self.page, self.made_under)
        if environ.get("HTTP_IF_NONE_MATCH") == self.page.etag and self.page.status == 200:
            start_response("304 Not Modified", self.headers)
            return [b""]
        start_response(f"{self.status} Said", [*self.headers, ("Content-Length", str(len(TEXT)))])
        return [TEXT]


def ask(answers: WSGIPageCache, path: str = "/", **environ: str) -> tuple[str, dict[str, str], bytes]:
    heard: list[Any] = []
    given = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": "zeitung.example", **environ}
    body = b"".join(answers(given, lambda status, headers: heard.extend([status, dict(headers)])))
    return heard[0], heard[1], body


def test_the_second_reader_gets_the_same_page_without_django():
    django = Django()
    answers = WSGIPageCache(django, site_version=lambda: 1)

    first, second = ask(answers), ask(answers)

    assert (django.asked, second[2]) == (1, first[2])
    assert second[1]["Content-Security-Policy"] == "default-src 'self'"


def test_a_page_made_under_another_stamp_is_not_given_out():
    django, stamps = Django(), iter([2, 2])
    answers = WSGIPageCache(django, site_version=lambda: next(stamps))

    ask(answers)
    ask(answers)

    assert django.asked == 2


def test_a_stamp_nobody_can_tell_sends_everybody_to_django():
    django = Django()
    answers = WSGIPageCache(django, site_version=lambda: None)

    ask(answers)
    ask(answers)

    assert django.asked == 2


def test_a_page_whose_time_is_over_is_not_given_out():
    django = Django(lasts=0)
    answers = WSGIPageCache(django, site_version=lambda: 1)

    ask(answers)
    ask(answers)

    assert django.asked == 2


@each_of(
    [
        {"HTTP_HOST": "other.example"},
        {"QUERY_STRING": "before=x"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "POST"},
        {"QUERY_STRING": "q=" + "x" * 500},
    ]
)
def test_another_question_goes_to_django_of_its_own(other):
    django = Django()
    answers = WSGIPageCache(django, site_version=lambda: 1)
    ask(answers)

    ask(answers, **other)

    assert django.asked == 2


def test_an_answer_with_a_cookie_is_never_kept_for_others():
    django = Django(cookie=True)
    answers = WSGIPageCache(django, site_version=lambda: 1)

    ask(answers)
    ask(answers)

    assert django.asked == 2


def test_a_reader_with_the_page_is_told_so_early():
    answers = WSGIPageCache(Django(), site_version=lambda: 1)
    tag = (ask(answers), ask(answers))[1][1]["ETag"]

    status, headers, body = ask(answers, HTTP_IF_NONE_MATCH=tag)

    assert (status, body) == ("304 Not Modified", b"")
    assert "Content-Type" not in headers


def test_a_killed_story_is_never_confirmed_early_either():
    django = Django(status=410)
    answers = WSGIPageCache(django, site_version=lambda: 1)
    ask(answers)

    status, headers, _ = ask(answers, HTTP_IF_NONE_MATCH="*")

    assert (status, "ETag" in headers) == ("410 Said", False)


def test_who_takes_gzip_gets_the_packed_page():
    answers = WSGIPageCache(Django(), site_version=lambda: 1)
    ask(answers)

    _, headers, body = ask(answers, HTTP_ACCEPT_ENCODING="gzip, br")

    assert (headers["Content-Encoding"], headers["Content-Length"]) == ("gzip", str(len(body)))


def test_every_early_answer_bears_a_request_id_of_its_own():
    answers = WSGIPageCache(Django(), site_version=lambda: 1)
    ask(answers)

    names = {ask(answers)[1]["X-Request-ID"], ask(answers)[1]["X-Request-ID"]}

    assert len(names) == 2
    assert ask(answers, HTTP_X_REQUEST_ID="proxy-1234")[1]["X-Request-ID"] == "proxy-1234"


def test_a_page_first_asked_by_a_reader_who_has_it_is_kept_whole_for_one_who_has_not():
    django = Django()
    answers = WSGIPageCache(django, site_version=lambda: 1)
    assert ask(answers, HTTP_IF_NONE_MATCH=django.page.etag)[0] == "304 Not Modified"

    status, headers, body = ask(answers)

    assert (django.asked, status, body) == (1, "200 OK", TEXT)
    assert (headers["Content-Type"], headers["Content-Length"]) == (
        "text/html; charset=utf-8",
        str(len(TEXT)),
    )
    assert headers["ETag"] == django.page.etag


def test_an_answer_that_is_not_the_page_is_not_kept_as_the_page():
    django = Django()
    django.status = 503
    answers = WSGIPageCache(django, site_version=lambda: 1)

    assert ask(answers)[0] == "503 Said"
    assert ask(answers)[0] == "503 Said"
    assert django.asked == 2


def test_an_answer_made_without_a_page_is_not_kept():
    django = Django()
    django.made_under = Django.NO_PAGE
    answers = WSGIPageCache(django, site_version=lambda: 1)

    ask(answers)

    assert ask(answers)[2] == TEXT
    assert django.asked == 2


def test_a_page_made_while_nobody_could_tell_the_stamp_is_not_kept():
    django = Django()
    django.made_under = None
    answers = WSGIPageCache(django, site_version=lambda: None)

    ask(answers)

    assert len(answers.responses.entries) == 0


def test_an_answer_django_never_began_is_passed_on_and_not_kept():
    def silent(environ, start_response):
        environ[PAGE_KEY] = (Django().page, 1)
        return [b""]

    answers = WSGIPageCache(silent, site_version=lambda: 1)

    assert list(answers({"REQUEST_METHOD": "GET"}, lambda *_: None)) == [b""]
    assert len(answers.responses.entries) == 0


def test_the_last_head_django_sends_is_the_one_that_counts():
    """An error while the answer is made lets WSGI begin again."""

    def wavering(environ, start_response):
        environ[PAGE_KEY] = (Django().page, 1)
        start_response("200 Said", [("X-First", "1")])
        start_response("200 Said", [("X-Last", "1")], None)
        return [TEXT]

    answers = WSGIPageCache(wavering, site_version=lambda: 1)
    list(answers({"REQUEST_METHOD": "GET"}, lambda *_: None))

    (kept,) = answers.responses.entries.values()
    assert kept.headers == [("X-Last", "1")]


def test_what_belongs_to_one_answer_alone_is_not_told_the_next_reader():
    django = Django()
    django.headers += [("Date", "yesterday"), ("ETag", "old"), ("Content-Encoding", "gzip")]
    answers = WSGIPageCache(django, site_version=lambda: 1)
    ask(answers)

    headers = ask(answers)[1]

    (kept,) = answers.responses.entries.values()
    assert [name for name, _ in kept.headers] == ["Content-Security-Policy"]
    assert headers["X-Request-ID"] != "a" * 32
    assert (headers["ETag"], "Date" in headers, "Content-Encoding" in headers) == (
        django.page.etag,
        False,
        False,
    )


def test_the_page_says_what_kind_it_is():
    django = Django()
    django.page = page_cache.build_page(
        HttpResponse(b"<feed/>", content_type="application/atom+xml"), at=datetime.now(UTC), expires_at=None
    )
    answers = WSGIPageCache(django, site_version=lambda: 1)
    ask(answers)

    assert ask(answers)[1]["Content-Type"] == "application/atom+xml"


def test_a_page_that_does_not_say_what_it_is_is_html():
    django = Django()
    django.page = replace(django.page, headers=())
    answers = WSGIPageCache(django, site_version=lambda: 1)
    ask(answers)

    assert ask(answers)[1]["Content-Type"] == "text/html; charset=utf-8"


def test_a_stamp_that_moved_since_the_page_was_kept_sends_the_reader_to_django():
    django, now = Django(), {"stamp": 1}
    answers = WSGIPageCache(django, site_version=lambda: now["stamp"])
    ask(answers)

    now["stamp"] = django.made_under = 2
    ask(answers)
    ask(answers)

    assert django.asked == 2


def test_the_stamp_is_not_asked_for_what_is_not_kept():
    asked = []
    answers = WSGIPageCache(Django(), site_version=lambda: asked.append(1))

    ask(answers)

    assert asked == []


def test_the_view_finds_whom_to_ask_for_the_stamp():
    seen = []

    def django(environ, start_response):
        seen.append(environ[VERSION_READER_KEY]())
        start_response("200 OK", [])
        return [b""]

    list(WSGIPageCache(django, site_version=lambda: 7)({"REQUEST_METHOD": "GET"}, lambda *_: None))

    assert seen == [7]


def test_only_so_many_answers_are_kept_and_the_oldest_goes_first(monkeypatch):
    monkeypatch.setattr(wsgi_cache, "MAX_RESPONSES", 2)
    django = Django()
    answers = WSGIPageCache(django, site_version=lambda: 1)
    for path in ("/a", "/b"):
        ask(answers, path)
    django.page = page_cache.build_page(
        HttpResponse(TEXT), at=datetime.now(UTC), expires_at=datetime.now(UTC)
    )
    ask(answers, "/c")

    assert [key[0] for key in answers.responses.entries] == ["/b", "/c"]


def test_an_answer_made_again_counts_as_the_newest(monkeypatch):
    monkeypatch.setattr(wsgi_cache, "MAX_RESPONSES", 2)
    django, now = Django(), {"stamp": 1}
    answers = WSGIPageCache(django, site_version=lambda: now["stamp"])
    for path in ("/a", "/b"):
        ask(answers, path)
    now["stamp"] = django.made_under = 2

    ask(answers, "/a")
    ask(answers, "/c")

    assert [key[0] for key in answers.responses.entries] == ["/a", "/c"]


@each_of([(400, 1), (401, 2)])
def test_an_address_is_kept_up_to_a_length(letters: int, times: int):
    django = Django()
    answers = WSGIPageCache(django, site_version=lambda: 1)
    path = "/".ljust(letters - len("zeitung.example"), "x")

    ask(answers, path)
    ask(answers, path)

    assert django.asked == times


@each_of(["wsgi.url_scheme", "SCRIPT_NAME"])
def test_two_schemes_or_two_mounts_do_not_share_an_answer(of: str):
    django = Django()
    answers = WSGIPageCache(django, site_version=lambda: 1)

    ask(answers, **{of: "a"})
    ask(answers, **{of: "b"})

    assert django.asked == 2


def test_an_environment_that_says_little_is_one_key():
    assert cache_key({"REQUEST_METHOD": "GET"}) == ("",) * 6


def test_who_does_not_take_gzip_gets_the_plain_page():
    answers = WSGIPageCache(Django(), site_version=lambda: 1)
    ask(answers)

    _, headers, body = ask(answers)

    assert ("Content-Encoding" in headers, body) == (False, TEXT)


def test_a_killed_story_is_answered_early_with_its_own_status():
    django = Django(status=410)
    answers = WSGIPageCache(django, site_version=lambda: 1)
    ask(answers)

    assert ask(answers)[0] == "410 Said"
    assert django.asked == 1


def test_a_request_id_that_is_none_is_replaced():
    answers = WSGIPageCache(Django(), site_version=lambda: 1)
    ask(answers)

    assert re.fullmatch("[0-9a-f]{32}", ask(answers, HTTP_X_REQUEST_ID="a b")[1]["X-Request-ID"])
