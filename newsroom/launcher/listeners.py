"""Sockets of the web server that outlive its processes.

`up` opens one for each worker of the web server and stays their owner: connections wait in them while a worker is
replaced, where its own socket would reset them. The kernel shares connections out between the sockets of one address.
"""

import socket
import sys
from collections.abc import Iterable, Sequence

from newsroom.launcher import network

BACKLOG = 1024


def can_share_listeners() -> bool:
    """Return whether the kernel shares connections out; only Linux does."""
    return sys.platform == "linux"


def open_listeners(host: str, port: int, count: int) -> list[socket.socket]:
    """Bind the sockets, which refuse connections until `start_listening`.

    Raises CannotListen.
    """
    network.check_port(host, port)
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    bound = []
    try:
        for _number in range(count):
            listener = socket.socket(family, kind, protocol)
            bound.append(listener)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            listener.bind(address)
            listener.setblocking(False)
            listener.set_inheritable(True)
    except OSError as trouble:
        close_listeners(bound)
        raise network.CannotListen(network.explain_error(trouble, host, port)) from trouble
    return bound


def start_listening(listeners: Iterable[socket.socket]) -> None:
    for listener in listeners:
        listener.listen(BACKLOG)


def adopt_listeners(descriptors: Iterable[int]) -> list[socket.socket]:
    """Return the sockets that this process had before it executed `up` again."""
    return [socket.socket(fileno=descriptor) for descriptor in descriptors]


def close_listeners(listeners: Iterable[socket.socket]) -> None:
    for listener in listeners:
        listener.close()


def list_descriptors(listeners: Sequence[socket.socket]) -> list[int]:
    return [listener.fileno() for listener in listeners]
