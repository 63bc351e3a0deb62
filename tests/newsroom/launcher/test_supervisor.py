"""Real processes: each test runs a supervisor in a process of its own, since it adopts what its children leave."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.launcher.supervisor import ChildProcess, Supervisor
from tests.newsroom.processes import PATIENCE, alive, in_new_process, soon

only_on_linux = pytest.mark.skipif(
    sys.platform != "linux", reason="no forks where system libraries forbid them"
)

PREPARE = """
    import sys, time
    from pathlib import Path
    from newsroom.launcher import supervisor
    from newsroom.launcher.supervisor import ChildProcess, StartImpossible, Supervisor
    from newsroom.launcher.stop_signals import interrupt_on_stop_signals

    supervisor.MAX_PAUSE = 0.05
    def say(words): print(words, flush=True)
    def python(code): return [sys.executable, "-c", code]
"""


def supervise(code: str) -> subprocess.Popen[str]:
    return in_new_process(textwrap.dedent(PREPARE) + textwrap.dedent(code))


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


SLEEPERS = """
    sleeper = python("import os, time; print(os.getpid(), flush=True); time.sleep(60)")
    desk = Supervisor([ChildProcess("worker", sleeper)], Path("."), say)
    try:
        with interrupt_on_stop_signals():
            desk.start()
            desk.watch()
    except KeyboardInterrupt:
        desk.stop()
        say("stopped")
"""


def test_a_fallen_process_is_started_again_and_its_fall_is_told() -> None:
    desk = supervise(SLEEPERS)
    first = int(line(desk))
    os.kill(first, signal.SIGKILL)

    told, second = line(desk), int(line(desk))
    os.kill(desk.pid, signal.SIGTERM)
    desk.wait()

    assert told == "The worker was killed by SIGKILL; starting it again in 0 s."
    assert second != first


def test_ctrl_c_is_heard_by_the_supervisor_alone_and_ends_all() -> None:
    desk = supervise(SLEEPERS)
    child = int(line(desk))
    os.killpg(desk.pid, signal.SIGINT)

    said = line(desk)

    assert (said, desk.wait(), alive(child)) == ("stopped", 0, False)


def test_a_closed_terminal_ends_all() -> None:
    desk = supervise(SLEEPERS)
    child = int(line(desk))
    os.kill(desk.pid, signal.SIGHUP)

    said = line(desk)

    assert (said, desk.wait(), alive(child)) == ("stopped", 0, False)


def test_a_second_ctrl_c_does_not_disturb_the_cleaning_up() -> None:
    desk = supervise(SLEEPERS.replace("desk.stop()", "time.sleep(0.5); desk.stop()"))
    child = int(line(desk))
    for _ in range(3):
        os.killpg(desk.pid, signal.SIGINT)
        time.sleep(0.1)

    said = line(desk)

    assert (said, desk.wait(), alive(child)) == ("stopped", 0, False)


def test_children_end_with_a_supervisor_that_is_killed() -> None:
    desk = supervise(SLEEPERS)
    child = int(line(desk))
    os.kill(desk.pid, signal.SIGKILL)
    desk.wait()

    assert soon(lambda: not alive(child))


def test_a_process_that_falls_at_every_start_is_started_for_ever_and_stops_no_other() -> None:
    desk = supervise("""
        exits = []
        web_server = ChildProcess("web server", python("import time; time.sleep(60)"))
        desk = Supervisor([ChildProcess("worker", python("raise SystemExit(3)")), web_server], Path("."), exits.append)
        desk.start()
        running = web_server.process.pid
        desk.watch(until=lambda: len(exits) == 12)
        say([exits[0], web_server.process.pid == running])
        desk.stop()
    """)

    said, _ = desk.communicate(timeout=PATIENCE)

    assert said.strip() == "['The worker ended with code 3; starting it again in 0 s.', True]"


def test_the_pause_before_a_new_start_never_exceeds_five_seconds() -> None:
    child = ChildProcess("worker", ["true"])
    pauses = []
    for child.exits in range(1, 12):
        pauses.append(child.pause)

    assert pauses == [1, 2, 4, 5, 5, 5, 5, 5, 5, 5, 5]


def test_only_a_mistake_of_the_operator_makes_the_supervisor_give_up() -> None:
    desk = supervise("""
        taken = ChildProcess("web server", python("raise SystemExit(1)"), diagnose=lambda: "port 8000 is taken")
        desk = Supervisor([taken], Path("."), lambda words: None)
        desk.start()
        try:
            desk.watch()
        except StartImpossible as trouble:
            say(trouble)
    """)

    assert desk.communicate(timeout=PATIENCE)[0].splitlines()[-1] == "port 8000 is taken"


def test_the_supervisor_sleeps_longer_only_while_every_process_runs_steadily() -> None:
    running = subprocess.Popen(["sleep", "60"])
    child = ChildProcess("worker", [], process=running, started=time.monotonic() - 60)
    desk = Supervisor([child], Path(), print)

    states = [desk.is_at_rest]
    for name, value in {"process": None, "started": time.monotonic()}.items():
        desk.children = [replace(child, **{name: value})]
        states.append(desk.is_at_rest)

    running.kill()
    running.wait()
    assert states == [True, False, False]


def test_a_process_gets_variables_of_its_own_beside_the_supervisors() -> None:
    desk = supervise("""
        code = "import os; print(os.environ['DATABASE_URL'], 'PATH' in os.environ, flush=True)"
        child = ChildProcess("worker", python(code), environment={"DATABASE_URL": "postgresql://direct/desk"})
        Supervisor([child], Path("."), say).start()
        child.process.wait()
    """)

    assert desk.communicate(timeout=PATIENCE)[0].strip() == "postgresql://direct/desk True"


def test_a_process_with_a_session_of_its_own_outlives_the_fall_of_its_parent() -> None:
    desk = supervise("""
        code = "import os, time; pid = os.fork() or (os.setsid(), time.sleep(60)); print(pid, flush=True)"
        exits = []
        desk = Supervisor([ChildProcess("watchdog", python(code))], Path("."), exits.append)
        desk.start()
        desk.watch(until=lambda: exits)
        time.sleep(0.2)
    """)
    database = int(line(desk))
    desk.wait()

    outlived = alive(database)
    os.kill(database, signal.SIGKILL)

    assert outlived


def test_what_a_killed_process_left_behind_is_killed_before_the_next_start() -> None:
    desk = supervise("""
        parent = ["/bin/sh", "-c", "sleep 60 & echo $$ $!; wait"]
        desk = Supervisor([ChildProcess("web server", parent)], Path("."), say)
        desk.start()
        desk.watch()
    """)
    parent, left = map(int, line(desk).split())
    os.kill(parent, signal.SIGKILL)

    gone = soon(lambda: not alive(left))
    os.killpg(desk.pid, signal.SIGKILL)
    desk.wait()

    assert gone


def test_a_process_that_will_not_end_is_killed_after_its_grace(tmp_path: Path) -> None:
    deaf = tmp_path / "deaf"
    desk = supervise(f"""
        supervisor.GRACE_SECONDS = 0.3
        stubborn = ["/bin/sh", "-c", "trap '' TERM; : > {deaf}; sleep 1000"]
        desk = Supervisor([ChildProcess("worker", stubborn)], Path("."), say)
        desk.start()
        desk.watch(until=Path("{deaf}").exists)
        began = time.monotonic()
        desk.stop()
        say(0.3 <= time.monotonic() - began < 500)
    """)

    assert desk.communicate(timeout=PATIENCE)[0].split() == ["True"]


FORKS = """
    import os
    loaded = os.getpid()
    def sleep(): print(os.getpid(), loaded == os.getppid(), flush=True); time.sleep(60)
    desk = Supervisor([ChildProcess("worker", ["python", "worker of tests"], run=sleep)], Path("."), say)
    try:
        with interrupt_on_stop_signals():
            desk.start()
            desk.watch()
    except KeyboardInterrupt:
        desk.stop()
        say("stopped")
