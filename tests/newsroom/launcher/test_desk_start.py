"""What a start of the desk's processes does in which order."""

import sys
from io import StringIO
from typing import Any

import pytest
from django.core.management.base import OutputWrapper

from newsroom.env import DEMO_WIRE_ADDRESS
from newsroom.launcher import desk_start
from newsroom.launcher.desk_start import DeskStart
from newsroom.launcher.preparation import Prepared
from newsroom.launcher.processes import DEMO_WIRE, INTAKE, command_process
from newsroom.launcher.start_options import HostRole, StartOptions
from newsroom.launcher.supervisor import ChildProcess, Supervisor


def test_the_intake_knows_the_address_of_the_demos_agency_when_it_starts(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DEMO_WIRE_ADDRESS, "")
    settings.DEMO_WIRE_ADDRESS = ""
    known: list[tuple[str, bool]] = []

    def add(_supervisor: Supervisor, child: ChildProcess) -> None:
        known.append((child.name, settings.DEMO_WIRE_ADDRESS.startswith("http://127.0.0.1:")))

    monkeypatch.setattr(Supervisor, "add", add)
    monkeypatch.setattr(Supervisor, "start", lambda _supervisor: None)
    monkeypatch.setattr(Supervisor, "watch", lambda _supervisor, _until=None: None)
    options = StartOptions(roles=frozenset({HostRole.WORKER}))
    start = DeskStart(
        options,
        OutputWrapper(StringIO()),
        prepared=Prepared(has_demo_wire=True),
    )

    start.start([command_process(INTAKE, "run_intake")])

    assert known == [(INTAKE, True), (DEMO_WIRE, True)]


@pytest.mark.parametrize(
    ("is_collected", "failure", "steps"),
    [
        (True, None, ["load", "wait"]),
        (False, None, ["collect", "load", "wait"]),
        (False, OSError("No space left on device"), ["collect", "wait", "load"]),
    ],
)
def test_static_files_are_collected_and_loaded_while_the_database_is_migrated(
    monkeypatch: pytest.MonkeyPatch, is_collected: bool, failure: OSError | None, steps: list[str]
) -> None:
    done: list[str] = []

    def collect() -> bool:
        done.append("collect")
        if failure:
            raise failure
        return True

    def prepare(_start: DeskStart, writer: int) -> ChildProcess:
        code = f"import os; os.write({writer}, b'{{}}')"
        return ChildProcess("preparation", [sys.executable, "-c", code], files=[writer])

    def wait(child: ChildProcess) -> int:
        done.append("wait")
        assert child.process is not None
        return child.process.wait()

    monkeypatch.setattr(ChildProcess, "wait", wait)
    monkeypatch.setattr(DeskStart, "prepare_process", prepare)
    monkeypatch.setattr(desk_start, "is_collected", lambda: is_collected)
    monkeypatch.setattr(desk_start, "collect_if_changed", collect, raising=False)
    monkeypatch.setattr(desk_start, "load_product", lambda: done.append("load"))
    monkeypatch.setattr(desk_start, "freeze_memory", lambda: None)
    options = StartOptions(roles=frozenset({HostRole.WEB}))

    DeskStart(options, OutputWrapper(StringIO())).prepare_while_loading()

    assert done == steps
