"""Where the web server listens: is the port free, what is it called from outside."""

import errno
import http.client
import ipaddress
import socket
from contextlib import suppress


class CannotListen(Exception):  # the message is one line for whoever typed the command
    """The web server could not listen there."""


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def is_everywhere(host: str) -> bool:
    return host in {"0.0.0.0", "::"}  # noqa: S104  # compared, not bound


def url_of(host: str, port: int) -> str:
    """The address to type into a browser on this machine."""
    name = "localhost" if is_loopback(host) or is_everywhere(host) else host
    return f"http://{f'[{name}]' if ':' in name else name}:{port}"


def names_of(host: str) -> list[str]:
    """Names and numbers under which others may ask for a server that listens on `host`."""
    names = ["localhost", "127.0.0.1", "[::1]"]
    if is_loopback(host):
        return names
    if not is_everywhere(host):
        return [*names, f"[{host}]" if ":" in host else host]
    own = socket.gethostname()
    names += [own, socket.getfqdn()]
    with suppress(OSError):
        names += [str(facts[4][0]) for facts in socket.getaddrinfo(own, None, socket.AF_INET)]
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outward:
        outward.connect(("192.0.2.1", 9))  # sends nothing: asks which of our addresses leads outwards
        names.append(outward.getsockname()[0])
    return list(dict.fromkeys(names))


def refuse_taken(host: str, port: int) -> None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror as trouble:
        raise CannotListen(f"--host {host} is not an address of this machine.") from trouble
    except OSError as trouble:
        raise CannotListen(explanation(trouble, host, port)) from trouble


def trouble_with(host: str, port: int) -> str:
    """Why nothing can listen there; empty where it can."""
    try:
        refuse_taken(host, port)
    except CannotListen as trouble:
        return str(trouble)
    return ""


def explanation(trouble: OSError, host: str, port: int) -> str:
    if trouble.errno == errno.EADDRINUSE:
        return f"port {port} on {host} is taken, perhaps by another Newsroom. Stop that one, or use --port {port + 1}."
    if trouble.errno == errno.EADDRNOTAVAIL:
        return f"--host {host} is not an address of this machine."
    if trouble.errno == errno.EACCES:
        return f"this account may not listen on port {port}; ports from 1024 on are free for everybody."
    return f"cannot listen on {host}, port {port}: {trouble.strerror}."


def answers(host: str, port: int) -> bool:
    """Whether a web server speaks there, whatever it says."""
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
