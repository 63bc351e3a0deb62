"""Deliveries of the demo's agencies: by folder, by push, and from a feed server."""

import hashlib
import http.client
import threading
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import structlog

from articles.demo.loader import picture_bytes, read_entries
from articles.demo.wire.shift import AgencyFile
from articles.wire.transports.folder_access import DONE, make_drop_folder

type Send = Callable[[AgencyFile], bool]
"""Delivers a file; returns False if it has to be sent again."""

MAX_STORED_FILES = 100
"""Delivered files that stay in the folder of the source."""
PUSH_SECONDS = 10.0
MAX_FEED_ITEMS = 8
FEED_PATH, PICTURES_PATH = "/feed.json", "/pictures"
LOOPBACK = "127.0.0.1"

log = structlog.get_logger(__name__)


class FolderSender:
    """Sender that writes into a drop folder, under a temporary name first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, file: AgencyFile) -> bool:
        try:
            make_drop_folder(self.folder)
            draft = self.folder / f".{file.name}.part"
            draft.write_bytes(file.raw)
            draft.replace(self.folder / file.name)
            self._delete_old_files()
        except OSError as trouble:
            log.warning("the demo's agency cannot write into its folder", reason=str(trouble))
            return False
        return True

    def _delete_old_files(self) -> None:
        stored = sorted(self.folder.glob(f"{DONE}/*/*"), key=lambda path: (path.parent.name, path.name))
        for path in stored[:-MAX_STORED_FILES]:
            path.unlink(missing_ok=True)
            with suppress(OSError):  # other files of that day are left
                path.parent.rmdir()


class PushSender:
    """Sender that posts files to the desk; one that is away or busy gets them later."""

    def __init__(self, url: str, key: str) -> None:
        self.url, self.key = url, key

    def __call__(self, file: AgencyFile) -> bool:
        headers = {
            "Authorization": f"Bearer {self.key}",
            "Content-Type": file.media_type,
            "Content-Disposition": f'attachment; filename="{file.name}"',
        }
        request = urllib.request.Request(self.url, file.raw, headers, method="POST")  # noqa: S310  # the desk's own
        try:
            with _OPENER.open(request, timeout=PUSH_SECONDS):
                return True
        except urllib.error.HTTPError as answer:
            answer.close()
            is_final = HTTPStatus.BAD_REQUEST <= answer.code < HTTPStatus.INTERNAL_SERVER_ERROR
            if is_final and answer.code != HTTPStatus.TOO_MANY_REQUESTS:
                log.warning("the desk refuses a delivery of the demo's agency", status=answer.code)
                return True
        except (OSError, http.client.HTTPException):
            pass
        return False


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""No proxy: the desk is on this machine."""


class FeedServer(ThreadingHTTPServer):
    """Server of the polled agency: a feed of its newest items, and its pictures."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int) -> None:
        super().__init__((LOOPBACK, port), FeedHandler)
        self.items: deque[bytes] = deque(maxlen=MAX_FEED_ITEMS)
        self.pictures = {
            f"{PICTURES_PATH}/{entry['key']}.webp": entry["key"] for entry in read_entries("pictures")
        }

    def __call__(self, file: AgencyFile) -> bool:
        self.items.append(file.raw)
        return True

    @property
    def address(self) -> str:
        return f"http://{LOOPBACK}:{self.server_port}"

    def start(self) -> None:
        threading.Thread(target=self.serve_forever, daemon=True, name="feed of the demo").start()

    def find(self, path: str) -> tuple[str, bytes] | None:
        """Return media type and bytes of a page or picture; None without one."""
        if path == FEED_PATH:
            return "application/json", b'{"items": [' + b",\n".join(tuple(self.items)) + b"]}"
        if path in self.pictures:
            return "image/webp", picture_bytes(self.pictures[path])
        return None


class FeedHandler(BaseHTTPRequestHandler):
    """Handler that answers 304 to those who have the page."""

    server: FeedServer

    def do_GET(self) -> None:
        found = self.server.find(self.path)
        if found is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        media_type, body = found
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        is_known = self.headers.get("If-None-Match") == etag
        self.send_response(HTTPStatus.NOT_MODIFIED if is_known else HTTPStatus.OK)
        self.send_header("ETag", etag)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", "0" if is_known else str(len(body)))
        self.end_headers()
        if not is_known:
            self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Write no line for each request."""
