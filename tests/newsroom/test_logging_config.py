"""Lines of the log, as programs and people read them."""

import json
import logging.config

import psycopg
import pytest
import structlog

from newsroom.logging_config import build_logging, is_no_repeated_outage
from tests.tables import each_of


def write_line(log_format: str, capsys: pytest.CaptureFixture[str], words: str = "a crane arrived") -> str:
    with structlog.contextvars.bound_contextvars(request_id="abcd-1234"):
        config = build_logging(log_format)
        handler = logging.StreamHandler()
        formatter = config["formatters"]["line"]
        handler.setFormatter(
            structlog.stdlib.ProcessorFormatter(
                foreign_pre_chain=formatter["foreign_pre_chain"], processors=formatter["processors"]
            )
        )
        record = logging.makeLogRecord({"name": "newsroom.x", "levelname": "INFO", "msg": words})
        handler.emit(record)
    return capsys.readouterr().err


@pytest.mark.parametrize("log_format", ["json", ""])
def test_programs_get_each_line_as_an_object_with_the_id_of_the_request(
    log_format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    line = json.loads(write_line(log_format, capsys))

    assert (line["event"], line["request_id"]) == ("a crane arrived", "abcd-1234")


def test_people_get_text_where_they_ask_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    line = write_line("text", capsys)

    assert "a crane arrived" in line
    assert "request_id=abcd-1234" in line


@pytest.mark.parametrize(
    "path", ["/preview/eyJ9:xyz/story/", "/admin/sign-in-link/eyJ9:xyz/", "/plan/eyJ9:xyz.ics"]
)
def test_no_line_has_the_token_of_a_link(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    line = write_line("json", capsys, f"Gone: {path}")

    assert "xyz" not in line
    assert path.replace("eyJ9:xyz", "…") in line


@each_of(
    [
        ("procrastinate.utils", "listener_error", psycopg.OperationalError("connection refused"), False),
        ("procrastinate.worker.mail", "side_task_failed", psycopg.OperationalError("timeout"), False),
        ("procrastinate.worker.mail", "job_error", psycopg.OperationalError("timeout"), True),
        ("procrastinate.worker.mail", "side_task_failed", ValueError("a mistake"), True),
        ("newsroom.x", "", psycopg.OperationalError("timeout"), True),
    ]
)
def test_queues_do_not_repeat_the_line_about_an_outage(
    name: str, action: str, trouble: Exception, told: bool
) -> None:
    error = (type(trouble), trouble, None)
    record = logging.makeLogRecord({"name": name, "action": action, "exc_info": error})

    assert is_no_repeated_outage(record) is told
    assert "outages" in build_logging("json")["handlers"]["stderr"]["filters"]
