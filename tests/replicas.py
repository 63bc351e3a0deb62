"""A primary with replicas, from the bundled PostgreSQL, in folders of their own.

    with start_primary(folder) as primary:
        replica = primary.add_replica(delay=2)
        replica.wait_for(primary)
        replica.hold(); replica.go_on(); replica.freeze(); replica.resume(); replica.stop(); replica.start(); replica.promote()

The servers listen on sockets only, at `url`, and run under the account of the bundled server. `use_database` makes a
server Django's own; `use_replicas` makes others the replicas of this process.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from newsroom.launcher import postgres
from newsroom.launcher.postgres.account import SystemAccount, find_account
from newsroom.launcher.postgres.binaries import PostgresPrograms, find_programs
from newsroom.launcher.postgres.paths import ClusterPaths, prepare_folders
from tests.newsroom.processes import manage, soon
from tests.template_database import ensure_template


@dataclass
class Server:
    """One PostgreSQL server, primary or replica."""

    folder: Path

    @property
    def paths(self) -> ClusterPaths:
        return ClusterPaths(self.folder.resolve())

    @property
    def account(self) -> SystemAccount:
        return find_account(self.folder.resolve())

    @property
    def programs(self) -> PostgresPrograms:
        return find_programs(self.paths, self.account)

    @property
    def url(self) -> str:
        return self.paths.url

    @property
    def pid(self) -> int:
        return int((self.paths.data / "postmaster.pid").read_text().split()[0])

    def configure(self, **options: object) -> None:
        """Write options into the server's configuration; they count from the next start or `reload`."""
        file = self.paths.data / "conf.d" / "zz_test.conf"
        file.write_text("".join(f"{name} = '{value}'\n" for name, value in options.items()))
        self.account.own(file)

    def reload(self) -> None:
        self.run("pg_ctl", "reload", f"--pgdata={self.paths.data}")

    def start(self) -> None:
        postgres.ensure_running(self.folder, durable=False)

    def stop(self) -> None:
        for pid in self.list_processes():  # frozen ones would not stop
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)
        postgres.stop(self.folder)

    def kill(self) -> None:
        """End the server as a power failure does."""
        if not postgres.is_running(self.folder):
            return
        for pid in self.list_processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        assert soon(lambda: not postgres.is_running(self.folder), 30)

    def freeze(self) -> None:
        """Let the server accept connections and never answer."""
        for pid in self.list_processes():
            os.kill(pid, signal.SIGSTOP)

    def resume(self) -> None:
        for pid in self.list_processes():
            os.kill(pid, signal.SIGCONT)

    def list_processes(self) -> list[int]:
        """The postmaster and its children."""
        found = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.pid)], capture_output=True, text=True, check=False
        )
        return [self.pid, *map(int, found.stdout.split())]

    def hold(self) -> None:
        """Let the replica receive commits and apply none until `go_on`."""
        self.query("SELECT pg_wal_replay_pause()")

    def go_on(self) -> None:
        self.query("SELECT pg_wal_replay_resume()")

    def promote(self) -> None:
        """Make the replica a primary."""
        self.run("pg_ctl", "promote", "--wait", f"--pgdata={self.paths.data}")

    def follow(self, other: "Server") -> None:
        """Follow another primary, as after a failover."""
        self.stop()
        self.configure(primary_conninfo=f"user=newsroom host={other.paths.socket_folder} port=5432")
        self.start()

    def run(self, program: str, *arguments: str) -> None:
        done = self.account.run([self.programs[program], *arguments], output=subprocess.PIPE)
        assert done.returncode == 0, done.stdout.decode()

    def query(self, statement: str) -> str:
        with psycopg.connect(self.url, autocommit=True) as session:
            return str((session.execute(statement.encode()).fetchone() or [""])[0])

    def wait_for(self, primary: "Server") -> None:
        """Wait until this replica has all that the primary has committed."""
        lsn = primary.query("SELECT pg_current_wal_lsn()")
        assert soon(lambda: self.query(f"SELECT pg_last_wal_replay_lsn() >= '{lsn}'") == "True", 60)


