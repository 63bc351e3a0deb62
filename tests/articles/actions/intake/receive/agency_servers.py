"""Servers of agencies in miniature: a feed with ETag, dpa's wireQ whose receipts expire, and AP's pages."""

import hashlib
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class ServerReply:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut_at: int | None = None
    """Bytes after which the server dies."""


class AgencyServer(ThreadingHTTPServer):
    """A server on this machine; a subclass says what it replies."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), AgencyHandler)
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.before: Callable[[str, str], None] = lambda _method, _path: None
        self.cut_at: int | None = None
        self.status = 200
        self.lock = threading.Lock()
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def requests(self) -> list[str]:
        return [f"{method} {path}" for method, path, _headers in self.asked]

    def reply(self, method: str, path: str, headers: dict[str, str]) -> ServerReply:
        raise NotImplementedError

    def handle_error(self, *args: Any) -> None:
        pass

    def close(self) -> None:
        self.shutdown()
        self.server_close()


class AgencyHandler(BaseHTTPRequestHandler):
    server: AgencyServer

    def do_GET(self) -> None:
        self.server.before(self.command, self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        with self.server.lock:
            self.server.asked.append((self.command, self.path, headers))
            reply = self.server.reply(self.command, self.path, headers)
        status = self.server.status if self.server.status != 200 else reply.status
        self.send_response(status)
        for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body[: self.server.cut_at])
        if self.server.cut_at is not None:
            self.close_connection = True

    def do_DELETE(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *args: Any) -> None:
        pass


class FeedServer(AgencyServer):
    """A feed with ETag and Last-Modified, which answers 304 to those who know it."""

    def __init__(self, body: str = "") -> None:
        super().__init__()
        self.body = body
        self.headers: dict[str, str] = {}

    def reply(self, method: str, path: str, headers: dict[str, str]) -> ServerReply:
        raw = self.body.encode()
        etag = f'"{hashlib.sha256(raw).hexdigest()[:12]}"'
        named = {"ETag": etag, "Last-Modified": formatdate(0, usegmt=True), **self.headers}
        if headers.get("if-none-match") == etag:
            return ServerReply(304, b"", named)
        return ServerReply(200, raw, named)


class WireqServer(AgencyServer):
    """dpa's wireQ: entries stay until their receipt is deleted, and receipts expire."""

    def __init__(self, *entries: dict[str, Any], lifetime: float = 200, per_call: int = 50) -> None:
        super().__init__()
        self.queue = list(entries)
        self.lifetime, self.per_call = lifetime, per_call
        self.now = 0.0
        self.receipts: dict[str, tuple[int, float]] = {}
        self.numbers = count(1)

    def reply(self, method: str, path: str, headers: dict[str, str]) -> ServerReply:
        if (method, path) == ("GET", "/abc/entries.json"):
            return self.list_entries()
        if method == "DELETE" and path.startswith("/abc/entry/"):
            return ServerReply(self.delete_entry(path.removeprefix("/abc/entry/")))
        return ServerReply(403)

    def list_entries(self) -> ServerReply:
        hidden = {index for index, ends in self.receipts.values() if ends > self.now}
        visible = [index for index, entry in enumerate(self.queue) if entry and index not in hidden]
        entries = []
        for index in visible[: self.per_call]:
            receipt = f"receipt-{next(self.numbers)}"
            self.receipts[receipt] = (index, self.now + self.lifetime)
            entries.append({**self.queue[index], "_wireq_receipt": receipt})
        wait = "1" if len(visible) > self.per_call else "50"
        return ServerReply(200, json.dumps({"entries": entries}).encode(), {"Retry-After": wait})

    def delete_entry(self, receipt: str) -> int:
        index, ends = self.receipts.pop(receipt, (None, 0.0))
        if index is None:
            return 404
        if ends <= self.now:
            return 410
        self.queue[index] = {}
        return 204

    @property
    def waiting_entries(self) -> list[dict[str, Any]]:
        return [entry for entry in self.queue if entry]


class ApServer(AgencyServer):
    """AP's feed: pages in order, the last one empty; the key may be in the header or the address."""

    def __init__(self, *items: dict[str, Any], page_size: int = 2, key: str = "ap-secret") -> None:
        super().__init__()
        self.items, self.page_size, self.key = list(items), page_size, key

    def reply(self, method: str, path: str, headers: dict[str, str]) -> ServerReply:
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if self.key not in {headers.get("x-api-key"), query.get("apikey")}:
            return ServerReply(401)
        if parts.path.startswith("/nitf/"):
            return ServerReply(200, f"<nitf><body><body.content><p>Text {parts.path[6:]}</p></body.content></body></nitf>".encode())  # fmt: skip
        begin = int(query.get("seq", 0))
        items = self.items[begin : begin + self.page_size]
        key = f"&apikey={query['apikey']}" if "apikey" in query else ""
        data = {"items": items, "next_page": f"{self.url}/feed?seq={begin + len(items)}{key}"}
        return ServerReply(200, json.dumps({"data": data}).encode())


def make_ap_item(number: int, version: int = 1, server: str = "") -> dict[str, Any]:
    renditions = {"nitf": {"href": f"{server}/nitf/{number}?token=x"}} if server else {}
    item = {
        "altids": {"itemid": f"{number:032x}"}, "uri": f"https://api.agency.example/content/{number:032x}",
        "version": version, "type": "text", "pubstatus": "usable", "versioncreated": "2026-03-02T10:00:00Z", "signals": ["newscontent"],
        "headline": f"Crane stops in Nordhaven, part {number}", "renditions": renditions,
    }  # fmt: skip
    return {"meta": {}, "item": item}


def make_dpa_entry(number: int, version: int = 1) -> dict[str, Any]:
    return {
        "urn": f"urn:newsml:agentur.example:20090101:260302-99-{number:06d}", "version": version,
        "entry_id": f"e{number}-{version}", "version_created": "2026-03-02T10:00:00+01:00", "pubstatus": "usable",
        "language": "de", "headline": f"Kran in Nordhaven steht still, Teil {number}",
        "article_html": "<section class=\"main\"><p>Nordhaven (xyz) - Der Kran der Werft steht still.</p></section>",
    }  # fmt: skip
