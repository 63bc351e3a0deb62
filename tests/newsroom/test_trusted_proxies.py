"""Whose word is taken for a caller's address."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from newsroom import env
from newsroom.proxies import trust_proxies
from tests.paths import ROOT
from tests.tables import each_of


def address_told(peer: str, trusted: list[str], header: str = "Forwarded", **told: str) -> str:
    heard: list[dict[str, Any]] = []

    def desk(environ: dict[str, Any], _start: Any) -> list[bytes]:
        heard.append(environ)
        return []

    trust_proxies(desk, trusted, header)({"REMOTE_ADDR": peer, **told}, None)
    assert not {"HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR"} & set(heard[0])
    return heard[0]["REMOTE_ADDR"]


@each_of([
        ("203.0.113.9", "for=192.0.2.7", [], "203.0.113.9"),
        ("203.0.113.9", "for=192.0.2.7", ["127.0.0.1/32"], "203.0.113.9"),
        ("127.0.0.1", "for=192.0.2.7;proto=https;by=203.0.113.43", ["127.0.0.1/32"], "192.0.2.7"),
        ("10.1.2.3", 'for=192.0.2.66, for="192.0.2.7:4711";proto=http, For=10.9.9.9', ["10.0.0.0/8"], "192.0.2.7"),
        ("::1", 'for="[2001:db8:cafe::17]:4711"', ["::1/128"], "2001:db8:cafe::17"),
        ("::ffff:127.0.0.1", "for=192.0.2.7", ["127.0.0.1/32"], "192.0.2.7"),
        ("127.0.0.1", "for=10.0.0.1, for=10.0.0.2", ["127.0.0.1/32", "10.0.0.0/8"], "10.0.0.1"),
        ("127.0.0.1", "for=unknown", ["127.0.0.1/32"], "127.0.0.1"),
        ("127.0.0.1", "for=192.0.2.7, for=_hidden", ["127.0.0.1/32"], "127.0.0.1"),
        ("127.0.0.1", 'by="for=192.0.2.7"', ["127.0.0.1/32"], "127.0.0.1"),
        ("127.0.0.1", "", ["127.0.0.1/32"], "127.0.0.1"),
        ("", "for=192.0.2.7", ["127.0.0.1/32"], ""),
    ])  # fmt: skip
def test_only_a_proxy_of_ours_is_believed_and_only_the_last_hop_before_it(
    peer, forwarded, trusted, told
) -> None:
    assert address_told(peer, trusted, HTTP_FORWARDED=forwarded) == told


@each_of(
    [
        ("203.0.113.9", "192.0.2.7", [], "203.0.113.9"),
        ("127.0.0.1", "192.0.2.7", ["127.0.0.1/32"], "192.0.2.7"),
        ("10.1.2.3", "192.0.2.66, 192.0.2.7, 10.9.9.9", ["10.0.0.0/8"], "192.0.2.7"),
        ("127.0.0.1", "192.0.2.7:4711", ["127.0.0.1/32"], "192.0.2.7"),
    ]
)
def test_the_older_header_is_believed_where_it_is_chosen(peer, forwarded, trusted, told) -> None:
    assert address_told(peer, trusted, "X-Forwarded-For", HTTP_X_FORWARDED_FOR=forwarded) == told


@each_of(
    [
        ("127.0.0.1", "for=192.0.2.7;proto=https", "https"),
        ("127.0.0.1", 'for=192.0.2.7;proto="HTTPS";by=10.0.0.1', "https"),
        ("127.0.0.1", "for=6.6.6.6;proto=https, for=192.0.2.7;proto=http", "http"),
        ("127.0.0.1", "for=192.0.2.7", "told"),
        ("127.0.0.1", "for=192.0.2.7;proto=gopher", "told"),
        ("203.0.113.9", "for=192.0.2.7;proto=https", "told"),
    ]
)
def test_the_scheme_comes_in_the_same_header(peer, forwarded, scheme) -> None:
    environ = {"REMOTE_ADDR": peer, "HTTP_FORWARDED": forwarded, "HTTP_X_FORWARDED_PROTO": "told"}

    trust_proxies(lambda environ, _start: [], ["127.0.0.1/32"], "Forwarded")(environ, None)

    assert environ["HTTP_X_FORWARDED_PROTO"] == scheme


def test_a_header_that_was_not_chosen_says_nothing() -> None:
    trusted = ["127.0.0.1/32"]

    assert address_told("127.0.0.1", trusted, HTTP_X_FORWARDED_FOR="192.0.2.7") == "127.0.0.1"
    assert (
        address_told("127.0.0.1", trusted, "X-Forwarded-For", HTTP_FORWARDED="for=192.0.2.7") == "127.0.0.1"
    )


def test_what_is_no_network_is_said_with_the_name_of_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTED_PROXIES", "127.0.0.1,proxy")

    with pytest.raises(env.InvalidEnvironment, match=r"TRUSTED_PROXIES.*proxy"):
        env.read_environment()


def test_a_header_of_another_name_is_refused_with_those_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTED_PROXY_HEADER", "X-Real-IP")

    with pytest.raises(env.InvalidEnvironment, match=r"TRUSTED_PROXY_HEADER.*Forwarded.*X-Forwarded-For"):
        env.read_environment()


APPLICATION = """
import json
from newsroom.proxies import trust_proxies

