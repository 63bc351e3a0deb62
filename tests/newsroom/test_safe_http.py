"""Posting outward never leads inward."""

import ipaddress
import socket
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from newsroom import safe_http
from newsroom.safe_http import (
    RequestFailed,
    Target,
    UrlRefused,
    check_address,
    is_public,
    parse_target,
    post,
    resolve,
)
from tests.tables import each_of

INSIDE = [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "100.100.100.200", "192.0.0.192", "168.63.129.16", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255", "198.18.0.1", "192.0.2.1", "::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1",
    "2001:db8::1", "fec0::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a9fe:a9fe::1",
]  # fmt: skip
OUTSIDE = [
    "93.184.215.14",
    "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
    "::ffff:93.184.215.14",
    "64:ff9b::5db8:d70e",
    "::93.184.215.14",
    "2002:5db8:d70e::1",
    "2001:0:4136:e378:8000:63bf:a247:28f1",
]


@each_of(INSIDE)
def test_an_address_of_our_own_network_is_not_public(address) -> None:
    assert not is_public(ipaddress.ip_address(address))


@each_of(OUTSIDE)
def test_an_address_of_the_open_internet_is_public(address) -> None:
    assert is_public(ipaddress.ip_address(address))


@each_of([
        "http://bells.example/x", "ftp://bells.example", "https://", "https:///x", "//bells.example", "bells.example",
        "https://user@bells.example/", "https://user:pw@bells.example/", "https://bells.example:99999/",
        "https://localhost/", "https://LOCALHOST./", "https://a.localhost/", "https://printer.local/",
        "https://metadata.google.internal/", "https://127.0.0.1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/",
        "https://169.254.169.254/latest/meta-data", "https://bells.example/a b", "https://bells.example/\r\nX: y",
        "https://[::1", "https://bells.example/ü",
    ])  # fmt: skip
def test_an_address_that_nothing_may_be_posted_to_is_refused_before_its_name_is_asked(url) -> None:
    with pytest.raises(UrlRefused):
        parse_target(url)


@each_of(
    [
        ("https://[::1", "the address cannot be read"),
        ("https://bells.example:99999/", "the address cannot be read"),
        ("http://bells.example/", "the address does not begin with https://"),
        ("https://user@bells.example/", "the address holds a user name"),
        ("https://:pw@bells.example/", "the address holds a user name"),
        ("https://localhost/", "the address is not public"),
        ("https://10.0.0.1/", "the address is not public"),
        ("https:///x", "the address has no host name"),
        (f"https://{'x' * 254}/", "the address has no host name"),
        (f"https://{'x' * 63}ü{'ü' * 63}.example/", "the address has no host name"),
        ("https://bells.example/a b", "the address has letters that need to be escaped"),
        ("https://bells.example/\x7f", "the address has letters that need to be escaped"),
    ]
)
def test_the_partner_is_told_in_words_why_an_address_is_refused(url: str, why: str) -> None:
    with pytest.raises(UrlRefused) as refused:
        parse_target(url)

    assert str(refused.value) == why


@each_of(
    [
        ("https://bells.example", ("https", "bells.example", 443, "/")),
        ("https://bells.example./", ("https", "bells.example", 443, "/")),
        ("https://bells.example:8443/a?b=1", ("https", "bells.example", 8443, "/a?b=1")),
        ("https://bells.example/!", ("https", "bells.example", 443, "/!")),
        ("https://böll.example/", ("https", "xn--bll-sna.example", 443, "/")),
        ("https://93.184.215.14/", ("https", "93.184.215.14", 443, "/")),
        (f"https://{'x' * 253}/", ("https", "x" * 253, 443, "/")),
    ]
)
def test_a_good_address_is_read_into_where_it_leads(url: str, target: tuple) -> None:
    assert parse_target(url) == Target(*target)


@each_of(
    [
        ("http://127.0.0.1", ("http", "127.0.0.1", 80, "/")),
        ("http://localhost:8000/", ("http", "localhost", 8000, "/")),
        ("https://localhost/", ("https", "localhost", 443, "/")),
    ]
)
def test_this_machine_is_reached_by_http_and_https_where_that_is_allowed(url: str, target: tuple) -> None:
    assert parse_target(url, loopback=True) == Target(*target)


def test_another_machine_is_not_reached_by_http_even_where_this_one_is() -> None:
    with pytest.raises(UrlRefused, match=r"^http is for this machine alone"):
        parse_target("http://93.184.215.14/", loopback=True)
    assert parse_target("https://93.184.215.14/", loopback=True).host == "93.184.215.14"


