"""The web server as a fork of a process that has other settings."""

import os
import sys

import pytest
from django.db import connections
from psycopg import Connection

from newsroom import env
from newsroom.db import base
from newsroom.launcher import granian_server
from tests.newsroom.processes import PATIENCE, in_new_process


def test_a_fork_waits_for_the_database_only_as_long_as_a_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {
        "NAME": "desk",
        **connections.configure_settings({"default": env.read_environment().database})["default"],
    }
    monkeypatch.setitem(connections.settings, "default", known)
    waits, kind = known["WAIT_SECONDS"], known["OPTIONS"]["pool"]["connection_class"]

    granian_server.use_database_of_web_server()

    assert (waits, kind) == (5.0, Connection)
    assert (known["WAIT_SECONDS"], known["OPTIONS"]["pool"]["connection_class"]) == (1.5, base.Connection)
    assert env.IN_WEB_SERVER not in os.environ


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux alone")
def test_a_signal_ends_a_worker_that_has_just_been_forked() -> None:
    process = in_new_process("""
        import os, signal, time
        from newsroom.launcher.granian_server import let_signals_end_workers
        noted = []
        signal.signal(signal.SIGTERM, lambda *_: noted.append(1))
        let_signals_end_workers()
        pid = os.fork()
        if pid == 0:
            time.sleep(60)
        os.kill(pid, signal.SIGTERM)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        os.kill(os.getpid(), signal.SIGTERM)
        print(code == -signal.SIGTERM, noted)
    """)

    assert process.communicate(timeout=PATIENCE)[0] == "True [1]\n"