def tell(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps([environ["REMOTE_ADDR"], [n for n in environ if "FORWARDED" in n]]).encode()]

served = trust_proxies(tell, ["127.0.0.1/32"], "Forwarded")
"""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A real granian that trusts callers from this machine as its proxies."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "told_address.py").write_text(APPLICATION)
    with socket.create_server(("127.0.0.1", 0)) as free:
        number = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--port",
        str(number),
        "told_address:served",
    ]
    paths = os.pathsep.join([str(folder), str(ROOT)])
    server = subprocess.Popen(command, cwd=folder, env={**os.environ, "PYTHONPATH": paths})
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not listens(number):
            time.sleep(0.1)
        yield number
    finally:
        server.terminate()
        server.wait(30)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def told_over_the_wire(port: int, *lines: str) -> Any:
    head = "".join(f"{line}\r\n" for line in ("GET / HTTP/1.1", "Host: x", "Connection: close", *lines))
    with socket.create_connection(("127.0.0.1", port), timeout=30) as wire:
        wire.sendall(f"{head}\r\n".encode())
        answer = b"".join(iter(lambda: wire.recv(65_536), b""))
    return json.loads(answer.partition(b"\r\n\r\n")[2])


REAL, FAKE = "Forwarded: for=192.0.2.7", "for=6.6.6.6"


@pytest.mark.parametrize(
    "lines",
    [
        [REAL],
        [REAL, "X_Forwarded_For: 6.6.6.6"],
        ["X_Forwarded_For: 6.6.6.6", REAL],
        ["X-Forwarded-For: 6.6.6.6", "X_Forwarded_For: 6.6.6.6", "x_forwarded-for: 6.6.6.6", REAL],
        [
            f"_Forwarded: {FAKE}",
            f"Forwarded_: {FAKE}",
            f"HTTP_FORWARDED: {FAKE}",
            f"HTTP-Forwarded: {FAKE}",
            REAL,
        ],
        [f"Forwarded: {FAKE}", REAL],
    ],
)
def test_over_a_real_server_no_spelling_of_a_header_speaks_for_the_proxy(port: int, lines: list[str]) -> None:
    address, left = told_over_the_wire(port, *lines)

    assert address == "192.0.2.7"
    assert not {"HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR"} & set(left)


@pytest.mark.parametrize(
    "line", ["X_Forwarded_For: 6.6.6.6", "X-Forwarded-For: 6.6.6.6", "X-Forwarded_For: 6.6.6.6"]
)
def test_over_a_real_server_the_older_header_alone_speaks_for_nobody(port: int, line: str) -> None:
    assert told_over_the_wire(port, line)[0] == "127.0.0.1"


@each_of([("127.0.0.1", "abcd-1234"), ("203.0.113.9", None)])
def test_only_a_trusted_proxy_gives_a_request_its_id(peer: str, expected: str | None) -> None:
    heard: list[dict[str, Any]] = []
    desk = trust_proxies(lambda environ, _start: heard.append(environ) or [], ["127.0.0.1/32"], "Forwarded")

    desk({"REMOTE_ADDR": peer, "HTTP_X_REQUEST_ID": "abcd-1234"}, None)

    assert heard[0].get("HTTP_X_REQUEST_ID") == expected
