"""Counts of the web server's answers, by kind and by class of status.

The time of an answer ends when its body is known; a large file is sent after that.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from newsroom.caching.wsgi_cache import PAGE_KEY, VERSION_READER_KEY, Application, Environ
from newsroom.middleware import REQUEST_ID_KEY
from newsroom.telemetry.count_layout import AnswerKind
from newsroom.telemetry.counters import counters
from newsroom.telemetry.spans import spans

SERVICE_PATHS = frozenset({"/healthz", "/readyz", "/metrics"})
"""Paths for programs that ask a single host, often by its address; they are not counted."""
KINDS_BY_PATH: dict[str, AnswerKind] = {
    "admin": "desk",
    "api": "feed",
    "intake": "intake",
    "media": "picture",
    "static": "static",
    "search": "search",
    "suche": "search",
}
"""First segment of a path → kind of its answers."""
STATUSES = {"1": 0, "2": 1, "3": 2, "4": 3, "5": 4}
"""First digit of a status → position of its counter."""


@dataclass(slots=True)
class CountedAnswers:
    """WSGI middleware around the page cache."""

    application: Application
    begin: Callable[[], None]
    """Prepares this process to count, in each process once."""
    host: str
    """Accepted host name, for requests of `SERVICE_PATHS`."""

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if counters.cells is None:
            self.begin()
        path = environ.get("PATH_INFO", "")
        if path in SERVICE_PATHS:
            environ["HTTP_HOST"] = self.host
            return self.application(environ, start_response)
        status = "500"

        def note_status(line: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            nonlocal status
            status = line
            return start_response(line, headers, *more)

        began = perf_counter()
        try:
            return self.application(environ, note_status)
        finally:
            seconds = perf_counter() - began
            kind = name_kind(path, environ)
            counters.count("answers", kind, STATUSES[status[0]], seconds)
            if spans.send is not None:
                spans.send(kind, describe_answer(environ, int(status[:3])), seconds)


def name_kind(path: str, environ: Environ) -> AnswerKind:
    """Return the kind of an answered request."""
    if kind := KINDS_BY_PATH.get(path[1:].partition("/")[0]):
        return kind
    if PAGE_KEY in environ:
        return "page_first"
    # The page cache leaves this key in each request that it passes on.
    is_warm = VERSION_READER_KEY not in environ and environ["REQUEST_METHOD"] == "GET"
    return "page_warm" if is_warm else "other"


def describe_answer(environ: Environ, status: int) -> dict[str, str | int]:
    """Return the attributes of a span; addresses may contain tokens and are left out."""
    facts = {"http.request.method": environ["REQUEST_METHOD"], "http.response.status_code": status}
    if request_id := environ.get(REQUEST_ID_KEY):
        facts["newsroom.request_id"] = request_id
    return facts
