"""Processes and sockets that `up` hands to itself when it executes itself again."""

import json
import os
import sys
from dataclasses import asdict, dataclass, field
from typing import NoReturn


@dataclass(slots=True)
class FormerProcesses:
    """State of `up` before it loaded itself again.

    `children` has the process id of each process by its name; `retired` those that are about to end. `listeners` are
    file descriptors.
    """

    children: dict[str, int] = field(default_factory=dict)
    retired: list[int] = field(default_factory=list)
    listeners: list[int] = field(default_factory=list)
    started_database: bool = False
    has_terminal: bool = False


def execute_again(state: FormerProcesses) -> NoReturn:
    """Replace this process by the same command with newly loaded code.

    Its children run on.
    """
    read, write = os.pipe()
    os.write(write, json.dumps(asdict(state)).encode())
    os.close(write)
    os.set_inheritable(read, True)
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *list_arguments(), f"--resume={read}"])  # noqa: S606


def list_arguments() -> list[str]:
    """Return the command line as its operator wrote it, without the interpreter."""
    return [word for word in sys.orig_argv[1:] if not word.startswith("--resume=")]


def read_former(pipe: int) -> FormerProcesses:
    with os.fdopen(pipe, "rb") as file:
        return FormerProcesses(**json.loads(file.read()))
