"""RSGI application that receives a request whole; then a thread answers by WSGI.

With granian's WSGI a request has a thread as soon as its head is there, and the thread waits for the body as long as
the client likes. Here a body is received within limits of time and size before it takes a thread, and a response is
sent without one.
"""

import asyncio
import io
import sys
from collections.abc import Awaitable, Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import lru_cache
from queue import SimpleQueue
from tempfile import SpooledTemporaryFile
from threading import Thread
from typing import IO, Any

import structlog
from django.db import close_old_connections

PAUSE_SECONDS = 20
"""Seconds that a client may pause while it sends a body or takes a response."""
SLOWEST_RATE = 8_000
"""Bytes a second that a client has to reach on the average, after the first pause."""
MAX_RECEIVED_AT_ONCE = 200
"""Bodies that a process receives at the same time; granian lets 512 requests in."""
BYTES_IN_MEMORY = 65_536
"""Larger bodies go to a temporary file."""

log = structlog.get_logger(__name__)

type Environ = dict[str, Any]
type Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
type Headers = list[tuple[str, str]]
type Response = tuple[int, Headers, bytes | Iterable[bytes]]


class BodyRefused(Exception):
    """A body that is not received any further, with the status that says so."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(slots=True)
class AnswerThreads:
    """Threads of one process that run what would block the event loop."""

    count: int
    jobs: SimpleQueue[tuple[asyncio.AbstractEventLoop, "asyncio.Future[Any]", Callable[[], Any]]] = field(
        default_factory=SimpleQueue
    )

    def start(self) -> None:
        for number in range(self.count):
            Thread(target=self._work, name=f"answers {number}", daemon=True).start()

    def run[Result](self, job: Callable[[], Result]) -> "asyncio.Future[Result]":
        loop = asyncio.get_running_loop()
        outcome: asyncio.Future[Result] = loop.create_future()
        self.jobs.put((loop, outcome, job))
        return outcome

    def _work(self) -> None:
        while True:
            loop, outcome, job = self.jobs.get()
            with ErrorsForLoop(loop, outcome):
                loop.call_soon_threadsafe(_end, outcome, outcome.set_result, job())


@dataclass(frozen=True, slots=True)
class ErrorsForLoop:
    """Block in a thread whose error is raised where its outcome is awaited."""

    loop: asyncio.AbstractEventLoop
    outcome: "asyncio.Future[Any]"

    def __enter__(self) -> None: ...

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if error is not None:
            self.loop.call_soon_threadsafe(_end, self.outcome, self.outcome.set_exception, error)
        return error is not None


def _end(outcome: "asyncio.Future[Any]", end: Callable[[Any], None], value: Any) -> None:
    if not outcome.cancelled():
        end(value)


@dataclass(slots=True)
class Receiver:
    """RSGI application in front of a WSGI application."""

    application: Application
    threads: AnswerThreads
    max_length: Callable[[str], int]
    """Longest body of a path in bytes; of a longer one nothing is received and the application sees its length."""
    receiving: int = 0

    def __rsgi_init__(self, _loop: asyncio.AbstractEventLoop) -> None:
        self.threads.start()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        environ = build_environ(scope)
        try:
            environ["wsgi.input"] = await self._receive_body(environ, protocol)
        except BodyRefused as refusal:
            headers = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
            if refusal.status == 503:
                headers.append(("Retry-After", str(PAUSE_SECONDS)))
            protocol.response_str(refusal.status, headers, f"{refusal}\n")
            return
        with environ["wsgi.input"]:
            await self._answer(environ, protocol)

    async def _receive_body(self, environ: Environ, protocol: Any) -> IO[bytes]:
        length = (
            int(environ.get("CONTENT_LENGTH") or 0) or None
        )  # a length that is no number does not come so far
        limit = self.max_length(environ["PATH_INFO"])
        if (length or 0) > limit or (length is None and "HTTP_TRANSFER_ENCODING" not in environ):
            return io.BytesIO()
        if self.receiving >= MAX_RECEIVED_AT_ONCE:
            raise BodyRefused(503, "This server is receiving too many requests. Try again shortly.")
        self.receiving += 1
        try:
            return await receive_body(protocol, length, limit)
        finally:
            self.receiving -= 1

    async def _answer(self, environ: Environ, protocol: Any) -> None:
        response = self.threads.run(lambda: call_application(self.application, environ))
        await asyncio.wait([response])
        if error := response.exception():
            log.error("a request failed", path=environ["PATH_INFO"], exc_info=error)
            protocol.response_str(500, [("Content-Type", "text/plain; charset=utf-8")], "Internal error\n")
            return
        status, headers, body = response.result()
        if isinstance(body, bytes):
            protocol.response_bytes(status, headers, body)
        else:
            await self._send_stream(protocol, status, headers, body)

    async def _send_stream(self, protocol: Any, status: int, headers: Headers, body: Iterable[bytes]) -> None:
        """Send the parts of a body, and leave a client that pauses too long."""
        transport = protocol.response_stream(status, headers)
        parts = iter(body)
        try:
            while (part := await self.threads.run(lambda: next(parts, None))) is not None:
                await wait_for_client(transport.send_bytes(part), PAUSE_SECONDS)
        except (
            TimeoutError,
            RuntimeError,
        ) as broken:  # granian's errors of a closed connection are RuntimeErrors
            log.debug("a response was not taken to its end", error=repr(broken))
        finally:
            if close := getattr(body, "close", None):
                await self.threads.run(close)


async def receive_body(protocol: Any, length: int | None, limit: int) -> IO[bytes]:
    """Return the body, of one of unknown length `limit` + 1 bytes at most.

    Raises BodyRefused for a client that is too slow or leaves.
    """
    with ExitStack() as unfinished:
        body = unfinished.enter_context(SpooledTemporaryFile(BYTES_IN_MEMORY))
        try:
            received = await _receive_pieces(protocol, body, limit)
        except TimeoutError as slow:
            raise BodyRefused(408, "The request was not received in time.") from slow
        if length is not None and received < length:
            raise BodyRefused(400, "The request broke off: it is shorter than its Content-Length says.")
        unfinished.pop_all()
    body.seek(0)
    return body


async def _receive_pieces(protocol: Any, body: IO[bytes], limit: int) -> int:
    """Return the number of bytes received."""
    clock = asyncio.get_running_loop().time
    began, received = clock(), 0
    pieces = aiter(protocol)
    while received <= limit:
        allowed = began + PAUSE_SECONDS + received / SLOWEST_RATE - clock()
        piece = await wait_for_client(anext(pieces, b""), min(allowed, PAUSE_SECONDS))
        if not piece:
            break
        received += len(piece)
        body.write(piece)
    return received


async def wait_for_client[Result](step: Awaitable[Result], seconds: float) -> Result:
    """Return what the awaitable returns; raise TimeoutError after that time.

    Granian's awaitables cannot be cancelled. One that is left ends with its connection.
    """
    task = asyncio.ensure_future(_complete(step))
    await asyncio.wait([task], timeout=seconds)
    if not task.done():
        task.add_done_callback(lambda left: left.cancelled() or left.exception())
        raise TimeoutError
    return task.result()


async def _complete[Result](step: Awaitable[Result]) -> Result:
    return await step


def call_application(application: Application, environ: Environ) -> Response:
    """Return status, headers, and the body: whole, or an iterable if it is streamed."""
    head: list[tuple[int, Headers]] = []

    def start_response(status: str, headers: Headers, *_error: Any) -> None:
        head[:] = [(int(status[:3]), headers)]

    body = application(environ, start_response)
    if not getattr(body, "streaming", False):
        try:
            whole = b"".join(body)
        finally:
            if close := getattr(body, "close", None):
                close()
        return *head[0], whole
    close_old_connections()  # another thread may read and close the stream
    return *head[0], body


def build_environ(scope: Any) -> Environ:
    """Return the WSGI environment of an RSGI scope (PEP 3333), without its body."""
    client, _, _client_port = scope.client.rpartition(":")
    server, _, port = scope.server.rpartition(":")
    environ: Environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": server,
        "SERVER_PORT": port,
        "REMOTE_ADDR": client,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if scope.authority:  # HTTP/2
        environ["HTTP_HOST"] = scope.authority
    for name, value in scope.headers.items():
        key = header_key(name)
        before = environ.get(key)
        separator = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = value if before is None else f"{before}{separator}{value}"
    return environ


@lru_cache(maxsize=1_000)
def header_key(name: str) -> str:
    key = name.upper().replace("-", "_")
    return key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"
