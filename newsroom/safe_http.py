"""HTTP client for URLs of others that cannot reach the internal network (SSRF).

The host name is resolved once, every address is checked, and the connection goes to the checked address: a name that
resolves differently later changes nothing. Proxies are not used. Redirects are not followed, unless a GET allows a few:
then each address is checked like the first.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit

from django.utils.translation import gettext_noop

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address

TIMEOUT_SECONDS = 15.0
"""Time limit of a whole request: name, connection and response."""
MAX_RESPONSE_BYTES = 16 * 1024
"""Bytes of a response that are read at most; none are stored."""
MAX_BODY_BYTES = 20_000_000
"""Bytes of a body that GET and DELETE accept, unless the caller says otherwise."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
SECRET_HEADERS = frozenset({"authorization", "cookie", "x-api-key"})
"""Headers that are not sent on to another host."""
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
COMPATIBLE = ipaddress.IPv6Network("::/96")
CLOUD_METADATA = frozenset({ipaddress.ip_address("168.63.129.16")})
"""Public addresses that a hosting provider's own services answer."""


class RequestFailed(Exception):
    """Request without a response.

    The message gives a reason that the URL's owner may see.
    """


class UrlRefused(RequestFailed):
    """URL that no request may be sent to."""


@dataclass(frozen=True, slots=True)
class Target:
    """Parts of a URL whose host name is not resolved yet."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == {"https": 443, "http": 80}[self.scheme] else f"{host}:{self.port}"


def parse_target(url: str, *, loopback: bool = False) -> Target:
    """Return the parts of a URL; raise UrlRefused for one that may never be called.

    `loopback` allows this machine, and http there.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as unreadable:
        raise UrlRefused(gettext_noop("the address cannot be read")) from unreadable
    if parts.scheme not in ({"https", "http"} if loopback else {"https"}):
        raise UrlRefused(gettext_noop("the address does not begin with https://"))
    if parts.username is not None or parts.password is not None:
        raise UrlRefused(gettext_noop("the address holds a user name"))
    target = Target(parts.scheme, _host(parts), port or (80 if parts.scheme == "http" else 443), _path(parts))
    with contextlib.suppress(ValueError):
        check_address(ipaddress.ip_address(target.host), loopback=loopback, plain=target.scheme == "http")
    if not loopback and (
        target.host == "localhost" or target.host.endswith((".localhost", ".local", ".internal"))
    ):
        raise UrlRefused(gettext_noop("the address is not public"))
    return target


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    with contextlib.suppress(UnicodeError):
        host = host if host.isascii() else host.encode("idna").decode()
    if not host or not host.isascii() or len(host) > 253:
        raise UrlRefused(gettext_noop("the address has no host name"))
    return host


def normalized_host(url: str) -> str:
    """Return the host of an accepted URL in its normal form."""
    return _host(urlsplit(url))


def _path(parts: SplitResult) -> str:
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii() or any(ord(letter) <= 32 or ord(letter) == 127 for letter in path):
        raise UrlRefused(gettext_noop("the address has letters that need to be escaped"))
    return path


def check_address(address: Address, *, loopback: bool = False, plain: bool = False) -> None:
    """Raise UrlRefused unless the address is public or an allowed loopback address."""
    if loopback and address.is_loopback:
        return
    if plain:
        raise UrlRefused(gettext_noop("http is for this machine alone"))
    if not is_public(address):
        raise UrlRefused(gettext_noop("the address is not public"))


def is_public(address: Address) -> bool:
    """Return whether the address is on the public internet.

    An embedded IPv4 address decides.
    """
    if isinstance(address, ipaddress.IPv6Address) and (inner := _embedded_ipv4(address)) is not None:
        return is_public(inner)
    return (
        address.is_global
        and not (address.is_multicast or address.is_reserved or address.is_unspecified)
        and not getattr(address, "is_site_local", False)
        and address not in CLOUD_METADATA
    )


