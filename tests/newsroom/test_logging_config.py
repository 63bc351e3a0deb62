"""Lines of the log, as programs and people read them."""

import json
import logging.config

import pytest
import structlog

from newsroom.logging_config import build_logging


def write_line(log_format: str, capsys: pytest.CaptureFixture[str]) -> str:
    with structlog.contextvars.bound_contextvars(request_id="abcd-1234"):
        config = build_logging(log_format)
        handler = logging.StreamHandler()
        formatter = config["formatters"]["line"]
        handler.setFormatter(
            structlog.stdlib.ProcessorFormatter(
                foreign_pre_chain=formatter["foreign_pre_chain"], processors=formatter["processors"]
            )
        )
        record = logging.makeLogRecord({"name": "newsroom.x", "levelname": "INFO", "msg": "a crane arrived"})
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
