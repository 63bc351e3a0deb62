"""Processes of their own for tests that kill, and what became of them."""

import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from django.db import connection

from tests.paths import ROOT

PATIENCE = 300
"""Seconds to wait for what must come: a machine with much to do is slow, not wrong. Waiting ends when it has come."""


def build_database_url(name: str = "") -> str:
    """Return the URL of a database on the tests' server, by default of the one this process uses."""
    place = connection.settings_dict
    parts = {key: place[key.upper()] for key in ("host", "port", "user", "password") if place[key.upper()]}
    return f"postgresql:///{name or place['NAME']}?{urlencode(parts)}"


def in_new_process(code: str, *arguments: object, **environment: str) -> subprocess.Popen[str]:
    """Run Python code, in a process group of its own; its output is to be read."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def manage(data_dir: Path, *arguments: object, **environment: str) -> subprocess.Popen[str]:
    """`manage.py` as a shell starts it, without the settings of this test run."""
    return python(data_dir, "manage.py", *arguments, **environment)


def python(data_dir: Path, *arguments: object, **environment: str) -> subprocess.Popen[str]:
    clean = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SITE_URL"}}
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        env={**clean, "NEWSROOM_DATA_DIR": str(data_dir), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):  # it may end between opening the file and reading it
        return False


def soon(condition: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Whether the condition becomes true in time. Once it was true, it is not evaluated again."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def server_pid(data_dir: Path) -> int:
    """The bundled server of a desk."""
    return int((data_dir / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
