"""Who asks, where proxies of ours stand between: their word alone counts, in one header that nobody else can write.

WSGI turns `X-Forwarded-For` and `X_Forwarded_For` into the same name, and granian hands over the later of the two.
A caller could therefore speak in the proxy's name wherever the proxy passes header names with an underscore on, and
no application behind WSGI can tell the two apart. `Forwarded` has no hyphen, hence no such double.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

type Environ = dict[str, Any]
type Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
type Address = IPv4Address | IPv6Address

FORWARDED, X_FORWARDED_FOR = "Forwarded", "X-Forwarded-For"
HEADERS = (FORWARDED, X_FORWARDED_FOR)
IN_ENVIRON = {FORWARDED: "HTTP_FORWARDED", X_FORWARDED_FOR: "HTTP_X_FORWARDED_FOR"}
HOP = re.compile(r'(?:^|[;,])[ \t]*for[ \t]*=[ \t]*("(?:[^"\\]|\\.)*"|[^;,\s"]*)', re.IGNORECASE)
"""`for=` of RFC 7239."""
SCHEME = re.compile(r'[;,][ \t]*proto[ \t]*=[ \t]*"?(https?)"?(?=[ \t]*(?:[;,]|$))', re.IGNORECASE)
"""`proto=` behind the first parameter: what the last of our proxies was asked by."""
WITH_PORT = re.compile(r"\[(?P<v6>[^\]]+)\](?::\d+)?|(?P<v4>[0-9.]+):\d+")


def told_by_proxies(application: Application, trusted: Sequence[str], header: str) -> Application:
    """Put the caller's address, as trusted proxies tell it in that header, in place of the last proxy's.

    Neither header reaches the application: nothing behind this reads them by mistake.
    """
    networks = [ip_network(text) for text in trusted]

    def ours(address: Address | None) -> bool:
        return address is not None and any(address in network for network in networks)

    def answer(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        told = {name: environ.pop(key, "") for name, key in IN_ENVIRON.items()}
        if ours(read_address(environ.get("REMOTE_ADDR", ""))):
            hops = list(forwarded_hops(told[header]) if header == FORWARDED else plain_hops(told[header]))
            environ["REMOTE_ADDR"] = caller(hops, ours) or environ["REMOTE_ADDR"]
            if schemes := SCHEME.findall(told[header]):
                environ["HTTP_X_FORWARDED_PROTO"] = environ["wsgi.url_scheme"] = schemes[-1].lower()
        return application(environ, start_response)

    return answer


def caller(hops: Sequence[str], ours: Callable[[Address | None], bool]) -> str:
    """Return the last address that is no proxy of ours, the first hop if all are; empty where it cannot be read."""
    for hop in reversed(hops):
        address = read_address(hop)
        if not ours(address):
            return str(address) if address else ""
    return str(read_address(hops[0])) if hops else ""


def forwarded_hops(text: str) -> Iterator[str]:
    return (found[1].strip('"') for found in HOP.finditer(text))


def plain_hops(text: str) -> Iterator[str]:
    return (hop for part in text.split(",") if (hop := part.strip()))


def read_address(text: str) -> Address | None:
    """The address, without the port that some proxies add; None for `unknown`, for a made-up name and for nothing."""
    bare = text.strip().partition("%")[0]
    if found := WITH_PORT.fullmatch(bare):
        bare = found["v6"] or found["v4"]
    try:
        address = ip_address(bare)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
