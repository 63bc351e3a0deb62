"""What a Sentry server receives of an error, and what it never receives."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from tests.newsroom.telemetry.receiver import Received, receive_posts

sentry_sdk = pytest.importorskip("sentry_sdk", reason="the extra sentry is not installed")
PATIENCE = 10
SECRET = "Der Kran am Kai gehört Mira Talberg"
ADDRESS = "mira@zeitung.example"
LINE = f"Job mail[3](typed={ADDRESS!r}) failed"
SECRETS = ("Kai gehört", "Talberg", "mira@", "typed=")
"""None of them is on a line of the code round an error below: those lines are sent."""


@pytest.fixture
def server() -> Iterator[Received]:
    from newsroom.telemetry.error_reports import start_error_reports

    with receive_posts() as received:
        start_error_reports(f"http://key@127.0.0.1:{received.port}/7", "web")
        try:
            yield received
        finally:
            sentry_sdk.get_client().close(timeout=1)
            sentry_sdk.get_global_scope().set_client(None)
            sentry_sdk.get_isolation_scope().clear()


def event_of(server: Received) -> dict[str, Any]:
    sentry_sdk.flush(timeout=PATIENCE)
    assert server.arrived.wait(PATIENCE)
    return json.loads(server.bodies[0].splitlines()[2])


def fail() -> None:
    headline = SECRET
    raise ValueError(f"{headline} cannot be stored")


def test_an_error_arrives_with_its_type_its_place_and_the_id_of_its_request(server: Received) -> None:
    with structlog.contextvars.bound_contextvars(request_id="abcd-1234"):
        try:
            fail()
        except ValueError:
            logging.getLogger("django.request").exception("Internal Server Error: %s", "/admin/?q=geheim")

    event = event_of(server)

    error = event["exception"]["values"][0]
    assert (error["type"], error["stacktrace"]["frames"][-1]["function"]) == ("ValueError", "fail")
    assert event["tags"] == {"request_id": "abcd-1234", "role": "web"}
    assert event["logentry"] == {"message": "Internal Server Error: %s"}
    assert server.paths == ["/api/7/envelope/"]


def test_no_message_value_or_address_leaves_the_desk(server: Received) -> None:
    sentry_sdk.set_user({"email": ADDRESS})
    try:
        fail()
    except ValueError:
        logging.getLogger("procrastinate").exception(LINE)

    event_of(server)

    sent = b"".join(server.bodies).decode()
    assert [word for word in SECRETS if word in sent] == []
    assert "Traceback" not in sent


def test_an_error_that_our_own_log_names_is_sent_with_its_constant_words(server: Received) -> None:
    try:
        fail()
    except ValueError:
        structlog.get_logger("articles.x").exception("a transport failed", transport=SECRET)

    event = event_of(server)

    assert event["logentry"] == {"message": "a transport failed"}
    assert event["exception"]["values"][0]["type"] == "ValueError"
    assert SECRET not in b"".join(server.bodies).decode()


def test_a_warning_is_not_sent(server: Received) -> None:
    logging.getLogger("newsroom.x").warning("the disk is slow")
    sentry_sdk.flush(timeout=1)

    assert server.bodies == []
