"""Which kind of answer a request counts as, and that counting changes nothing."""

from pathlib import Path
from typing import Any

import pytest

from newsroom.caching.wsgi_cache import PAGE_KEY, VERSION_READER_KEY
from newsroom.telemetry import answer_counts
from newsroom.telemetry.answer_counts import CountedAnswers, name_kind
from newsroom.telemetry.count_layout import ROWS
from newsroom.telemetry.counters import ProcessCounters, read_host_counts


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own = ProcessCounters()
    own.begin("web", tmp_path)
    monkeypatch.setattr(answer_counts, "counters", own)
    return tmp_path


def answer(status: str, **more: Any):
    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        environ.update(more)
        start_response(status, [])
        return [environ.get("HTTP_HOST", "").encode()]

    return CountedAnswers(application, begin=lambda: None, host="zeitung.example")


def request(path: str, method: str = "GET") -> dict[str, Any]:
    return {"PATH_INFO": path, "REQUEST_METHOD": method, "HTTP_HOST": "10.1.2.3"}


def count_of(folder: Path, kind: str, status: int) -> int:
    return read_host_counts(folder).cells[ROWS["answers", kind].start + status - 1]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/admin/articles/article/", "desk"), ("/api/v1/changes", "feed"), ("/intake/dpa/", "intake"),
        ("/media/1-a-480.jpg", "picture"), ("/suche/", "search"), ("/search/", "search"), ("/static/a.css", "static"),
    ],
)  # fmt: skip
def test_an_answer_is_counted_by_its_kind(folder: Path, path: str, kind: str) -> None:
    answer("200 OK")(request(path), lambda *_head: None)

    assert count_of(folder, kind, 2) == 1


def test_a_page_from_the_cache_is_another_kind_than_the_first_answer() -> None:
    passed_on = {VERSION_READER_KEY: None, "REQUEST_METHOD": "GET"}

    assert name_kind("/", {"REQUEST_METHOD": "GET"}) == "page_warm"
    assert name_kind("/", {**passed_on, PAGE_KEY: None}) == "page_first"
    assert name_kind("/no/such/page/", passed_on) == "other"


def test_an_error_is_counted_and_goes_on(folder: Path) -> None:
    def fail(_environ: Any, _start: Any) -> list[bytes]:
        raise ValueError("ours")

    with pytest.raises(ValueError, match="ours"):
        CountedAnswers(fail, begin=lambda: None, host="")(request("/admin/"), lambda *_head: None)

    assert count_of(folder, "desk", 5) == 1


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_a_program_may_ask_a_host_by_its_address_and_is_not_counted(folder: Path, path: str) -> None:
    body = answer("200 OK")(request(path), lambda *_head: None)

    assert list(body) == [b"zeitung.example"]
    assert sum(read_host_counts(folder).cells) == 0
