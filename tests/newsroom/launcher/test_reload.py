"""SIGHUP loads a running desk again, and no reader notices."""

import os
import pty
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.launcher import postgres
from newsroom.launcher.stop_signals import ReloadRequest
from tests.newsroom.processes import PATIENCE, alive, in_new_process, soon
from tests.newsroom.steady_readers import steady_readers
from tests.newsroom.test_up import Desk

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="SIGHUP stops `up` elsewhere")


@pytest.fixture(scope="module")
def data_dir() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
    folder.chmod(0o755)
    yield folder
    postgres.stop(folder / "postgres")
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def desk(data_dir: Path) -> Iterator[Desk]:
    running = Desk(data_dir).start()
    yield running
    if running.process.poll() is None:
        running.stop()


@pytest.mark.slow
def test_every_request_is_answered_while_all_processes_are_replaced(desk: Desk) -> None:
    assert soon(lambda: desk.is_complete), desk.said
    before = {*desk.workers, *desk.web_servers}

    with steady_readers(desk.port) as answers:
        os.kill(desk.process.pid, signal.SIGHUP)
        reloaded = soon(lambda: "- reloaded" in desk.said or desk.process.poll() is not None)
        replaced = soon(lambda: desk.is_complete and not before & {*desk.workers, *desk.web_servers})

    assert (reloaded, replaced) == (True, True), desk.said
    assert set(answers) == {"200"}
    assert desk.process.poll() is None


@pytest.mark.slow
def test_a_version_that_cannot_start_is_not_loaded(desk: Desk, data_dir: Path) -> None:
    key = data_dir / "secret_key"
    key.rename(data_dir / "away")
    key.mkdir()
    before = desk.web_servers

    os.kill(desk.process.pid, signal.SIGHUP)
    refused = soon(lambda: "not reloaded" in desk.said or desk.process.poll() is not None)
    key.rmdir()
    (data_dir / "away").rename(key)

    assert refused
    assert (desk.web_servers, desk.get("/")) == (before, 200)


def test_a_hangup_without_a_terminal_is_a_request_to_reload() -> None:
    request = ReloadRequest(has_terminal=False)

    request.handle(signal.SIGHUP, None)

    assert request.is_pending


def test_a_closed_terminal_ends_the_command() -> None:
    main, other = pty.openpty()
    process = in_new_process(
        """
        import fcntl, os, sys, termios, time
        from newsroom.launcher.stop_signals import ReloadRequest, can_open_terminal, interrupt_on_stop_signals
        fcntl.ioctl(os.open(sys.argv[1], os.O_RDWR), termios.TIOCSCTTY, 0)
        request = ReloadRequest(has_terminal=can_open_terminal())
        try:
            with interrupt_on_stop_signals(request.handle):
                print("ready", flush=True)
                time.sleep(60)
        except KeyboardInterrupt:
            print("stopped", flush=True)
        """,
        os.ttyname(other),
    )
    assert process.stdout is not None
    process.stdout.readline()

    os.close(other)
    os.close(main)

    assert process.communicate(timeout=PATIENCE)[0] == "stopped\n"
    assert not alive(process.pid)


def test_a_process_leaves_new_connections_to_others_and_keeps_its_own() -> None:
    process = in_new_process(
        """
        import os, socket
        from newsroom.launcher.retiring_server import accept_no_more
        listener = socket.create_server(("127.0.0.1", 0))
        place = listener.getsockname()
        before = socket.create_connection(place)
        own, _ = listener.accept()
        copy = socket.socket(fileno=os.dup(listener.fileno()))
        if (child := os.fork()) == 0:
            accept_no_more([listener.fileno()])
            after = socket.create_connection(place)
            for one in (listener, copy):
                one.settimeout(0.2)
                try:
                    one.accept()
                except (BlockingIOError, TimeoutError):
                    print("left", flush=True)
            own.sendall(b"kept")
            print(before.recv(4).decode(), flush=True)
            os._exit(0)
        os.waitpid(child, 0)
        listener.accept()
        print("accepted by the other")
        """,
    )

    assert process.communicate(timeout=PATIENCE)[0].splitlines() == [
        "left", "left", "kept", "accepted by the other",
    ]  # fmt: skip
