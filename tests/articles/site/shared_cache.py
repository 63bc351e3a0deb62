"""A shared cache in memory, and a web server for a real one."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from socketserver import ThreadingMixIn
from typing import Any
from unittest.mock import patch
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.db import connections
from django.utils import timezone

from articles.site import tag_purge
from newsroom.caching.cache_tags import KINDS
from tests.articles.site.web_process import Answer, WebProcess


@dataclass
class SharedCache:
    """Stores what it may, as long as it may, and drops what is purged."""

    process: WebProcess
    kind: str = "varnish"
    stored: dict[str, tuple[Answer, set[str], datetime]] = field(default_factory=dict)
    hits: int = 0
    is_away: bool = False
    purged: list[list[str]] = field(default_factory=list)

    def get(self, address: str) -> Answer:
        found = self.stored.get(address)
        if found is not None and timezone.now() < found[2]:
            self.hits += 1
            return found[0]
        answer = self.process.get(address)
        self.store(address, answer)
        return answer

    def store(self, address: str, answer: Answer) -> None:
        headers, names = dict(answer[2]), KINDS[self.kind]
        self.stored.pop(address, None)
        if names.lifetime_header in headers:
            seconds = int(headers[names.lifetime_header].removeprefix("max-age="))
            tags = set(headers[names.tag_header].split(names.separator))
            self.stored[address] = answer, tags, timezone.now() + timedelta(seconds=seconds)

    def purge(self, _url: str, tags: Iterable[str]) -> None:
        if self.is_away:
            raise tag_purge.PurgeFailed("timed out")
        dropped = set(tags)
        self.purged.append(sorted(dropped))
        self.stored = {a: kept for a, kept in self.stored.items() if not kept[1] & dropped}

    @contextmanager
    def connect(self) -> Iterator["SharedCache"]:
        """Receive the purges that the worker sends."""
        with patch.object(tag_purge, "purge_tags", self.purge):
            yield self


class QuietHandler(WSGIRequestHandler):
    protocol_version = "HTTP/1.0"

    def log_message(self, *_words: object) -> None:
        """In silence."""


class ThreadedServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            connections.close_all()


@contextmanager
def serve(process: WebProcess) -> Iterator[int]:
    """Serve the application of a process on this machine; yield the port."""
    server = make_server("127.0.0.1", 0, process.cache, ThreadedServer, QuietHandler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
