"""The database is away: what readers, partners, editors and load balancers are told. No test here may use one."""

import logging
from collections.abc import Iterator

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, path
from psycopg import errors

from newsroom import urls
from newsroom.db.monitor import database

HTML = {"Sec-Fetch-Mode": "navigate", "Accept": "text/html,application/xhtml+xml"}
STORY = "/admin/articles/article/7/change/"
TYPED = {
    "csrfmiddlewaretoken": "abc",
    "headline": "Der Kran <b>steht</b> still",
    "body": "<p>Am Montag stand er.</p>",
    "based_on": "12",
    "_move": "update",
}


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False, headers={"Accept-Language": "de"})


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "away_since", 1.0)


@pytest.fixture
def reported(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the monitor is told, instead of looking for a database."""
    reasons: list[str] = []
    monkeypatch.setattr(type(database), "report", lambda _monitor, reason: reasons.append(reason))
    return reasons


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Exception]]:
    """An address of the desk that raises what is put in here."""
    raised: list[Exception] = []

    def view(request: HttpRequest) -> HttpResponse:
        raise raised[0]

    monkeypatch.setattr(
        urls, "urlpatterns", [path("admin/fails/", view), path("api/v1/fails", view), *urls.urlpatterns]
    )
    resolver = get_resolver()
    for name in ("url_patterns", "urlconf_module"):
        resolver.__dict__.pop(name, None)
    yield raised
    resolver.__dict__.pop("url_patterns", None)


@pytest.mark.parametrize(
    "address",
    ["/", "/politik/", "/suche/?q=kran", "/feed.atom", "/sitemap.xml", "/no/such/page/", "/admin/", STORY],
)
def test_whatever_is_asked_for_the_answer_is_503_and_when_to_come_back(
    client: Client, away: None, address: str
) -> None:
    answer = client.get(address, headers=HTML)

    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "10", "no-store")
    assert b"Gerade nicht erreichbar" in answer.content


def test_partners_get_a_problem_with_the_same_advice(client: Client, away: None) -> None:
    answer = client.get("/api/v1/changes", headers={"Authorization": "Bearer nd_test_1_2"})

    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"].endswith("#problem-unavailable")


def test_the_process_is_alive_and_not_ready_while_the_database_is_away(client: Client, away: None) -> None:
    alive, ready = client.get("/healthz"), client.get("/readyz")

    assert (alive.status_code, ready.status_code) == (200, 503)
    assert ready.json()["status"] == "unavailable"
    assert ready.json()["checks"]["database"] == {"ok": False, "problem": "cannot be reached"}


def test_the_figures_of_the_host_are_answered_while_the_database_is_away(client: Client, away: None) -> None:
    figures = client.get("/metrics").content.decode()

    assert 'newsroom_check_ok{check="database"} 0\n' in figures
    assert "newsroom_disk_free_bytes{" in figures
    assert "newsroom_log_entries_total" not in figures


def test_a_form_sent_while_the_database_is_away_comes_back_with_all_that_was_typed(
    client: Client, away: None
) -> None:
    page = client.post(f"{STORY}?next=1", TYPED, headers=HTML)

    said = page.content.decode()
    assert page.status_code == 503
    assert "Nichts gespeichert: Die Datenbank ist nicht erreichbar." in said
    assert "Der Kran &lt;b&gt;steht&lt;/b&gt; still</textarea>" in said
    assert "&lt;p&gt;Am Montag stand er.&lt;/p&gt;</textarea>" in said


def test_the_form_that_comes_back_can_be_sent_again_as_it_was(client: Client, away: None) -> None:
    page = client.post(f"{STORY}?next=1", TYPED, headers=HTML)

    said = page.content.decode()
    assert f'<form method="post" action="{STORY}?next=1">' in said
    assert [
        f'<input type="hidden" name="{name}"' in said for name in ("csrfmiddlewaretoken", "based_on", "_move")
    ] == [True] * 3


def test_files_that_were_sent_are_named_for_they_have_to_be_chosen_again(client: Client, away: None) -> None:
    file = SimpleUploadedFile("kran am kai.jpg", b"x")

    page = client.post("/admin/articles/photo/add/", {"caption": "Ein Kran", "file": file}, headers=HTML)

    assert "Bitte wählen Sie diese Dateien neu aus: kran am kai.jpg" in page.content.decode()


@pytest.mark.parametrize("name", ["password", "new_password1", "otp_token"])
def test_no_page_repeats_a_password(client: Client, away: None, name: str) -> None:
    page = client.post("/admin/login/", {"username": "mira", name: "sehr geheim"}, headers=HTML)

    assert (page.status_code, b"geheim" in page.content, b"mira" in page.content) == (503, False, False)


def test_nothing_that_a_stranger_sends_to_the_site_is_repeated(client: Client, away: None) -> None:
    page = client.post("/", {"q": "a stranger's words"}, headers=HTML)

    assert b"stranger" not in page.content


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Mode": "cors"},
        {"Sec-Fetch-Mode": "same-origin", "Accept": "*/*"},
        {"Accept": "application/json"},
        {"X-Desk-Form": "7"},
    ],
)
def test_a_script_that_saves_is_told_in_json_that_nothing_was_saved(
    client: Client, away: None, headers: dict[str, str]
) -> None:
    answer = client.post(STORY, TYPED, headers=headers)

    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert answer.json() == {
        "title": "Gerade nicht erreichbar",
        "status": 503,
        "problem": "Nichts gespeichert: Die Datenbank ist nicht erreichbar.",
        "saved": False,
    }


def test_while_the_database_is_away_no_session_and_no_cookie_is_touched(
    client: Client, away: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SessionBase, "_get_session", lambda *_: pytest.fail("the session was asked for"))

    answer = client.post(STORY, TYPED, headers=HTML)

    assert not answer.cookies


@pytest.mark.parametrize(
    ("address", "kind"), [("/admin/fails/", "text/html"), ("/api/v1/fails", "application/problem")]
)
def test_a_database_lost_in_mid_request_is_503_and_reported_without_a_traceback(
    client: Client,
    failing: list[Exception],
    reported: list[str],
    caplog: pytest.LogCaptureFixture,
    address: str,
    kind: str,
) -> None:
    failing.append(OperationalError("the connection is closed"))

    with caplog.at_level(logging.WARNING):
        answer = client.get(address, headers=HTML)

    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert answer["Content-Type"].startswith(kind)
    assert (reported, caplog.records) == (["the connection is closed"], [])


def test_a_save_that_lost_the_database_on_its_way_is_not_called_unsaved(
    client: Client, failing: list[Exception], reported: list[str]
) -> None:
    failing.append(OperationalError("the connection is closed"))

    said = client.post("/admin/fails/", TYPED, headers=HTML).content.decode()

    assert "Ob die Änderung gespeichert wurde, ist nicht sicher" in said
    assert "Am Montag stand er." in said


def test_a_full_disk_is_said_and_does_not_count_as_a_database_that_is_away(
    client: Client, failing: list[Exception], reported: list[str]
) -> None:
    error = OperationalError("could not extend file")
    error.__cause__ = errors.DiskFull("could not extend file")
    failing.append(error)

    page = client.post("/admin/fails/", TYPED, headers=HTML)

    assert (page.status_code, reported) == (503, [])
    assert "Die Platte des Servers ist womöglich voll" in page.content.decode()


@pytest.mark.parametrize("error", [ValueError("ours"), OperationalError("deadlock")])
def test_an_error_of_our_own_stays_an_error(
    client: Client, failing: list[Exception], reported: list[str], error: Exception
) -> None:
    if isinstance(error, OperationalError):
        error.__cause__ = errors.DeadlockDetected("deadlock detected")
    failing.append(error)

    assert (client.get("/admin/fails/", headers=HTML).status_code, reported) == (500, [])
