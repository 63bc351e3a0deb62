"""Small server of `/metrics` and `/healthz`, for a host without a web server.

Worker and intake share the address: the first one that starts serves it, with the counts of all processes of the host.
"""

import errno
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import structlog

from newsroom.telemetry.access import has_token, is_in_network
from newsroom.telemetry.counters import counter_folder, read_host_counts
from newsroom.telemetry.disk_space import read_disk_space
from newsroom.telemetry.exposition import CONTENT_TYPE, describe_disks, format_host_counts, format_metric

TIMEOUT_SECONDS = 5

log = structlog.get_logger(__name__)


class FiguresHandler(BaseHTTPRequestHandler):
    timeout = TIMEOUT_SECONDS
    server_version, sys_version = "Newsroom", ""

    def do_GET(self) -> None:
        if self.path == "/healthz":
            self.send_text("ok\n", "text/plain")
        elif self.path == "/metrics" and self.is_allowed():
            self.send_text(build_host_metrics(), CONTENT_TYPE)
        else:
            self.send_text("not found\n", "text/plain", HTTPStatus.NOT_FOUND)

    def is_allowed(self) -> bool:
        return has_token(self.headers.get("Authorization", "")) or is_in_network(self.client_address[0])

    def send_text(self, text: str, content_type: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Keep the log free of a line per request."""


def build_host_metrics() -> str:
    return format_host_counts(read_host_counts(counter_folder())) + "".join(
        map(format_metric, describe_disks(read_disk_space()))
    )


def serve_figures(address: tuple[str, int]) -> ThreadingHTTPServer | None:
    """Serve in a thread; None if the port is taken, mostly by the other process."""
    try:
        server = ThreadingHTTPServer(address, FiguresHandler)
    except OSError as trouble:
        level = log.info if trouble.errno == errno.EADDRINUSE else log.warning
        level("the figures are not served by this process", address=address, reason=trouble.strerror)
        return None
    server.daemon_threads = True
    Thread(target=server.serve_forever, name="figures", daemon=True).start()
    return server
