import socket
from collections.abc import Iterator

import pytest

from newsroom.launcher import network
from tests.tables import each_of


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_is_told_with_another_one_to_use(taken: int) -> None:
    with pytest.raises(
        network.CannotListen, match=rf"port {taken} on 127\.0\.0\.1 is taken.*--port {taken + 1}"
    ):
        network.check_port("127.0.0.1", taken)


def test_a_port_just_left_is_free_again_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            listener.accept()[0].close()  # this side closes first: the port lingers in TIME_WAIT

    network.check_port("127.0.0.1", port)


@each_of(["nowhere.invalid", "192.0.2.1"])
def test_an_address_of_another_machine_is_refused_in_words(host: str) -> None:
    with pytest.raises(network.CannotListen, match="is not an address of this machine"):
        network.check_port(host, 8000)


def test_the_printed_address_can_be_typed_into_a_browser() -> None:
    hosts = ["127.0.0.1", "0.0.0.0", "desk.example", "2001:db8::1"]

    assert [network.build_url(host, 80) for host in hosts] == [
        "http://localhost:80",
        "http://localhost:80",
        "http://desk.example:80",
        "http://[2001:db8::1]:80",
    ]


def test_a_server_for_this_machine_answers_to_no_other_name() -> None:
    assert network.host_names("127.0.0.1") == ["localhost", "127.0.0.1", "[::1]"]


def test_a_server_for_everybody_answers_to_the_name_of_the_machine() -> None:
    assert socket.gethostname() in network.host_names("0.0.0.0")


def test_nobody_answers_where_nothing_listens(taken: int) -> None:
    assert not network.is_answering("127.0.0.1", 1)
