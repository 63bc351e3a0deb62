"""Address of the web server: whether the port is free, and its names from outside."""

import errno
import http.client
import ipaddress
import socket
from contextlib import suppress


class CannotListen(Exception):
    """Address or port that cannot be used; the message is one line for the operator."""


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def is_any_address(host: str) -> bool:
    return host in {"0.0.0.0", "::"}  # noqa: S104  # compared, not bound


def build_url(host: str, port: int) -> str:
    """Return the URL for a browser on this machine."""
    name = "localhost" if is_loopback(host) or is_any_address(host) else host
    return f"http://{f'[{name}]' if ':' in name else name}:{port}"


def host_names(host: str) -> list[str]:
    """Return the host names and addresses of a server that listens on `host`."""
    names = ["localhost", "127.0.0.1", "[::1]"]
    if is_loopback(host):
        return names
    if not is_any_address(host):
        return [*names, f"[{host}]" if ":" in host else host]
    own = socket.gethostname()
    names += [own, socket.getfqdn()]
    with suppress(OSError):
        names += [str(facts[4][0]) for facts in socket.getaddrinfo(own, None, socket.AF_INET)]
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outward:
        outward.connect(("192.0.2.1", 9))  # sends nothing; finds the address of the outgoing interface
        names.append(outward.getsockname()[0])
    return list(dict.fromkeys(names))


def check_port(host: str, port: int) -> None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror as trouble:
        raise CannotListen(f"--host {host} is not an address of this machine.") from trouble
    except OSError as trouble:
        raise CannotListen(explain_error(trouble, host, port)) from trouble


def find_free_port() -> int:
    """Return a port of this machine that nothing uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def port_problem(host: str, port: int) -> str:
    """Return why the port cannot be used; empty if it can."""
    try:
        check_port(host, port)
    except CannotListen as trouble:
        return str(trouble)
    return ""


def explain_error(trouble: OSError, host: str, port: int) -> str:
    if trouble.errno == errno.EADDRINUSE:
        return f"port {port} on {host} is taken, perhaps by another Newsroom. Stop that one, or use --port {port + 1}."
    if trouble.errno == errno.EADDRNOTAVAIL:
        return f"--host {host} is not an address of this machine."
    if trouble.errno == errno.EACCES:
        return f"this account may not listen on port {port}; ports from 1024 on are free for everybody."
    return f"cannot listen on {host}, port {port}: {trouble.strerror}."


def is_answering(host: str, port: int) -> bool:
    """Return whether a web server responds there."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # compared, not bound
    connection = http.client.HTTPConnection(near, port, timeout=5)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