"""


@only_on_linux
def test_a_forked_process_has_its_parents_memory_and_the_name_of_its_command() -> None:
    desk = supervise(FORKS)
    child, is_fork = line(desk).split()

    name = Path(f"/proc/{child}/cmdline").read_bytes()
    os.kill(desk.pid, signal.SIGTERM)
    desk.wait()

    assert (is_fork, name.rstrip(b"\0")) == ("True", b"python worker of tests")


@only_on_linux
def test_a_killed_fork_is_started_again() -> None:
    desk = supervise(FORKS)
    first = int(line(desk).split()[0])
    os.kill(first, signal.SIGKILL)

    told, second = line(desk), int(line(desk).split()[0])
    os.kill(desk.pid, signal.SIGTERM)

    assert told == "The worker was killed by SIGKILL; starting it again in 0 s."
    assert second != first
    assert (line(desk), desk.wait(), alive(second)) == ("stopped", 0, False)


@only_on_linux
def test_a_fork_leaves_ctrl_c_to_the_supervisor_and_ends_with_it() -> None:
    desk = supervise(FORKS)
    child = int(line(desk).split()[0])
    os.killpg(desk.pid, signal.SIGINT)
    stopped = line(desk), desk.wait(), alive(child)
    desk = supervise(FORKS)
    child = int(line(desk).split()[0])
    os.kill(desk.pid, signal.SIGKILL)
    desk.wait()

    assert stopped == ("stopped", 0, False)
    assert soon(lambda: not alive(child))


@only_on_linux
@pytest.mark.parametrize(
    ("ending", "told"),
    [
        ("raise SystemExit(3)", "ended with code 3"),
        ("1 / 0", "ended with code 1"),
        ("pass", "ended with code 0"),
    ],
)
def test_the_end_of_a_fork_is_told_and_nothing_of_the_parent_is_run_in_it(ending: str, told: str) -> None:
    desk = supervise(f"""
        def end(): {ending}
        exits = []
        desk = Supervisor([ChildProcess("worker", ["worker"], run=end)], Path("."), exits.append)
        try:
            desk.start()
            desk.watch(until=lambda: exits)
        finally:
            say("supervisor ended")
        say(exits[0])
    """)

    said = desk.communicate(timeout=PATIENCE)[0].splitlines()

    assert said[-1] == f"The worker {told}; starting it again in 0 s."
    assert said.count("supervisor ended") == 1


@only_on_linux
def test_a_supervisor_with_a_second_thread_starts_the_command() -> None:
    desk = supervise("""
        import threading
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        child = ChildProcess("worker", python("print('command', flush=True)"), run=lambda: say("fork"))
        Supervisor([child], Path("."), say).start()
        child.process.wait()
    """)

    assert desk.communicate(timeout=PATIENCE)[0].strip() == "command"


@only_on_linux
def test_a_request_to_stop_that_arrives_during_a_fork_is_not_lost() -> None:
    desk = supervise("""
        import os, signal
        os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGTERM))
        desk = Supervisor([ChildProcess("worker", ["worker"], run=lambda: time.sleep(60))], Path("."), say)
        try:
            with interrupt_on_stop_signals():
                desk.start()
                time.sleep(60)
        except KeyboardInterrupt:
            desk.stop()
            say("stopped")
    """)

    assert desk.communicate(timeout=PATIENCE)[0].splitlines()[-1] == "stopped"
