"""Supervisor of a few processes: restarts each one whenever it exits."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from newsroom.launcher.forked_process import ForkedProcess, can_fork
from newsroom.launcher.stop_signals import STOP_SIGNALS

POLL_SECONDS, REST_SECONDS = 0.1, 1.0
"""Pauses between two looks at the processes: while some start or end, and while all run."""
MAX_PAUSE = 5.0
"""Longest pause in seconds before a process that keeps exiting is started again."""

STEADY_SECONDS = 10.0
"""Seconds after which a process counts as started: its exits are counted from 1 again."""

EXITS_BEFORE_CHECK = 5
"""Exits in a row after which the supervisor looks for a mistake of the operator."""

GRACE_SECONDS = 10.0
"""Seconds a process has for its current request or job before it is killed."""

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


type RunningProcess = subprocess.Popen[bytes] | ForkedProcess


class StartImpossible(Exception):
    """Mistake that a restart cannot correct; the message is one line for the operator."""


def no_problem() -> str:
    return ""


@dataclass(slots=True)
class ChildProcess:
    """Process to keep running."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    """Variables in addition to the supervisor's own."""
    diagnose: Callable[[], str] = no_problem
    """Returns the reason why the process can never run; empty if there is none."""
    run: Callable[[], object] | None = None
    """Does what the command does, in a fork of the supervisor where that is safe."""
    files: Sequence[int] = ()
    """File descriptors that a command of its own inherits; a fork has them all."""
    process: RunningProcess | None = None
    started: float = 0.0
    exits: int = 0
    due: float = 0.0

    @property
    def pause(self) -> float:
        """Seconds to wait before the next start: 1, 2, 4, 5, 5 …"""
        return min(2.0 ** (self.exits - 1), MAX_PAUSE)

    def start(self, folder: Path) -> None:
        with hold_stop_signals():
            self.start_process(folder)
        self.started = time.monotonic()

    def start_process(self, folder: Path) -> None:
        if self.run is not None and can_fork():
            self.process = ForkedProcess(
                partial(run_prepared, self.run),
                title=" ".join(self.command),
                folder=folder,
                environment=self.environment,
            )
        else:
            # preexec_fn is safe here: the supervisor has one thread.
            self.process = subprocess.Popen(  # noqa: S603
                self.command,
                cwd=folder,
                env={**os.environ, **self.environment},
                pass_fds=self.files,
                preexec_fn=ignore_interrupt_and_follow_parent,  # noqa: PLW1509
            )

    def exit_code(self) -> int | None:
        """Return the exit code; None while the process runs."""
        return self.process.poll() if self.process else None

    def wait(self) -> int:
        """Return the exit code once the process has ended."""
        return self.process.wait() if self.process else 0


@dataclass(slots=True)
class Supervisor:
    """Supervisor that starts, restarts and stops child processes."""

    children: list[ChildProcess]
    folder: Path
    say: Callable[[str], None]

    def start(self) -> None:
        adopt_grandchildren()
        for child in self.children:
            child.start(self.folder)

    def add(self, child: ChildProcess) -> None:
        """Start another process and keep it running like the first ones."""
        self.children.append(child)
        child.start(self.folder)

    def watch(self, until: Callable[[], bool] = lambda: False) -> None:
        """Restart exited processes until `until` returns true."""
        while not until():
            for child in self.children:
                self.restart_if_exited(child)
            self.reap_adopted()
            time.sleep(REST_SECONDS if self.is_at_rest else POLL_SECONDS)

    def restart_if_exited(self, child: ChildProcess) -> None:
        code = child.exit_code()
        now = time.monotonic()
        if code is not None:
            child.process = None
            child.exits = 1 if now - child.started > STEADY_SECONDS else child.exits + 1
            self.end_orphans()
            if child.exits >= EXITS_BEFORE_CHECK and (mistake := child.diagnose()):
                raise StartImpossible(mistake)
            child.due = now + child.pause
            self.say(f"The {child.name} {describe_exit(code)}; starting it again in {child.pause:.0f} s.")
        elif child.process is None and now >= child.due:
            child.start(self.folder)

    def stop(self) -> None:
        """Terminate every child, wait, then kill the remaining ones."""
        running = [child.process for child in reversed(self.children) if child.process]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
            process.kill()
            process.wait()
        self.end_orphans()

    def end_orphans(self) -> None:
        """Kill the children of a killed child: a web server's workers would keep the port.

        Processes with a session of their own are left alone: the database outlives its parent.
        """
        for pid in child_pids() - self.pids:
            with suppress(ProcessLookupError, ChildProcessError):
                if os.getsid(pid) == os.getsid(0):
                    os.kill(pid, signal.SIGKILL)
                    os.waitpid(pid, 0)

    def reap_adopted(self) -> None:
        """Collect the exit status of an adopted process."""
        if sys.platform != "linux":
            return
        with suppress(ChildProcessError):
            ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if ended is not None and ended.si_pid not in self.pids:
                os.waitpid(ended.si_pid, 0)

    @property
    def is_at_rest(self) -> bool:
        now = time.monotonic()
        return all(child.process and now - child.started > STEADY_SECONDS for child in self.children)

    @property
    def pids(self) -> set[int]:
        return {child.process.pid for child in self.children if child.process}


@contextmanager
def hold_stop_signals() -> Iterator[None]:
    """Let signals wait until a process has been created.

    Python ignores what their handlers raise in its own work after a fork, so a request to stop would be lost.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def describe_exit(code: int) -> str:
    return f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"


def run_prepared(run: Callable[[], object]) -> None:
    ignore_interrupt_and_follow_parent()
    run()


def ignore_interrupt_and_follow_parent() -> None:
    """Prepare the new process: it ignores Ctrl-C and ends when the supervisor dies.

    A blocked signal stays blocked over exec, so the program gets one request to stop and not two.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM, signal.SIGHUP})
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def adopt_grandchildren() -> None:
    """Make orphaned grandchildren our children, for `end_orphans` (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def child_pids() -> set[int]:
    """Return the ids of our child processes; empty without /proc."""
    found = set()
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = file.read_text().rpartition(")")[2].split()[1]
            if int(parent) == os.getpid():
                found.add(int(file.parent.name))
    return found
