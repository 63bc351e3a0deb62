"""Supervisor of a handful of processes: each is started again when it ends, however often that happens."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

POLL_SECONDS = 0.1
LONGEST_PAUSE = 5.0
"""Seconds between two tries to bring back a process that keeps falling."""

STEADY_SECONDS = 10.0
"""A process that ran this long had started well: counting its falls begins anew."""

SUSPICIOUS_FALLS = 5
"""So many falls in a row make the supervisor ask whether a mistake of the operator is behind them."""

GRACE_SECONDS = 10.0
"""What a process gets to finish its request or job before it is killed."""

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


class GivenUp(Exception):  # what happened, in one word
    """A mistake that no new start can mend; the message is one line for the operator."""


def no_mistake() -> str:
    return ""


@dataclass(slots=True)
class Child:
    """One process to keep running."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    """Variables that differ from the supervisor's own."""
    mistake: Callable[[], str] = no_mistake
    """Explain why the process can never run as it was asked to; empty while nothing speaks against it."""
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    falls: int = 0
    due: float = 0.0

    @property
    def pause(self) -> float:
        """Seconds to wait before the next start: 1, 2, 4, 5, 5 …"""
        return min(2.0 ** (self.falls - 1), LONGEST_PAUSE)

    def start(self, folder: Path) -> None:
        # preexec_fn is safe here: the supervisor has one thread.
        environment = {**os.environ, **self.environment}
        self.process = subprocess.Popen(  # noqa: S603
            self.command,
            cwd=folder,
            env=environment,
            preexec_fn=deaf_and_bound,  # noqa: PLW1509
        )
        self.started = time.monotonic()

    def fallen(self) -> int | None:
        """The exit code of a process that ended by itself."""
        return self.process.poll() if self.process else None


@dataclass(slots=True)
class Supervisor:
    """Starts the children, brings a fallen one back, and stops them all, the last one first."""

    children: list[Child]
    folder: Path
    say: Callable[[str], None]

    def start(self) -> None:
        adopt_grandchildren()
        for child in self.children:
            child.start(self.folder)

    def watch(self, until: Callable[[], bool] = lambda: False) -> None:
        """Keep everything running until `until` says so or a signal raises KeyboardInterrupt."""
        while not until():
            for child in self.children:
                self.look_after(child)
            self.reap_strangers()
            time.sleep(POLL_SECONDS)

    def look_after(self, child: Child) -> None:
        code = child.fallen()
        now = time.monotonic()
        if code is not None:
            child.process = None
            child.falls = 1 if now - child.started > STEADY_SECONDS else child.falls + 1
            self.end_orphans()
            if child.falls >= SUSPICIOUS_FALLS and (mistake := child.mistake()):
                raise GivenUp(mistake)
            child.due = now + child.pause
            self.say(f"The {child.name} {describe_exit(code)}; starting it again in {child.pause:.0f} s.")
        elif child.process is None and now >= child.due:
            child.start(self.folder)

    def stop(self) -> None:
        """Ask every child to end, wait, then kill what is left."""
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
        """Kill what a killed child left behind: a web server's workers would go on holding the port.

        What has a session of its own was meant to outlive its parent: the database.
        """
        for pid in own_children() - self.pids:
            with suppress(ProcessLookupError, ChildProcessError):
                if os.getsid(pid) == os.getsid(0):
                    os.kill(pid, signal.SIGKILL)
                    os.waitpid(pid, 0)

    def reap_strangers(self) -> None:
        """Collect the exit status of an adopted process; `look_after` collects those of the children."""
        if sys.platform != "linux":
            return
        with suppress(ChildProcessError):
            ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if ended is not None and ended.si_pid not in self.pids:
                os.waitpid(ended.si_pid, 0)

    @property
    def pids(self) -> set[int]:
        return {child.process.pid for child in self.children if child.process}


def describe_exit(code: int) -> str:
    return f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"


def deaf_and_bound() -> None:
    """Run in the new process: Ctrl-C is the supervisor's to hear, and its death is the child's end.

    A blocked signal stays blocked over exec, whatever handler the program installs: it is asked to stop once.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def adopt_grandchildren() -> None:
    """Linux: orphans of our children become ours, so that `end_orphans` can find them."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def own_children() -> set[int]:
    """Processes whose parent we are; none where there is no /proc."""
    found = set()
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = file.read_text().rpartition(")")[2].split()[1]
            if int(parent) == os.getpid():
                found.add(int(file.parent.name))
    return found


STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def stop_signals_interrupt() -> Iterator[None]:
    """SIGTERM and SIGHUP end the block as Ctrl-C does; no second signal disturbs the cleaning up."""
    for sign in STOP_SIGNALS:
        signal.signal(sign, interrupt)
    try:
        yield
    finally:
        ignore_stop_signals()


def interrupt(_signal: int, _frame: FrameType | None) -> None:
    ignore_stop_signals()
    raise KeyboardInterrupt


def ignore_stop_signals() -> None:
    for sign in STOP_SIGNALS:
        signal.signal(sign, signal.SIG_IGN)
