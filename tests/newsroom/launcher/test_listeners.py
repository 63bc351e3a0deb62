"""Sockets that outlive the processes that answer on them."""

import socket
import sys

import pytest

from newsroom.launcher import listeners, network

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux shares connections out")
HOST = "127.0.0.1"


def test_each_worker_has_a_socket_of_the_same_port() -> None:
    port = network.find_free_port()

    opened = listeners.open_listeners(HOST, port, 3)

    assert [listener.getsockname() for listener in opened] == 3 * [(HOST, port)]
    assert len(set(listeners.list_descriptors(opened))) == 3
    listeners.close_listeners(opened)


def test_a_port_of_another_process_is_refused_with_the_way_out() -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(network.CannotListen, match=f"port {port} .* is taken.*--port {port + 1}"):
            listeners.open_listeners(HOST, port, 2)


def test_connections_are_refused_until_the_desk_is_prepared_and_wait_afterwards() -> None:
    port = network.find_free_port()
    opened = listeners.open_listeners(HOST, port, 1)

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((HOST, port), timeout=5)
    listeners.start_listening(opened)

    with socket.create_connection((HOST, port), timeout=5) as waiting:
        assert waiting.getpeername() == (HOST, port)
    listeners.close_listeners(opened)
