"""Delivery over a real FTP server, from the sender's upload to the item on the desk."""

import threading
import time
from collections.abc import Iterator
from ftplib import FTP
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from articles.actions.intake.receive.drop_folder import ensure_folder, folder_of
from articles.models import WireFile, WireItem, WireSource
from tests.articles.management.test_intake_process import COPY, RunningIntake, make_source_row
from tests.newsroom.processes import soon

pytest.importorskip("pyftpdlib", reason="pyftpdlib is not installed: no FTP server for this test")
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
USER, PASSWORD = "nordpress", "kran"
XML = b'<?xml version="1.0"?>\n<Kran>' + b"<Werft>Nordhaven</Werft>\n" * 2_000 + b"</Kran>\n"


@pytest.fixture
def intake(settings: Any, tmp_path: Path) -> Iterator[RunningIntake]:
    settings.WIRE_DIR = tmp_path / "wire"
    running = RunningIntake(tmp_path)
    yield running
    for process in running.processes:
        process.kill()
        process.wait()


@pytest.fixture
def source(intake: RunningIntake) -> WireSource:
    source = make_source_row()
    ensure_folder(source)
    return source


@pytest.fixture
def server(source: WireSource) -> Iterator[tuple[str, int]]:
    """The address of an FTP server whose account writes into the source's folder."""
    from pyftpdlib.authorizers import DummyAuthorizer
    from pyftpdlib.handlers import FTPHandler
    from pyftpdlib.servers import ThreadedFTPServer

    class Handler(FTPHandler):
        authorizer = DummyAuthorizer()

    Handler.authorizer.add_user(USER, PASSWORD, str(folder_of(source)), perm="elradfmwMT")
    found = ThreadedFTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=found.serve_forever, daemon=True)
    thread.start()
    yield found.socket.getsockname()[:2]
    found.close_all()
    thread.join(10)


def log_in(server: tuple[str, int]) -> FTP:
    sender = FTP()
    sender.connect(*server)
    sender.login(USER, PASSWORD)
    return sender


def count(model: Any, **facts: Any) -> int:
    connection.close()
    return int(model.objects.filter(**facts).count())


def test_uploads_of_every_kind_arrive_whole_and_once(
    intake: RunningIntake, source: WireSource, server: tuple[str, int]
) -> None:
    intake.start()
    with log_in(server) as sender:
        for number in range(20):
            sender.storbinary(f"STOR {number}.txt", BytesIO(COPY.format(number).encode()))
        for number in range(20, 40):
            sender.storbinary(f"STOR .{number}.txt.part", BytesIO(COPY.format(number).encode()))
            sender.rename(f".{number}.txt.part", f"{number}.txt")

        assert soon(lambda: count(WireItem, outcome="new") == 40)
        assert soon(lambda: not list(folder_of(source).glob("*.txt")))
    assert count(WireFile) == 40


def test_a_slow_upload_and_one_that_broke_off_and_was_sent_again_arrive_whole(
    intake: RunningIntake, source: WireSource, server: tuple[str, int]
) -> None:
    intake.start()
    with log_in(server) as sender:
        data = sender.transfercmd("STOR langsam.xml")
        for start in range(0, len(XML), 20_000):
            early = count(WireFile)
            data.sendall(XML[start : start + 20_000])
            time.sleep(3)  # three scans see the same size
        data.close()
        sender.voidresp()
    broken = log_in(server)
    data = broken.transfercmd("STOR kran.xml")
    data.sendall(XML[:30_000])
    data.close()
    broken.close()
    time.sleep(5)
    half = count(WireFile, size=30_000)
    with log_in(server) as sender:
        sender.storbinary("STOR kran.xml", BytesIO(XML.replace(b"Nordhaven", b"Werftkai")))

    assert soon(lambda: count(WireFile, status="quarantined") == 2)
    assert (early, half) == (0, 0)
    assert {len(bytes(file.raw or b"")) for file in WireFile.objects.all()} == {
        len(XML),
        len(XML.replace(b"Nordhaven", b"Werftkai")),
    }
    assert all("Unknown format" in file.reason for file in WireFile.objects.all())