@each_of(
    [
        (("https", "bells.example", 443, "/"), "bells.example"),
        (("https", "bells.example", 8443, "/"), "bells.example:8443"),
        (("http", "127.0.0.1", 80, "/"), "127.0.0.1"),
        (("http", "127.0.0.1", 443, "/"), "127.0.0.1:443"),
        (("https", "2606:2800::1", 443, "/"), "[2606:2800::1]"),
        (("https", "2606:2800::1", 8443, "/"), "[2606:2800::1]:8443"),
    ]
)
def test_the_host_header_names_a_port_that_is_not_the_usual_one(target: tuple, named: str) -> None:
    assert Target(*target).host_header == named


def test_without_leave_no_address_of_this_machine_is_judged_good_and_a_public_one_is() -> None:
    with pytest.raises(UrlRefused, match=r"^the address is not public$"):
        check_address(ipaddress.ip_address("127.0.0.1"))
    check_address(ipaddress.ip_address("93.184.215.14"))


def test_a_message_has_fifteen_seconds_and_sixteen_kilobytes() -> None:
    assert (safe_http.TIMEOUT_SECONDS, safe_http.MAX_RESPONSE_BYTES) == (15.0, 16384)


def test_an_address_with_its_zone_is_judged_without_it(names) -> None:
    names["bells.example"] = [["fe80::1%eth0"]]

    with pytest.raises(UrlRefused, match=r"^the address is not public$"):
        resolve(parse_target("https://bells.example/"))


def test_a_name_is_asked_for_the_port_and_for_a_stream(monkeypatch) -> None:
    asked = []

    def getaddrinfo(host, port, *args, **options):
        asked.append((host, port, options))
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    assert resolve(parse_target("https://bells.example:8443/")) == "93.184.215.14"
    assert asked == [("bells.example", 8443, {"type": socket.SOCK_STREAM})]


def test_numbers_written_to_fool_a_reader_are_judged_once_they_are_resolved() -> None:
    for host in ("2130706433", "0x7f.1", "127.1"):
        with pytest.raises(RequestFailed):
            resolve(parse_target(f"https://{host}/"))


@pytest.fixture
def names(monkeypatch) -> dict[str, list[list[str]]]:
    """What names resolve to, one list of addresses a question, the last one for ever."""
    answers: dict[str, list[list[str]]] = {}

    def getaddrinfo(host, port, *args, **options):
        given = answers.get(host, [[host]])
        addresses = given.pop(0) if len(given) > 1 else given[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return answers


def test_one_inner_address_among_several_refuses_them_all(names) -> None:
    names["bells.example"] = [["93.184.215.14", "10.0.0.7"]]

    with pytest.raises(UrlRefused):
        resolve(parse_target("https://bells.example/"))


def test_a_name_that_turns_inward_after_it_was_judged_changes_nothing(names, monkeypatch) -> None:
    names["bells.example"] = [["93.184.215.14"], ["127.0.0.1"]]
    asked = []

    def create_connection(address, timeout):
        asked.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", create_connection)
    with pytest.raises(RequestFailed):
        post("https://bells.example/", b"{}", {})

    assert asked == [("93.184.215.14", 443)]


def test_loopback_is_allowed_by_setting_alone_and_http_nowhere_else(names) -> None:
    names["bells.example"] = [["93.184.215.14"]]

    assert resolve(parse_target("http://127.0.0.1:8000/", loopback=True), loopback=True) == "127.0.0.1"
    with pytest.raises(UrlRefused):
        resolve(parse_target("http://bells.example/", loopback=True), loopback=True)
    with pytest.raises(UrlRefused):
        parse_target("http://10.0.0.1/", loopback=True)


def test_a_name_nobody_knows_is_told_in_words_and_no_connection_is_tried(monkeypatch) -> None:
    tried = []

    def getaddrinfo(*args, **options):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket, "create_connection", lambda *args, **options: tried.append(args))

    with pytest.raises(RequestFailed, match=r"^the host name does not resolve$") as failed:
        post("https://bells.example/", b"{}", {})

    assert not isinstance(failed.value, UrlRefused)
    assert tried == []


def test_a_name_too_long_for_the_system_is_one_nobody_knows(monkeypatch) -> None:
    def getaddrinfo(*args, **options):
        raise UnicodeError("label too long")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    with pytest.raises(RequestFailed, match=r"^the host name does not resolve$"):
        resolve(parse_target("https://bells.example/"))


