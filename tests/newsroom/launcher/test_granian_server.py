"""The web server as a fork of a process that has other settings."""

import os

import pytest
from django.db import connections
from psycopg import Connection

from newsroom import env
from newsroom.db import base
from newsroom.launcher import granian_server


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
