"""Error reports to Sentry, without texts, accounts and addresses.

A message of an error may repeat what somebody wrote: only its type, its place in the code and constant words are sent.
"""

import logging
import sys
from typing import TYPE_CHECKING

import sentry_sdk
import structlog
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.utils import event_from_exception

from newsroom.telemetry.counters import Role

if TYPE_CHECKING:
    from sentry_sdk.types import Event, Hint

SENT = frozenset({
    "contexts", "event_id", "exception", "level", "logger", "platform", "release", "sdk", "server_name", "timestamp",
})  # fmt: skip
"""Parts of an event that are sent; new parts of a later package are not."""


def start_error_reports(dsn: str, role: Role) -> None:
    """Report each error that is logged; all that nobody handles are."""
    sentry_sdk.init(
        dsn=dsn,  # personal data are not sent unless an option says so
        max_request_body_size="never",
        include_local_variables=False,
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[LoggingIntegration(level=None, event_level=logging.ERROR)],
        before_send=strip_event,
        max_breadcrumbs=0,
        auto_session_tracking=False,
        send_client_reports=False,
        enable_backpressure_handling=False,
    )
    sentry_sdk.set_tag("role", role)


def strip_event(event: "Event", hint: "Hint") -> "Event | None":
    """Return what `SENT` names of the event, and errors without their messages."""
    record: logging.LogRecord | None = hint.get("log_record")
    if "exception" not in event and (found := find_exception(record)) is not None:
        event["exception"] = event_from_exception(found, sentry_sdk.get_client().options)[0]["exception"]
    stripped: Event = {name: value for name, value in event.items() if name in SENT}  # type: ignore[assignment]  # keys of an event
    for error in stripped.get("exception", {}).get("values", []):
        error["value"] = ""
        for frame in (error.get("stacktrace") or {}).get("frames", []):
            frame.pop("vars", None)
    if record is not None:
        stripped["logentry"] = {"message": constant_words(record)}
    stripped["tags"] = list_tags(event)
    return stripped


def find_exception(record: logging.LogRecord | None) -> BaseException | None:
    """Return the error of a line of structlog, which has it among its values."""
    if record is None or not isinstance(record.msg, dict):
        return None
    found = record.msg.get("exc_info")
    if found is True:
        return sys.exception()
    return found if isinstance(found, BaseException) else None


def constant_words(record: logging.LogRecord) -> str:
    """Return the words of a line that are the same each time."""
    if isinstance(record.msg, dict):
        return str(record.msg.get("event", ""))
    return str(record.msg) if record.args else record.name


def list_tags(event: "Event") -> dict[str, str]:
    """Return the role of the process and what finds the line in the log."""
    context = structlog.contextvars.get_contextvars()
    tags = {name: str(context[name]) for name in ("request_id", "job_id", "task") if name in context}
    own = event.get("tags")
    return tags | ({"role": str(own["role"])} if isinstance(own, dict) and "role" in own else {})