def test_a_name_without_any_address_is_one_nobody_knows(names) -> None:
    names["bells.example"] = [[]]

    with pytest.raises(RequestFailed, match=r"^the host name does not resolve$"):
        resolve(parse_target("https://bells.example/"))


class Ear(BaseHTTPRequestHandler):
    heard: list = []
    behave = "ok"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.heard.append((self.path, dict(self.headers), body))
        if self.behave == "redirect":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:1/inner")
            self.end_headers()
        elif self.behave == "endless":
            self.send_response(200)
            self.end_headers()
            while True:
                self.wfile.write(b"x" * 65536)
        elif self.behave == "drip":
            while True:
                self.wfile.write(b"H")
                time.sleep(0.05)
        else:
            self.send_response(200)
            self.send_header("Retry-After", "7")
            self.end_headers()

    def log_message(self, *args) -> None:
        pass


@pytest.fixture
def ear():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    server.daemon_threads = True
    server.handle_error = lambda *args: None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Ear.heard, Ear.behave = [], "ok"
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_message_arrives_as_it_was_sent(ear) -> None:
    answer = post(f"{ear}/bell?x=1", b'{"a":1}', {"webhook-id": "msg_1"}, loopback=True)

    (path, headers, body) = Ear.heard[0]
    assert answer == (200, "7")
    assert (path, headers["webhook-id"], body) == ("/bell?x=1", "msg_1", b'{"a":1}')
    assert (headers["Host"], headers["Connection"]) == (ear.removeprefix("http://"), "close")


def test_an_answer_that_asks_for_no_pause_has_none(ear) -> None:
    Ear.behave = "redirect"

    assert post(ear, b"{}", {}, loopback=True) == (302, "")


def test_no_more_is_waited_for_than_the_time_that_is_left(names, monkeypatch) -> None:
    names["bells.example"] = [["93.184.215.14"]]
    waited = []

    def create_connection(address, timeout):
        waited.append(timeout)
        raise TimeoutError

    monkeypatch.setattr(socket, "create_connection", create_connection)
    with pytest.raises(RequestFailed, match=r"^no answer in time$"):
        post("https://bells.example/", b"{}", {}, seconds=5)
    with pytest.raises(RequestFailed):
        post("https://bells.example/", b"{}", {}, seconds=0)

    assert 4 < waited[0] <= 5
    assert waited[1] == 0.1


def test_a_connection_whose_certificate_fails_is_closed_and_told(names, monkeypatch) -> None:
    names["bells.example"] = [["93.184.215.14"]]
    ours, theirs = socket.socketpair()
    monkeypatch.setattr(socket, "create_connection", lambda *args, **options: ours)

    class Context:
        def wrap_socket(self, plain, server_hostname):
            raise ssl.SSLError(f"no certificate for {server_hostname}")

    monkeypatch.setattr(ssl, "create_default_context", Context)
    with theirs, pytest.raises(RequestFailed, match=r"^the certificate or the TLS handshake failed$"):
        post("https://bells.example/", b"{}", {})

    assert ours.fileno() == -1


def test_a_redirect_is_an_answer_and_not_followed(ear) -> None:
    Ear.behave = "redirect"

    assert post(ear, b"{}", {}, loopback=True)[0] == 302
    assert len(Ear.heard) == 1


def test_no_more_than_a_little_of_an_endless_answer_is_read(ear) -> None:
    Ear.behave = "endless"

    assert post(ear, b"{}", {}, loopback=True)[0] == 200


def test_an_answer_that_drips_in_is_cut_off_in_time(ear) -> None:
    Ear.behave = "drip"
    began = time.monotonic()

    with pytest.raises(RequestFailed, match=r"^no answer in time$"):
        post(ear, b"{}", {}, seconds=0.5, loopback=True)

    assert time.monotonic() - began < safe_http.TIMEOUT_SECONDS


def test_what_listens_without_tls_is_not_spoken_to_by_https(ear) -> None:
    with pytest.raises(RequestFailed):
        post(ear.replace("http:", "https:"), b"{}", {}, loopback=True)


def test_nobody_at_home_is_a_failed_connection() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))

        with pytest.raises(RequestFailed, match=r"^the connection failed$"):
            post(f"http://127.0.0.1:{taken.getsockname()[1]}/", b"{}", {}, loopback=True)
