"""Client addresses as trusted proxies report them, in a header only they can set.

WSGI turns `X-Forwarded-For` and `X_Forwarded_For` into the same name, and granian passes on the later of the two. A
client can therefore forge the header wherever the proxy lets header names with an underscore through, and a WSGI
application cannot notice it. `Forwarded` has no hyphen, so it cannot be forged in this way.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

type Environ = dict[str, Any]
type Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
type Address = IPv4Address | IPv6Address

FORWARDED, X_FORWARDED_FOR = "Forwarded", "X-Forwarded-For"
HEADERS = (FORWARDED, X_FORWARDED_FOR)
IN_ENVIRON = {FORWARDED: "HTTP_FORWARDED", X_FORWARDED_FOR: "HTTP_X_FORWARDED_FOR"}
REQUEST_ID = "HTTP_X_REQUEST_ID"
UNKNOWN_PROXY = "newsroom.unknown_proxy"
"""Key in the environment of a request that somebody forwarded who is no trusted proxy."""
HOP = re.compile(r'(?:^|[;,])[ \t]*for[ \t]*=[ \t]*("(?:[^"\\]|\\.)*"|[^;,\s"]*)', re.IGNORECASE)
"""The parameter `for=` (RFC 7239, 5.2)."""
SCHEME = re.compile(r'[;,][ \t]*proto[ \t]*=[ \t]*"?(https?)"?(?=[ \t]*(?:[;,]|$))', re.IGNORECASE)
"""The parameter `proto=` after the first one (RFC 7239, 5.4): the scheme of the request to the last proxy."""
WITH_PORT = re.compile(r"\[(?P<v6>[^\]]+)\](?::\d+)?|(?P<v4>[0-9.]+):\d+")


def trust_proxies(application: Application, trusted: Sequence[str], header: str) -> Application:
    """Wrap a WSGI application so that REMOTE_ADDR is the client's address.

    Neither header reaches the application, so nothing can read one by mistake. The same holds for the id of a request
    that no trusted proxy gave.
    """
    networks = [ip_network(text) for text in trusted]

    def is_trusted(address: Address | None) -> bool:
        return address is not None and any(address in network for network in networks)

    def answer(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        values = {name: environ.pop(key, "") for name, key in IN_ENVIRON.items()}
        if not is_trusted(parse_address(environ.get("REMOTE_ADDR", ""))):
            environ.pop(REQUEST_ID, None)
            if any(values.values()):
                environ[UNKNOWN_PROXY] = "true"
        else:
            hops = list(
                parse_forwarded(values[header])
                if header == FORWARDED
                else parse_x_forwarded_for(values[header])
            )
            environ["REMOTE_ADDR"] = find_client_address(hops, is_trusted) or environ["REMOTE_ADDR"]
            if schemes := SCHEME.findall(values[header]):
                environ["HTTP_X_FORWARDED_PROTO"] = environ["wsgi.url_scheme"] = schemes[-1].lower()
        return application(environ, start_response)

    return answer


def find_client_address(hops: Sequence[str], is_trusted: Callable[[Address | None], bool]) -> str:
    """Return the last address that is no trusted proxy, the first if all are.

    Empty if unreadable.
    """
    for hop in reversed(hops):
        address = parse_address(hop)
        if not is_trusted(address):
            return str(address) if address else ""
    return str(parse_address(hops[0])) if hops else ""


def parse_forwarded(text: str) -> Iterator[str]:
    return (found[1].strip('"') for found in HOP.finditer(text))


def parse_x_forwarded_for(text: str) -> Iterator[str]:
    return (hop for part in text.split(",") if (hop := part.strip()))


@lru_cache(maxsize=4_096)
def parse_address(text: str) -> Address | None:
    """Return the address without a port.

    None for `unknown`, an obfuscated name or nothing.
    """
    bare = text.strip().partition("%")[0]
    if found := WITH_PORT.fullmatch(bare):
        bare = found["v6"] or found["v4"]
    try:
        address = ip_address(bare)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
