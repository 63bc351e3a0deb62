"""The process that runs the transports, in threads here and as a real process that is stopped and killed."""

import os
import re
import signal
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.errors import HeaderParseError
from pathlib import Path
from subprocess import Popen
from time import monotonic
from typing import Any

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection
from psycopg import errors

from articles.actions.intake.receive import ingest
from articles.actions.intake.receive.drop_folder import ensure_folder, finish_files, folder_of
from articles.actions.intake.receive.read_file import parse_file, store_run
from articles.actions.intake.receive.receive_file import receive_file
from articles.management import intake_process
from articles.management.intake_process import IntakeProcess, TransportThread
from articles.models import WireFile, WireItem, WireSource
from tests.factories import NOON
from tests.newsroom.processes import PATIENCE, build_database_url, manage, soon

COPY = "Nordhaven (dpa) - Der Kran {} am Nordkai dreht sich wieder. Das teilte die Werft mit.\n"
FILES = 300


def make_thread(transport: intake_process.Transport) -> TransportThread:
    return TransportThread("kran", transport, threading.Event())


@pytest.mark.django_db(transaction=True)
def test_a_transport_that_took_something_is_called_again_at_once() -> None:
    assert [make_thread(lambda at: 3).call_once(), make_thread(lambda at: 0).call_once()] == [0, 1]


@pytest.mark.django_db(transaction=True)
def test_a_transport_that_fails_is_called_less_and_less_until_it_works() -> None:
    outcomes = iter([KeyError, OSError, OSError, *[ValueError] * 20, None])

    def fail(at: datetime) -> int:
        if fault := next(outcomes):
            raise fault("Kran")
        return 0

    thread = make_thread(fail)

    pauses = [thread.call_once() for _call in range(24)]

    assert pauses[:4] == [1, 2, 4, 8]
    assert max(pauses) == 60
    assert pauses[-1] == 1


@pytest.mark.django_db(transaction=True)
def test_a_lost_database_is_no_failure_of_the_transport(monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[BaseException] = []
    monkeypatch.setattr(intake_process, "note_error", reported.append)

    def lose_database(at: datetime) -> int:
        raise OperationalError("server closed the connection unexpectedly")

    thread = make_thread(lose_database)

    assert (thread.call_once(), thread.failures, len(reported)) == (1, 0, 1)


@pytest.mark.django_db(transaction=True)
def test_a_slow_transport_delays_no_other_and_not_the_folders(settings, tmp_path: Path) -> None:
    settings.WIRE_DIR = tmp_path
    stop, is_free, calls = threading.Event(), threading.Event(), []

    def hang(at: datetime) -> int:
        is_free.wait(PATIENCE)
        return 0

    def count(at: datetime) -> int:
        calls.append(at)
        return 0

    source = make_source()
    (folder_of(source) / "kran.txt").write_text(COPY)
    for transport in ("poll", "mail"):
        make_source_row(transport, transport=transport)
    process = IntakeProcess(stop, {"poll": hang, "mail": count})
    runner = threading.Thread(target=process.run)
    runner.start()
    try:
        assert soon(lambda: WireItem.objects.filter(outcome="new").exists() and len(calls) > 1)
    finally:
        is_free.set()
        stop.set()
        runner.join(PATIENCE)
    assert not runner.is_alive()


@pytest.mark.django_db(transaction=True)
def test_the_threads_follow_the_list_of_sources(settings, tmp_path: Path) -> None:
    settings.WIRE_DIR = tmp_path
    stop = threading.Event()
    process = IntakeProcess(stop)
    first, second = make_source("eins"), make_source("zwei")
    process.start_missing()
    started = sorted(process.folders)
    WireSource.objects.filter(pk=first.pk).update(active=False)
    process.start_missing()
    left = list(process.folders)
    stop.set()
    for thread in (*process.folders.values(), *process.others.values()):
        thread.join(PATIENCE)

    assert (started, left) == ([first.pk, second.pk], [second.pk])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("sources", "threads"),
    [
        ([], ["unfinished files"]),
        ([("push", False), ("mail", True)], ["fetch_due_mail", "unfinished files"]),
        ([("push", True), ("poll", True)], ["fetch_announced_files", "poll_due_sources", "unfinished files"]),
    ],
)
def test_a_transport_without_an_active_source_does_not_run(
    sources: list[tuple[str, bool]], threads: list[str]
) -> None:
    stop = threading.Event()
    stop.set()
    process = IntakeProcess(stop)
    for transport, active in sources:
        make_source_row(transport, transport=transport, active=active)

    process.start_missing()

    assert (sorted(process.others), process.folders) == (threads, {})


@pytest.mark.django_db
def test_files_that_were_stored_and_not_read_are_finished_by_another_process() -> None:
    source = make_source_row("eins")
    old = receive_file(COPY.format(1).encode(), source=source, name="alt.txt", at=NOON).file
    fresh = receive_file(
        COPY.format(2).encode(), source=source, name="neu.txt", at=NOON + timedelta(seconds=55)
    ).file

    finished = finish_files(NOON + timedelta(minutes=1))

    assert finished == 1
    old.refresh_from_db()
    fresh.refresh_from_db()
    assert (old.status, fresh.status, old.items.get().outcome) == ("read", "received", "new")