def _embedded_ipv4(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address in a mapped, 6to4, Teredo, NAT64 or compatible address."""
    if address.teredo is not None:
        return address.teredo[1]
    if address in NAT64 or address in COMPATIBLE:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def resolve(target: Target, *, loopback: bool = False) -> str:
    """Return the address to connect to.

    One refused address among several refuses them all.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as unknown:
        raise RequestFailed(gettext_noop("the host name does not resolve")) from unknown
    addresses = [str(facts[4][0]) for facts in found]
    for text in addresses:
        check_address(
            ipaddress.ip_address(text.partition("%")[0]), loopback=loopback, plain=target.scheme == "http"
        )
    if not addresses:
        raise RequestFailed(gettext_noop("the host name does not resolve"))
    return addresses[0]


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """A complete response; the names of its headers are in lower case."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    url: str = ""
    """The address that answered, after redirects."""


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    seconds: float = TIMEOUT_SECONDS,
    loopback: bool = False,
) -> tuple[int, str]:
    """Send a POST request; return the status and Retry-After of the response.

    Raises RequestFailed if there is none in time.
    """
    ends = time.monotonic() + seconds
    with _exchange("POST", url, headers, body=body, ends=ends, loopback=loopback) as answer:
        answer.read(MAX_RESPONSE_BYTES)
        return answer.status, answer.headers.get("Retry-After", "")


def get(
    url: str,
    headers: Mapping[str, str],
    *,
    seconds: float = TIMEOUT_SECONDS,
    max_bytes: int = MAX_BODY_BYTES,
    redirects: int = 0,
    hosts: Collection[str] | None = None,
    loopback: bool = False,
) -> HttpAnswer:
    """Send a GET request; return the response with its whole body.

    `hosts` are the only hosts that may be asked, also by a redirect. The time limit holds for all redirects together.
    Raises RequestFailed if there is no complete response in time.
    """
    ends = time.monotonic() + seconds
    for hop in range(redirects + 1):
        answer = _fetch("GET", url, headers, ends=ends, max_bytes=max_bytes, hosts=hosts, loopback=loopback)
        location = answer.headers.get("location", "")
        if answer.status not in REDIRECTS or not location or not redirects:
            return answer
        if hop < redirects:
            url, headers = _follow_redirect(url, location, headers)
    raise RequestFailed(gettext_noop("the address redirects too often"))


def delete(
    url: str,
    headers: Mapping[str, str],
    *,
    seconds: float = TIMEOUT_SECONDS,
    max_bytes: int = MAX_RESPONSE_BYTES,
    loopback: bool = False,
) -> HttpAnswer:
    """Send a DELETE request; return the response. Raises RequestFailed like `get`."""
    ends = time.monotonic() + seconds
    return _fetch("DELETE", url, headers, ends=ends, max_bytes=max_bytes, loopback=loopback)


def _follow_redirect(url: str, location: str, headers: Mapping[str, str]) -> tuple[str, Mapping[str, str]]:
    """Return the next address, and the headers without secrets for another host."""
    try:
        following = urljoin(url, location)
        same_origin = _origin(following) == _origin(url)
    except ValueError as unreadable:
        raise UrlRefused(gettext_noop("the address cannot be read")) from unreadable
    if same_origin:
        return following, headers
    return following, {name: value for name, value in headers.items() if name.lower() not in SECRET_HEADERS}


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


def _fetch(
    method: str,
    url: str,
    headers: Mapping[str, str],
    *,
    ends: float,
    max_bytes: int,
    hosts: Collection[str] | None = None,
    loopback: bool = False,
) -> HttpAnswer:
    with _exchange(method, url, headers, ends=ends, hosts=hosts, loopback=loopback) as answer:
        encoding = answer.headers.get("Content-Encoding", "identity").strip().lower()
        if encoding not in {"", "identity"}:
            raise RequestFailed(gettext_noop("the answer is compressed, which was not asked for"))
        body = _read_body(answer, max_bytes)
        if time.monotonic() >= ends:
            # The deadline closes the connection, which looks like the end of a body without a length.
            raise TimeoutError
        return HttpAnswer(
            answer.status, {name.lower(): value for name, value in answer.headers.items()}, body, url
        )


def _read_body(answer: http.client.HTTPResponse, max_bytes: int) -> bytes:
    """Return the whole body; raise RequestFailed if it is too large or breaks off."""
    body = bytearray()
    while chunk := answer.read(65536):
        body += chunk
        if len(body) > max_bytes:
            raise RequestFailed(gettext_noop("the answer is too large"))
    if answer.length:
        raise RequestFailed(gettext_noop("the connection broke off"))
    return bytes(body)


@contextlib.contextmanager
def _exchange(
    method: str,
    url: str,
    headers: Mapping[str, str],
    *,
    body: bytes | None = None,
    ends: float,
    hosts: Collection[str] | None = None,
    loopback: bool = False,
) -> Iterator[http.client.HTTPResponse]:
    """Send a request; give the response to the block and put its errors in words."""
    target = parse_target(url, loopback=loopback)
    if hosts is not None and target.host not in hosts:
        raise UrlRefused(gettext_noop("the host is not allowed"))
    address = resolve(target, loopback=loopback)
    try:
        with _connect(target, address, ends) as connected, _close_at(connected, ends):
            connection = http.client.HTTPConnection(target.host, target.port)
            connection.sock = connected
            connection.request(
                method, target.path, body, {"Host": target.host_header, "Connection": "close", **headers}
            )
            yield connection.getresponse()
    except ssl.SSLError as trouble:
        raise RequestFailed(gettext_noop("the certificate or the TLS handshake failed")) from trouble
    except TimeoutError as trouble:
        raise RequestFailed(gettext_noop("no answer in time")) from trouble
    except (OSError, http.client.HTTPException) as trouble:
        late = time.monotonic() >= ends
        raise RequestFailed(
            gettext_noop("no answer in time") if late else gettext_noop("the connection failed")
        ) from trouble


def _connect(target: Target, address: str, ends: float) -> socket.socket:
    plain = socket.create_connection((address, target.port), timeout=max(0.1, ends - time.monotonic()))
    if target.scheme == "http":
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)
    except OSError:
        plain.close()
        raise


@contextlib.contextmanager
def _close_at(connected: socket.socket, ends: float):  # type: ignore[no-untyped-def]  # a generator of nothing
    """Close the connection at the deadline, however slowly bytes arrive."""

    def close() -> None:
        with contextlib.suppress(OSError):
            connected.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(0.1, ends - time.monotonic()), close)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
