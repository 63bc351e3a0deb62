"""Posting to addresses that strangers gave us, without being led into our own network.

The name is resolved once, every address it has is judged, and the connection goes to the address that was judged:
a name that answers differently a moment later changes nothing. No redirect is followed, no proxy asked.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address

SECONDS = 15.0
"""For everything: name, connection, answer."""
MOST_READ = 16 * 1024
"""Bytes of an answer that are read; more is cut off, and none is kept."""
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
COMPATIBLE = ipaddress.IPv6Network("::/96")
CLOUD_METADATA = frozenset({ipaddress.ip_address("168.63.129.16")})
"""Public by number, yet answered by the hosting provider's own machinery."""


class NotSent(Exception):
    """No answer came; the message says why in a word that may be shown to whom the address belongs."""


class AddressRefused(NotSent):
    """The address leads where nothing may be posted to."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads, read but not yet resolved."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def named(self) -> str:
        """As the Host header says it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == {"https": 443, "http": 80}[self.scheme] else f"{host}:{self.port}"


def target_of(url: str, *, loopback: bool = False) -> Target:
    """Raises AddressRefused for what no message is ever posted to, whatever its name resolves to.

    `loopback` allows this machine, and http there.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as unreadable:
        raise AddressRefused("the address cannot be read") from unreadable
    if parts.scheme not in ({"https", "http"} if loopback else {"https"}):
        raise AddressRefused("the address does not begin with https://")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("the address holds a user name")
    target = Target(parts.scheme, _host(parts), port or (80 if parts.scheme == "http" else 443), _path(parts))
    with contextlib.suppress(ValueError):
        judge(ipaddress.ip_address(target.host), loopback=loopback, plain=target.scheme == "http")
    if not loopback and (
        target.host == "localhost" or target.host.endswith((".localhost", ".local", ".internal"))
    ):
        raise AddressRefused("the address is not public")
    return target


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    with contextlib.suppress(UnicodeError):
        host = host if host.isascii() else host.encode("idna").decode()
    if not host or not host.isascii() or len(host) > 253:
        raise AddressRefused("the address has no host name")
    return host


def host_of(url: str) -> str:
    """Return the host of an address that was accepted once, always written the same way."""
    return _host(urlsplit(url))


def _path(parts: SplitResult) -> str:
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii() or any(ord(letter) <= 32 or ord(letter) == 127 for letter in path):
        raise AddressRefused("the address has letters that need to be escaped")
    return path


def judge(address: Address, *, loopback: bool = False, plain: bool = False) -> None:
    """Raises AddressRefused unless the address is public, or, where allowed, this machine's own."""
    if loopback and address.is_loopback:
        return
    if plain:
        raise AddressRefused("http is for this machine alone")
    if not is_public(address):
        raise AddressRefused("the address is not public")


def is_public(address: Address) -> bool:
    """Whether the address belongs to the open internet; one that wraps another is what it wraps."""
    if isinstance(address, ipaddress.IPv6Address) and (inner := _embedded_ipv4(address)) is not None:
        return is_public(inner)
    return (
        address.is_global
        and not (address.is_multicast or address.is_reserved or address.is_unspecified)
        and not getattr(address, "is_site_local", False)
        and address not in CLOUD_METADATA
    )


def _embedded_ipv4(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside a mapped, 6to4, Teredo, NAT64 or compatible one."""
    if address.teredo is not None:
        return address.teredo[1]
    if address in NAT64 or address in COMPATIBLE:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def resolve(target: Target, *, loopback: bool = False) -> str:
    """The address to connect to. One bad address among several refuses them all."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as unknown:
        raise NotSent("the host name does not resolve") from unknown
    addresses = [str(facts[4][0]) for facts in found]
    for text in addresses:
        judge(ipaddress.ip_address(text.partition("%")[0]), loopback=loopback, plain=target.scheme == "http")
    if not addresses:
        raise NotSent("the host name does not resolve")
    return addresses[0]


def post(
    url: str, body: bytes, headers: Mapping[str, str], *, seconds: float = SECONDS, loopback: bool = False
) -> tuple[int, str]:
    """The status of the answer, and its Retry-After. Raises NotSent when there is none in time."""
    ends = time.monotonic() + seconds
    target = target_of(url, loopback=loopback)
    address = resolve(target, loopback=loopback)
    try:
        with _connect(target, address, ends) as connected, _close_at(connected, ends):
            return _exchange(target, connected, body, headers)
    except ssl.SSLError as trouble:
        raise NotSent("the certificate or the TLS handshake failed") from trouble
    except TimeoutError as trouble:
        raise NotSent("no answer in time") from trouble
    except (OSError, http.client.HTTPException) as trouble:
        late = time.monotonic() >= ends
        raise NotSent("no answer in time" if late else "the connection failed") from trouble


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
    """Cut the line at the end of the time, however slowly bytes drip in."""

    def cut() -> None:
        with contextlib.suppress(OSError):
            connected.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(0.1, ends - time.monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _exchange(
    target: Target, connected: socket.socket, body: bytes, headers: Mapping[str, str]
) -> tuple[int, str]:
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = connected
    connection.request("POST", target.path, body, {"Host": target.named, "Connection": "close", **headers})
    answer = connection.getresponse()
    answer.read(MOST_READ)
    return answer.status, answer.headers.get("Retry-After", "")