@pytest.mark.django_db
def test_files_that_were_read_and_not_matched_are_finished_too() -> None:
    file = receive_file(COPY.encode(), source=make_source_row(), name="kran.txt", at=NOON).file
    store_run([parse_file(file)], at=NOON)
    before = file.items.get().outcome

    finish_files(NOON + timedelta(minutes=1))

    assert (before, file.items.get().outcome) == ("", "new")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fault",
    [
        HeaderParseError("Kran"),
        re.error("Kran"),
        SyntaxError("Kran"),
        ValidationError("Kran"),
        OperationalError("index row size 2900 exceeds the maximum of btree"),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_a_stored_file_that_makes_a_program_fail_never_stops_the_next(
    monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    if isinstance(fault, OperationalError):
        fault.__cause__ = errors.ProgramLimitExceeded("index row size 2900")
    source, parse = make_source_row(), ingest.parse_file
    for number in (1, 2):
        receive_file(COPY.format(number).encode(), source=source, name=f"{number}.txt", at=NOON)

    def fail_on_first(file: WireFile) -> Any:
        if file.name == "1.txt":
            raise fault
        return parse(file)

    monkeypatch.setattr(ingest, "parse_file", fail_on_first)

    finish_files(NOON + timedelta(minutes=1))

    assert dict(WireFile.objects.values_list("name", "status")) == {"1.txt": "quarantined", "2.txt": "read"}


@pytest.mark.django_db
def test_a_stored_file_waits_while_the_database_cannot_work(monkeypatch: pytest.MonkeyPatch) -> None:
    receive_file(COPY.encode(), source=make_source_row(), name="1.txt", at=NOON)
    fault = OperationalError("deadlock")
    fault.__cause__ = errors.DeadlockDetected("deadlock")

    def fail(_file: WireFile) -> Any:
        raise fault

    monkeypatch.setattr(ingest, "parse_file", fail)

    with pytest.raises(OperationalError):
        finish_files(NOON + timedelta(minutes=1))
    assert WireFile.objects.get().status == "received"


def make_source_row(
    code: str = "nordpress-text", *, transport: str = "folder", active: bool = True
) -> WireSource:
    return WireSource.objects.create(
        code=code, name=code, transport=transport, active=active, created_at=NOON
    )


def make_source(code: str = "nordpress-text") -> WireSource:
    source = make_source_row(code)
    ensure_folder(source)
    return source


class RunningIntake:
    """The command as `up` starts it, on the tests' database."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.processes: list[Popen[str]] = []

    def start(self) -> Popen[str]:
        process = manage(
            self.data_dir,
            "run_intake",
            DATABASE_URL=build_database_url(),
            WIRE_DIR=str(self.data_dir / "wire"),
        )
        self.processes.append(process)
        return process


@pytest.fixture
def intake(transactional_db: None, settings, tmp_path: Path) -> Iterator[RunningIntake]:
    settings.WIRE_DIR = tmp_path / "wire"
    running = RunningIntake(tmp_path)
    yield running
    for process in running.processes:
        if process.poll() is None:
            process.kill()
        process.wait()


def count_items() -> int:
    connection.close()
    return WireItem.objects.exclude(outcome="").count()


@pytest.mark.slow
def test_the_command_creates_the_folders_takes_files_and_stops_at_once(intake: RunningIntake) -> None:
    source = make_source_row()
    process = intake.start()
    assert soon(lambda: folder_of(source).is_dir())
    (folder_of(source) / "kran.txt").write_text(COPY)
    assert soon(lambda: count_items() == 1)
    began = monotonic()
    process.send_signal(signal.SIGTERM)
    code = process.wait(PATIENCE)

    assert code == 0
    assert monotonic() - began < 10


@pytest.mark.slow
def test_kills_of_two_processes_during_a_flood_lose_and_double_nothing(intake: RunningIntake) -> None:
    sources = [make_source("eins"), make_source("zwei")]
    for number in range(FILES):
        (folder_of(sources[number % 2]) / f"{number}.txt").write_text(COPY.format(number))
    for _kill in range(4):
        before = count_items()
        victim, _other = intake.start(), intake.start()
        assert soon(lambda n=before: count_items() >= min(FILES, n + 20))
        victim.send_signal(signal.SIGKILL)
        victim.wait()
    assert soon(lambda: count_items() == FILES)
    assert soon(lambda: not any(list(folder_of(one).glob("*.txt")) for one in sources))
    assert soon(lambda: not any(list(folder_of(one).glob(".work/*")) for one in sources))

    assert WireFile.objects.count() == FILES
    assert set(WireFile.objects.values_list("status", flat=True)) == {"read"}
    assert set(WireItem.objects.values_list("outcome", flat=True)) == {"new"}
    assert sum(len(list(folder_of(one).glob("done/*/*"))) for one in sources) == FILES


@pytest.mark.slow
def test_lost_connections_during_a_flood_lose_and_double_nothing(intake: RunningIntake) -> None:
    source = make_source()
    for number in range(FILES):
        (folder_of(source) / f"{number}.txt").write_text(COPY.format(number))
    process = intake.start()
    for _outage in range(5):
        before = count_items()
        assert soon(lambda n=before: count_items() >= min(FILES, n + 10))
        end_other_connections()
    assert soon(lambda: count_items() == FILES)
    assert soon(lambda: not list(folder_of(source).glob(".work/*")))

    assert process.poll() is None
    assert WireFile.objects.count() == WireItem.objects.count() == FILES
    os.kill(process.pid, signal.SIGTERM)
    assert process.wait(PATIENCE) == 0


def end_other_connections() -> None:
    """End all sessions of the tests' database but our own, as a restart does."""
    question = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    connection.close()
    with psycopg.connect(build_database_url(), autocommit=True) as session:
        session.execute(question)
