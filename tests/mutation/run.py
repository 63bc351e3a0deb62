"""Mutants against tests, as cheaply as a process can be had.

One session collects the tests of the module and runs them once unchanged, noting which test calls which function.
Then each mutant gets a fork of it: the function's code is exchanged, and the tests that call it run until one fails.
What runs at import cannot be exchanged so; it gets a session of its own with the changed source.
"""

import contextlib
import importlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from tests.mutation.modules import START_THREADS, Target
from tests.mutation.mutants import Mutant

OPTIONS = ("-o", "addopts=", "-p", "no:cacheprovider", "--strict-markers", "-m", "not benchmark and not browser", "-q", "-s",
           "--tb=short")  # fmt: skip
WITH_DATABASE = ("-p", "tests.bundled_postgres")
WITHOUT_DJANGO = ("-p", "no:django")
SECONDS = 120.0
"""For one session of its own; who takes longer hangs."""


WARM = -1
"""In place of a mutant's number: the libraries to import ahead."""
AT_IMPORT = "at import"


class Outcome(StrEnum):
    KILLED = "killed"
    SURVIVED = "survived"
    UNTESTED = "no test calls it"


class BaselineFailed(Exception):
    """The tests fail without any change."""


def outcomes_of(target: Target, mutants: Sequence[Mutant]) -> Iterator[tuple[Mutant, Outcome]]:
    """Yield each mutant with what became of it."""
    if not target.is_pure:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
        importlib.import_module(
            "tests.bundled_postgres"
        )  # one database for all sessions, taken before the first fork
    left: list[Mutant] = []
    for place, outcome in _forked(target, mutants):
        if place == WARM:
            import_ahead(outcome)
        elif outcome == AT_IMPORT:
            left.append(mutants[place])
        else:
            yield mutants[place], Outcome(outcome)
    if left and _in_a_session(target, None) is Outcome.KILLED:
        raise BaselineFailed(f"The tests of {target.module} fail in a session of their own.")
    for mutant in left:
        yield mutant, _in_a_session(target, mutant)


def _forked(target: Target, mutants: Sequence[Mutant]) -> Iterator[tuple[int, Any]]:
    reading, writing = os.pipe()
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            os.close(reading)
            _collect_and_fork(target, mutants, writing, said.fileno())
        os.close(writing)
        with os.fdopen(reading) as lines:
            for line in lines:
                place, outcome = json.loads(line)
                yield place, outcome
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0:
            said.seek(0)
            raise BaselineFailed(said.read().decode("utf-8", "replace")[-6000:])


def _collect_and_fork(target: Target, mutants: Sequence[Mutant], writing: int, said: int) -> None:
    _speak_to(said)
    code = 1
    try:
        from tests.mutation.session import Forking

        code = int(
            pytest.main(options_for(target, "--create-db", "--reuse-db"), [Forking(target, mutants, writing)])
        )
    finally:
        sys.stdout.flush()
        os._exit(code)


def _in_a_session(target: Target, mutant: Mutant | None) -> Outcome:
    child = os.fork()
    if child == 0:
        _import_changed(target, mutant)
    ended = wait_for(child, SECONDS)
    return Outcome.SURVIVED if ended == 0 else Outcome.KILLED


def _import_changed(target: Target, mutant: Mutant | None) -> None:
    with Path(os.devnull).open("wb") as nothing:
        _speak_to(nothing.fileno())
    code = 1
    try:
        from tests.mutation.session import Changed, Ending

        if mutant is not None:
            sys.meta_path.insert(0, Changed(target, mutant.source))
        code = int(pytest.main(options_for(target, "--reuse-db", "--nomigrations"), [Ending()]))
    finally:
        os._exit(code)


def import_ahead(libraries: Sequence[str]) -> None:
    """Import what every session needs, so that its forks have it; a library that wants more than that waits."""
    for name in libraries:
        with contextlib.suppress(Exception):
            importlib.import_module(name)


def options_for(target: Target, *of_the_database: str) -> list[str]:
    rest = WITHOUT_DJANGO if target.is_pure else (*WITH_DATABASE, *of_the_database)
    left_out = [f"--deselect={test}" for test in START_THREADS]
    return [*OPTIONS, "-x", *rest, *left_out, *target.tests]


def _speak_to(handle: int) -> None:
    os.dup2(handle, 1)
    os.dup2(handle, 2)


def wait_for(child: int, seconds: float) -> int | None:
    """The exit code; None for one that had to be stopped."""
    end = time.monotonic() + seconds
    pause = 0.002
    while time.monotonic() < end:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(pause)
        pause = min(pause * 1.5, 0.05)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return None


def clean_up() -> None:
    """Stop the database that was started for the run."""
    if plugin := sys.modules.get("tests.bundled_postgres"):
        from newsroom.launcher import postgres

        if postgres.was_started_here(plugin.SERVER_DIR):
            postgres.stop_if_unused(plugin.SERVER_DIR)
