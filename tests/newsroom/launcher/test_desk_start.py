"""What a start of the desk's processes does in which order."""

from io import StringIO
from typing import Any

import pytest
from django.core.management.base import OutputWrapper

from newsroom.env import DEMO_WIRE_ADDRESS
from newsroom.launcher.desk_start import DeskStart
from newsroom.launcher.preparation import Prepared
from newsroom.launcher.processes import DEMO_WIRE, INTAKE, command_process
from newsroom.launcher.start_options import HostRole, StartOptions
from newsroom.launcher.stop_signals import ReloadRequest
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
        ReloadRequest(has_terminal=False),
        prepared=Prepared(has_demo_wire=True),
    )

    start.start([command_process(INTAKE, "run_intake")])

    assert known == [(INTAKE, True), (DEMO_WIRE, True)]