@dataclass
class Primary(Server):
    replicas: list[Server] = field(default_factory=list)

    def add_replica(self, delay: float = 0) -> Server:
        """Return a new replica that applies each commit `delay` seconds late."""
        replica = Server(self.folder.with_name(f"{self.folder.name}-replica-{len(self.replicas) + 1}"))
        paths, _account = prepare_folders(replica.folder)
        source = self.url.replace("/newsroom?", "/?")
        self.run(
            "pg_basebackup", f"--dbname={source}", f"--pgdata={paths.data}", "--write-recovery-conf",
            "--wal-method=stream", "--checkpoint=fast", "--no-sync",
        )  # fmt: skip
        replica.configure(
            recovery_min_apply_delay=f"{int(delay * 1000)}ms", wal_receiver_status_interval="1s"
        )
        replica.start()
        self.replicas.append(replica)
        return replica

    def remove_replicas(self) -> None:
        """End the replicas and delete their data."""
        while self.replicas:
            server = self.replicas.pop()
            with suppress(FileNotFoundError):
                server.kill()
            shutil.rmtree(server.folder.resolve(), ignore_errors=True)
            server.folder.unlink(missing_ok=True) if server.folder.is_symlink() else None


@contextmanager
def start_primary(folder: Path | None = None, *, migrated: bool = True) -> Iterator[Primary]:
    """Yield a primary with an empty desk; all its servers end with the block."""
    root = folder or Path(tempfile.mkdtemp(prefix="newsroom-replicas-"))
    root.mkdir(exist_ok=True)
    root.chmod(0o755)
    primary = Primary(root / "primary")
    primary.start()
    try:
        if migrated:
            fill(primary)
        yield primary
    finally:
        primary.remove_replicas()
        with suppress(FileNotFoundError):
            primary.kill()
        shutil.rmtree(root, ignore_errors=True)


def fill(primary: Server) -> None:
    """Copy the migrated database of the tests, or migrate where there is none."""
    lock = os.environ.get("TEMPLATE_DATABASE_LOCK")
    if not lock:
        assert manage(primary.folder.parent, "migrate", "--verbosity=0", DATABASE_URL=primary.url).wait() == 0
        return
    url = os.environ["DATABASE_URL"]
    name = ensure_template(url, Path(lock))
    socket = url.partition("?")[2]
    dump, psql = (str(primary.programs[program]) for program in ("pg_dump", "psql"))
    copy = subprocess.run(
        [dump, f"--dbname=postgresql://newsroom@/{name}?{socket}"], capture_output=True, check=True
    )
    subprocess.run(
        [psql, f"--dbname={primary.url}", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction"],
        input=copy.stdout, stdout=subprocess.DEVNULL, check=True,
    )  # fmt: skip


@contextmanager
def use_database(url: str) -> Iterator[None]:
    """Let Django use the database for the block."""
    from django.db import connections

    from newsroom.env.database import database_settings

    wrapper = connections["default"]
    before = dict(wrapper.settings_dict)
    wrapper.close()
    wrapper.close_pool()
    given = database_settings(url)
    wrapper.settings_dict.update({key: given[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")})
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"].close_pool()
        wrapper.settings_dict.update(before)


@contextmanager
def use_replicas(urls: Sequence[str], *, prepared: bool = True) -> Iterator[None]:
    """Let this process read public pages from the replicas at these URLs."""
    from django.test import override_settings

    from articles.site.page_context import HEAD
    from newsroom.db.replicas import Replica, replicas
    from newsroom.env.replicas import describe_replica

    databases = [describe_replica(url, prepared=prepared) for url in urls]
    before = replicas.servers, replicas.identity
    replicas.servers, replicas.identity = [Replica(database) for database in databases], None
    HEAD.known.clear()  # its statement asks for the timeline
    try:
        with override_settings(REPLICAS=databases):
            yield
    finally:
        replicas.close()
        replicas.servers, replicas.identity = before
        HEAD.known.clear()
