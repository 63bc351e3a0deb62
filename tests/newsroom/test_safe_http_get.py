"""Fetching and deleting: complete answers of public servers, or a reason in words."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from newsroom.safe_http import RequestFailed, UrlRefused, delete, get


class ScriptedServer(ThreadingHTTPServer):
    """A server whose answers a test scripts by path."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), ScriptedHandler)
        self.scripts: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *args) -> None:
        pass


class ScriptedHandler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        self.server.scripts[self.path](self)

    def do_DELETE(self) -> None:
        self.do_GET()

    def log_message(self, *args) -> None:
        pass


def answer_with(
    status: int = 200, body: bytes = b"", **headers: str
) -> Callable[[BaseHTTPRequestHandler], None]:
    def write(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return write


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    scripted = ScriptedServer()
    yield scripted
    scripted.shutdown()
    scripted.server_close()


def test_an_answer_comes_with_status_headers_and_body(server) -> None:
    server.scripts["/feed?x=1"] = answer_with(body=b"<rss/>", ETag='"7"')

    answer = get(f"{server.url}/feed?x=1", {"If-None-Match": '"6"'}, loopback=True)

    assert (answer.status, answer.body, answer.headers["etag"]) == (200, b"<rss/>", '"7"')
    assert server.asked[0][2]["If-None-Match"] == '"6"'
    assert server.asked[0][2]["Accept-Encoding"] == "identity"


def test_a_receipt_is_deleted_by_its_own_request(server) -> None:
    server.scripts["/entry/r1"] = answer_with(204)

    assert delete(f"{server.url}/entry/r1", {}, loopback=True).status == 204
    assert server.asked[0][:2] == ("DELETE", "/entry/r1")


@pytest.mark.parametrize("call", [get, delete])
def test_this_machine_is_asked_only_where_that_is_allowed(server, call) -> None:
    with pytest.raises(UrlRefused):
        call(f"{server.url}/feed", {})

    assert server.asked == []


def test_a_redirect_is_an_answer_like_any_other_unless_it_may_be_followed(server) -> None:
    server.scripts["/old"] = answer_with(302, Location="/new")
    server.scripts["/new"] = answer_with(body=b"here")

    assert get(f"{server.url}/old", {}, loopback=True).status == 302
    followed = get(f"{server.url}/old", {}, redirects=1, loopback=True)
    assert (followed.status, followed.body, followed.url) == (200, b"here", f"{server.url}/new")


def test_a_redirect_to_our_own_network_is_refused(server) -> None:
    server.scripts["/old"] = answer_with(302, Location="https://10.0.0.7/secret")

    with pytest.raises(UrlRefused, match=r"^the address is not public$"):
        get(f"{server.url}/old", {}, redirects=3, loopback=True)


def test_redirects_without_an_end_are_given_up(server) -> None:
    server.scripts["/old"] = answer_with(301, Location="/old")

    with pytest.raises(RequestFailed, match=r"^the address redirects too often$"):
        get(f"{server.url}/old", {}, redirects=2, loopback=True)
    assert len(server.asked) == 3


def test_a_redirect_to_another_host_does_not_learn_the_key(server) -> None:
    other = ScriptedServer()
    server.scripts["/old"] = answer_with(302, Location=f"{other.url}/new")
    other.scripts["/new"] = answer_with(body=b"here")

    get(f"{server.url}/old", {"Authorization": "Bearer s", "x-api-key": "s", "X-Trace": "1"}, redirects=1, loopback=True)  # fmt: skip
    other.shutdown()

    sent = other.asked[0][2]
    assert "Authorization" not in sent
    assert "x-api-key" not in sent
    assert sent["X-Trace"] == "1"


def test_a_redirect_on_the_same_host_is_sent_the_key(server) -> None:
    server.scripts["/old"] = answer_with(307, Location="/new")
    server.scripts["/new"] = answer_with(body=b"here")

    get(f"{server.url}/old", {"Authorization": "Bearer s"}, redirects=1, loopback=True)

    assert server.asked[1][2]["Authorization"] == "Bearer s"


def test_only_the_hosts_given_are_asked(server) -> None:
    server.scripts["/a.jpg"] = answer_with(302, Location="https://elsewhere.example/a.jpg")

    with pytest.raises(UrlRefused, match=r"^the host is not allowed$"):
        get(f"{server.url}/a.jpg", {}, hosts=["pictures.example"], loopback=True)
    with pytest.raises(UrlRefused, match=r"^the host is not allowed$"):
        get(f"{server.url}/a.jpg", {}, hosts=["127.0.0.1"], redirects=1, loopback=True)
    assert len(server.asked) == 1


def test_a_body_over_the_limit_is_refused_whether_or_not_its_length_is_named(server) -> None:
    server.scripts["/long"] = answer_with(body=b"x" * 1001)
    server.scripts["/exact"] = answer_with(body=b"x" * 1000)

    with pytest.raises(RequestFailed, match=r"^the answer is too large$"):
        get(f"{server.url}/long", {}, max_bytes=1000, loopback=True)
    assert len(get(f"{server.url}/exact", {}, max_bytes=1000, loopback=True).body) == 1000


def test_a_body_that_breaks_off_is_no_answer(server) -> None:
    server.scripts["/short"] = answer_with(body=b"half", Content_Length="8")

    with pytest.raises(RequestFailed, match=r"^the connection (broke off|failed)$"):
        get(f"{server.url}/short", {}, loopback=True)


def test_a_body_that_drips_past_the_deadline_is_no_answer(server) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x")
            time.sleep(0.02)

    server.scripts["/drip"] = drip
    began = time.monotonic()

    with pytest.raises(RequestFailed, match=r"^no answer in time$"):
        get(f"{server.url}/drip", {}, seconds=0.4, loopback=True)
    assert time.monotonic() - began < 3


def test_a_compressed_body_is_refused_since_its_size_is_unknown(server) -> None:
    server.scripts["/gz"] = answer_with(body=b"\x1f\x8b", Content_Encoding="gzip")

    with pytest.raises(RequestFailed, match=r"^the answer is compressed"):
        get(f"{server.url}/gz", {}, loopback=True)


def test_the_name_of_a_server_is_resolved_once(monkeypatch) -> None:
    asked, connected = [], []

    def getaddrinfo(host, port, *args, **options):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14" if len(asked) == 1 else "127.0.0.1", port))]  # fmt: skip

    def create_connection(address, timeout):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket, "create_connection", create_connection)
    with pytest.raises(RequestFailed, match=r"^the connection failed$"):
        get("https://wire.example/", {})

    assert (asked, connected) == (["wire.example"], [("93.184.215.14", 443)])
