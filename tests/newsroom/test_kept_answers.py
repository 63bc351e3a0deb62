from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse

from newsroom import caching
from newsroom.kept_answers import PAGE, Answers

FROM_DJANGO = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Security-Policy", "default-src 'self'"),
]
TEXT = b"<p>Der Rat tagt.</p>" * 60


class Django:
    """Answers with one page made under the stamp `made_under`, and counts how often it is asked."""

    def __init__(self, *, status: int = 200, cookie: bool = False, lasts: int = 60) -> None:
        self.made_under: Any = 1
        self.asked = 0
        self.headers = [
            *FROM_DJANGO,
            ("X-Request-ID", "a" * 32),
            *([("Set-Cookie", "a=b")] if cookie else []),
        ]
        now = datetime.now(UTC)
        self.page = caching.page_of(
            HttpResponse(TEXT, status=status), at=now, ends=now + timedelta(seconds=lasts)
        )

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.asked += 1
        environ[PAGE] = (self.page, self.made_under)
        start_response(f"{self.page.status} Said", [*self.headers, ("Content-Length", str(len(TEXT)))])
        return [TEXT]


def ask(answers: Answers, path: str = "/", **environ: str) -> tuple[str, dict[str, str], bytes]:
    heard: list[Any] = []
    given = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": "zeitung.example", **environ}
    body = b"".join(answers(given, lambda status, headers: heard.extend([status, dict(headers)])))
    return heard[0], heard[1], body


def test_the_second_reader_gets_the_same_page_without_django():
    django = Django()
    answers = Answers(django, stamp=lambda: 1)

    first, second = ask(answers), ask(answers)

    assert (django.asked, second[2]) == (1, first[2])
    assert second[1]["Content-Security-Policy"] == "default-src 'self'"


def test_a_page_made_under_another_stamp_is_not_given_out():
    django, stamps = Django(), iter([2, 2])
    answers = Answers(django, stamp=lambda: next(stamps))

    ask(answers)
    ask(answers)

    assert django.asked == 2


def test_a_stamp_nobody_can_tell_sends_everybody_to_django():
    django = Django()
    answers = Answers(django, stamp=lambda: None)

    ask(answers)
    ask(answers)

    assert django.asked == 2


def test_a_page_whose_time_is_over_is_not_given_out():
    django = Django(lasts=0)
    answers = Answers(django, stamp=lambda: 1)

    ask(answers)
    ask(answers)

    assert django.asked == 2


@pytest.mark.parametrize(
    "other",
    [
        {"HTTP_HOST": "other.example"},
        {"QUERY_STRING": "before=x"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "POST"},
        {"QUERY_STRING": "q=" + "x" * 500},
    ],
)
def test_another_question_goes_to_django_of_its_own(other):
    django = Django()
    answers = Answers(django, stamp=lambda: 1)
    ask(answers)

    ask(answers, **other)

    assert django.asked == 2


def test_an_answer_with_a_cookie_is_never_kept_for_others():
    django = Django(cookie=True)
    answers = Answers(django, stamp=lambda: 1)

    ask(answers)
    ask(answers)

    assert django.asked == 2


def test_a_reader_with_the_page_is_told_so_early():
    answers = Answers(Django(), stamp=lambda: 1)
    tag = (ask(answers), ask(answers))[1][1]["ETag"]

    status, headers, body = ask(answers, HTTP_IF_NONE_MATCH=tag)

    assert (status, body) == ("304 Not Modified", b"")
    assert "Content-Type" not in headers


def test_a_killed_story_is_never_confirmed_early_either():
    django = Django(status=410)
    answers = Answers(django, stamp=lambda: 1)
    ask(answers)

    status, headers, _ = ask(answers, HTTP_IF_NONE_MATCH="*")

    assert (status, "ETag" in headers) == ("410 Said", False)


def test_who_takes_gzip_gets_the_packed_page():
    answers = Answers(Django(), stamp=lambda: 1)
    ask(answers)

    _, headers, body = ask(answers, HTTP_ACCEPT_ENCODING="gzip, br")

    assert (headers["Content-Encoding"], headers["Content-Length"]) == ("gzip", str(len(body)))


def test_every_early_answer_bears_a_request_id_of_its_own():
    answers = Answers(Django(), stamp=lambda: 1)
    ask(answers)

    names = {ask(answers)[1]["X-Request-ID"], ask(answers)[1]["X-Request-ID"]}

    assert len(names) == 2
    assert ask(answers, HTTP_X_REQUEST_ID="proxy-1234")[1]["X-Request-ID"] == "proxy-1234"
