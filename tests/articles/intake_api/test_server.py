"""Delivery to the production server: streams, limits while they arrive, and workers that are killed."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from articles.actions.intake.receive.sources import issue_source_key
from articles.models import WireFile, WireItem, WireSource
from tests.articles.intake_api.test_push import COPY
from tests.articles.site.test_workers import answers
from tests.factories import NOON
from tests.newsroom.processes import PATIENCE, build_database_url, soon
from tests.paths import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
FILES, SENDERS = 80, 4


class Server:
    """The web server with two workers, on the tests' database."""

    key = ""

    def __init__(self) -> None:
        with socket.socket() as place:
            place.bind(("127.0.0.1", 0))
            self.port = place.getsockname()[1]
        options = [
            "--interface=rsgi",
            "--workers=2",
            "--log-level=error",
            "--respawn-failed-workers",
            "--workers-kill-timeout=3",  # as `up` does: a worker that is just starting misses the signal to end
        ]
        command = [
            "-m",
            "newsroom.launcher.granian_server",
            *options,
            f"--port={self.port}",
            "newsroom.rsgi:application",
        ]
        self.process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env={**os.environ, "DATABASE_URL": build_database_url()}
        )

    @property
    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def post(self, raw: Any, **headers: str) -> tuple[int, dict[str, str], dict[str, Any]]:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        facts = {
            "Host": "localhost", "Authorization": f"Bearer {self.key}", "Content-Type": "text/plain", **headers,
        }  # fmt: skip
        try:
            link.request("POST", "/intake/nordpress/", raw, facts, encode_chunked=not isinstance(raw, bytes))
            answer = link.getresponse()
            return answer.status, dict(answer.getheaders()), json.loads(answer.read())
        finally:
            link.close()

    def post_until_accepted(self, raw: bytes) -> int:
        """Send a file until it is accepted, as an agency does; return its number."""
        while True:
            with suppress(OSError, http.client.HTTPException, json.JSONDecodeError):
                status, _headers, answer = self.post(raw)
                if status == 202:
                    return int(answer["files"][0]["file"])
            time.sleep(0.2)


@pytest.fixture(scope="module")
def shared_server(django_db_setup: None) -> Iterator[Server]:
    server = Server()
    try:
        assert soon(lambda: answers(server.port))
        yield server
    finally:
        server.process.terminate()
        server.process.wait(20)


@pytest.fixture
def server(shared_server: Server) -> Server:
    source = WireSource.objects.create(code="nordpress", name="Nordpress", transport="push", created_at=NOON)
    shared_server.key = issue_source_key(source.pk, by=None, at=timezone.now())
    return shared_server


def test_a_stream_of_unknown_length_is_stored(server: Server) -> None:
    status, headers, answer = server.post(
        iter([COPY[:20].encode(), COPY[20:].encode()]), **{"Transfer-Encoding": "chunked"}
    )

    assert (status, answer["files"][0]["outcome"]) == (202, "new")
    assert bytes(WireFile.objects.get().raw or b"") == COPY.encode()
    assert not {"set-cookie", "content-security-policy"} & {name.lower() for name in headers}


def test_a_stream_that_is_too_long_is_refused_while_it_arrives(server: Server) -> None:
    head = (
        f"POST /intake/nordpress/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {server.key}\r\n"
        "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    chunk = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as link:
        link.sendall(head.encode())
        with suppress(OSError):
            for _chunk in range(61):  # more than a request may have, and never the last chunk
                link.sendall(chunk)
        answer = link.recv(200)

    assert answer.startswith(b"HTTP/1.1 413")
    assert not WireFile.objects.exists()


def test_a_length_over_the_limit_is_refused_before_the_body(server: Server) -> None:
    head = (
        f"POST /intake/nordpress/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {server.key}\r\n"
        "Content-Type: text/plain\r\nContent-Length: 900000000\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as link:
        link.sendall(head.encode())

        assert link.recv(200).startswith(b"HTTP/1.1 413")


def test_kills_of_workers_lose_and_double_nothing(server: Server) -> None:
    with ThreadPoolExecutor(SENDERS) as senders:
        sent = [senders.submit(server.post_until_accepted, COPY.format(n).encode()) for n in range(FILES)]
        for _kill in range(4):
            time.sleep(1.5)
            if server.workers:
                os.kill(server.workers[0], signal.SIGKILL)
        numbers = [one.result() for one in sent]

    assert len(set(numbers)) == FILES == WireFile.objects.count()
    assert WireItem.objects.filter(outcome="new").count() == FILES == WireItem.objects.count()
