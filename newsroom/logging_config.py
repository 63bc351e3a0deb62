"""Logging configuration: one line per record, JSON unless in a terminal."""

import logging
import re
import sys
from typing import Any

import structlog

from newsroom.db.errors import is_outage, root_cause
from newsroom.db.probe import in_one_line

TOKEN_IN_PATH = re.compile(
    r"(?<=/preview/)[^/\s]+|(?<=/sign-in-link/)[^/\s]+|(?<= /plan/)[^/\s.]+|(?<=/newsletter/leave/)[^/\s]+"
    r"|(?<=/newsletter/confirm/)[^/\s]+"
)


def mask_tokens(_logger: object, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Mask the tokens of links: Django logs the path of each refused request."""
    event["event"] = TOKEN_IN_PATH.sub("…", str(event.get("event", "")))
    return event


def shorten_outage_traceback(_logger: object, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Replace the traceback of a database outage by one line."""
    exc_info = event.get("exc_info")
    if exc_info is True:
        exc_info = sys.exc_info()
    error = exc_info[1] if isinstance(exc_info, tuple) else exc_info
    if isinstance(error, BaseException) and is_outage(error):
        del event["exc_info"]
        event["reason"] = in_one_line(root_cause(error))
    return event


def is_no_repeated_outage(record: logging.LogRecord) -> bool:
    """Return False for what each queue says of an outage: the worker says it once.

    A line about a job stays.
    """
    error = record.exc_info[1] if record.exc_info else None
    about_job = str(getattr(record, "action", "")).startswith("job_")
    return not record.name.startswith("procrastinate") or about_job or not is_outage(error)


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

structlog.configure(
    processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)


def build_logging(log_format: str = "") -> dict[str, Any]:
    """Return Django's `LOGGING`; an empty format is text in a terminal and else JSON."""
    as_text = log_format == "text" or (not log_format and sys.stderr.isatty())
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    shorten_outage_traceback,
                    mask_tokens,
                    *([] if as_text else [structlog.processors.format_exc_info]),
                    structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
                    if as_text
                    else structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            },
        },
        "filters": {
            "outages": {"()": "django.utils.log.CallbackFilter", "callback": is_no_repeated_outage},
        },
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["outages"]}
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "newsroom": {"level": "INFO"},
            "articles": {"level": "INFO"},
            "people": {"level": "INFO"},
            "psycopg.pool": {"level": "ERROR"},  # logs every attempt; the monitor logs each outage once
            "axes": {"level": "ERROR"},  # omits account and address; our view of a locked login logs both
        },
    }
