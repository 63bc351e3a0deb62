"""Requests are received before they take a thread."""

import asyncio
import http.client
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from types import SimpleNamespace
from typing import Any

import pytest

from newsroom.launcher import receiver
from newsroom.launcher.receiver import AnswerThreads, BodyRefused, Receiver, build_environ, receive_body
from newsroom.rsgi import find_max_length
from tests.newsroom.processes import PATIENCE, soon
from tests.paths import ROOT

SLOW_CLIENTS = 50
APPLICATION = """
import sys

from newsroom.launcher import receiver

receiver.PAUSE_SECONDS = 2.0


class Stream:
    streaming = True

    def __iter__(self):
        yield from [b"a" * 400_000] * 20

    def close(self):
        print("closed", file=sys.stderr, flush=True)


def answer(environ, start_response):
    if environ["PATH_INFO"] == "/stream":
        start_response("200 OK", [("Content-Length", "8000000")])
        return Stream()
    if environ["PATH_INFO"] == "/fails":
        raise ValueError("no page")
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{len(body)} of {environ.get('CONTENT_LENGTH')}".encode()]


served = receiver.Receiver(answer, receiver.AnswerThreads(1), lambda path: 1_000_000)
"""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A real granian of one process with one thread for answers."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "small_application.py").write_text(APPLICATION)
    with socket.create_server(("127.0.0.1", 0)) as free:
        number = int(free.getsockname()[1])
    options = [
        "--interface=rsgi",
        "--http1-header-read-timeout=2000",
        "--log-level=error",
        f"--port={number}",
    ]
    paths = os.pathsep.join([str(folder), str(ROOT)])
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", *options, "small_application:served"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": paths},
    )
    try:
        assert soon(lambda: answers(number))
        yield number
    finally:
        server.terminate()
        server.wait(30)


def answers(port: int) -> bool:
    try:
        return ask(port)[0] == 200
    except OSError:
        return False


def ask(port: int, method: str = "GET", path: str = "/", body: Any = None) -> tuple[int, bytes]:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        link.request(method, path, body, encode_chunked=body is not None and not isinstance(body, bytes))
        answer = link.getresponse()
        return answer.status, answer.read()
    finally:
        link.close()


def open_slow_request(port: int) -> socket.socket:
    """A request that announces a thousand bytes and sends two."""
    link = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    link.sendall(b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nab")
    return link


def test_readers_are_answered_while_many_bodies_do_not_arrive(port: int) -> None:
    with ExitStack() as links:
        for _client in range(SLOW_CLIENTS):
            links.enter_context(open_slow_request(port))

        assert ask(port) == (200, b"0 of None")


def test_a_body_that_stops_is_refused_after_a_while(port: int) -> None:
    with open_slow_request(port) as link:
        answer = link.recv(400)

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert answer.endswith(b"The request was not received in time.\n")


def test_a_head_that_stops_ends_the_connection(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as link:
        link.sendall(b"POST /admin/login/ HTTP/1.1\r\nHo")

        assert link.recv(400) == b""


def test_a_body_that_breaks_off_does_not_reach_the_application(port: int) -> None:
    with open_slow_request(port) as link:
        link.shutdown(socket.SHUT_WR)

        assert link.recv(400).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("size", [0, 5, 65_536, 900_000])
def test_a_body_reaches_the_application_whole(port: int, size: int) -> None:
    assert ask(port, "POST", body=bytes(size)) == (200, f"{size} of {size}".encode())


def test_a_body_of_unknown_length_is_received_a_little_over_the_limit(port: int) -> None:
    status, said = ask(port, "POST", body=iter([bytes(100_000)] * 9))
    _status, said_of_long = ask(port, "POST", body=iter([bytes(100_000)] * 13))

    assert (status, said) == (200, b"900000 of None")
    assert int(said_of_long.split()[0]) > 1_000_000


def test_nothing_of_a_body_announced_as_too_long_is_received(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as link:
        link.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000001\r\n\r\n")

        assert link.recv(400).endswith(b"0 of 1000001")


def test_a_client_that_takes_no_response_leaves_the_thread_to_others(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as idle:
        idle.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        idle.sendall(b"GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
        idle.recv(100)

        assert ask(port) == (200, b"0 of None")


def test_a_streamed_response_arrives_whole(port: int) -> None:
    status, body = ask(port, path="/stream")

    assert (status, len(body)) == (200, 8_000_000)


def test_an_application_that_fails_is_answered_with_500(port: int) -> None:
    assert ask(port, path="/fails") == (500, b"Internal error\n")


class Pieces:
    """A body in pieces, as granian's protocol hands it out."""

    def __init__(self, pieces: Sequence[bytes], *, wait: float = 0) -> None:
        self.pieces, self.wait = pieces, wait

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self.pieces:
            await asyncio.sleep(self.wait)
            yield piece


def test_a_body_that_trickles_is_refused_although_it_never_pauses_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(receiver, "PAUSE_SECONDS", 0.2)

    with pytest.raises(BodyRefused, match="not received in time") as refusal:
        asyncio.run(receive_body(Pieces([b"x"] * 1_000, wait=0.01), 1_000, 2_000))

    assert refusal.value.status == 408


def test_only_so_many_bodies_are_received_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiver, "MAX_RECEIVED_AT_ONCE", 0)
    sent: list[tuple[int, Any]] = []
    protocol = SimpleNamespace(response_str=lambda status, headers, _text: sent.append((status, headers)))
    scope = make_scope(headers=[("content-length", "5")])

    asyncio.run(Receiver(answer_nothing, AnswerThreads(0), lambda _path: 100).__rsgi__(scope, protocol))

    assert sent[0][0] == 503
    assert ("Retry-After", "20") in sent[0][1]


def answer_nothing(_environ: dict[str, Any], _start_response: Callable[..., Any]) -> Iterable[bytes]:
    raise AssertionError


def make_scope(**changed: Any) -> Any:
    scope = {
        "client": "192.0.2.7:51234", "server": "127.0.0.1:8000", "method": "POST", "path": "/küste/", "query_string": "a=%C3%A9",
        "http_version": "1.1", "scheme": "http", "authority": None, "headers": [], **changed,
    }  # fmt: skip
    return SimpleNamespace(**{**scope, "headers": SimpleNamespace(items=lambda: scope["headers"])})


def test_the_environment_has_what_wsgi_prescribes() -> None:
    headers = [
        ("host", "kueste.example"), ("content-type", "text/plain"), ("content-length", "5"),
        ("cookie", "a=1"), ("cookie", "b=2"), ("x-note", "1"), ("x-note", "2"),
    ]  # fmt: skip

    environ = build_environ(make_scope(headers=headers))

    assert {key: value for key, value in environ.items() if key.isupper()} == {
        "REQUEST_METHOD": "POST", "SCRIPT_NAME": "", "PATH_INFO": "/kÃ¼ste/", "QUERY_STRING": "a=%C3%A9",
        "SERVER_PROTOCOL": "HTTP/1.1", "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000",
        "REMOTE_ADDR": "192.0.2.7", "HTTP_HOST": "kueste.example", "CONTENT_TYPE": "text/plain",
        "CONTENT_LENGTH": "5", "HTTP_COOKIE": "a=1; b=2", "HTTP_X_NOTE": "1,2",
    }  # fmt: skip


def test_deliveries_of_agencies_have_a_limit_of_their_own() -> None:
    assert find_max_length("/intake/nordpress/") == 61_000_000
    assert find_max_length("/admin/articles/photo/upload/") == 2_000_000_000
