"""Installation of the drill: hosts with data folders of their own, and every service that they use."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError

from tests.drills.environment import HOST, environment_of, find_free_port
from tests.drills.hosts.traffic import fetch
from tests.drills.hosts.units import ServiceManager, Unit
from tests.paths import ROOT
from tests.replicas import Primary, Server, start_primary
from tests.varnish import VARNISHD, write_configuration

WEB_HOSTS = 3
REPLICA_DELAY = 2
START_SECONDS = 240
BUCKET = "media"
POSTGRES_PORT = 5432
PGBOUNCER = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
PROGRAMS = {"PgBouncer": PGBOUNCER, "Varnish": VARNISHD}


class DrillFailed(Exception):
    """Part of the installation that does not start; the message has the end of its log."""


@dataclass(slots=True)
class Installation:
    root: Path
    primary: Primary
    manager: ServiceManager = field(default_factory=ServiceManager)
    code: Path = ROOT
    """Checkout that hosts run when they are started the next time."""
    secret_key: str = field(default_factory=lambda: secrets.token_urlsafe(50))
    pooler_port: int = field(default_factory=find_free_port)
    store_port: int = field(default_factory=find_free_port)
    cache_port: int = field(default_factory=find_free_port)
    web_ports: list[int] = field(default_factory=lambda: [find_free_port() for _ in range(WEB_HOSTS)])
    worker_port: int = field(default_factory=find_free_port)
    leader: Server = field(init=False)
    """Server that is the primary now."""

    def __post_init__(self) -> None:
        self.leader = self.primary

    @property
    def servers(self) -> list[Server]:
        return [self.primary, *self.primary.replicas]

    @property
    def direct_url(self) -> str:
        """Address of whichever server takes writes."""
        return build_failover_url(self.servers)

    @property
    def settings(self) -> dict[str, str]:
        return {
            "DATABASE_URL": f"postgresql://newsroom@{HOST}:{self.pooler_port}/newsroom",
            "DIRECT_DATABASE_URL": self.direct_url,
            "REPLICA_URLS": ",".join(replica.url for replica in self.primary.replicas),
            "MEDIA_URL_S3": f"s3://key:secret@{HOST}:{self.store_port}/{BUCKET}?tls=off&region=eu-central-1",
            "CDN": "varnish",
            "PURGE_URL": f"http://{HOST}:{self.cache_port}/",
            "SECRET_KEY": self.secret_key,
            "SITE_URL": f"http://{HOST}:{self.cache_port}",
            "ALLOWED_HOSTS": f"{HOST},localhost",
            "WEB_WORKERS": "1",
        }

    def environment(self, name: str) -> dict[str, str]:
        folder = self.root / name
        folder.mkdir(exist_ok=True)
        return environment_of(folder, **self.settings)

    def start(self) -> None:
        """Start the services, migrate once, then start all hosts."""
        self.start_pooler()
        self.start_store()
        self.run_once("worker", "up", "--only=migrate")
        self.start_cache()
        self.add_replicas()
        for number in range(WEB_HOSTS):
            self.add_host(f"web host {number + 1}", "web", self.web_ports[number])
        self.add_host("worker host", "worker", self.worker_port)
        for port in self.web_ports:
            self.wait_until_served(port)
        self.wait_until_served(self.cache_port)

    def add_replicas(self) -> None:
        """Add two replicas; one of them has to confirm each commit, so that a failover loses nothing."""
        for _ in range(2):
            self.primary.add_replica(delay=REPLICA_DELAY)
        for replica in self.primary.replicas:
            self.let_follow_any(replica)
        self.primary.configure(synchronous_standby_names="ANY 1 (*)", synchronous_commit="on")
        self.primary.query("SELECT pg_reload_conf()")

    def let_follow_any(self, replica: Server) -> None:
        """Let a replica follow whichever server is the primary."""
        hosts = ",".join(str(server.paths.socket_folder) for server in self.servers if server is not replica)
        ports = ",".join(str(POSTGRES_PORT) for server in self.servers if server is not replica)
        replica.configure(
            recovery_min_apply_delay=f"{REPLICA_DELAY}s",
            wal_receiver_status_interval="1s",
            primary_conninfo=f"user=newsroom host={hosts} port={ports} target_session_attrs=read-write",
            synchronous_standby_names="",
            hot_standby_feedback="on",
        )
        replica.stop()
        replica.start()

    def add_host(self, name: str, role: str, port: int) -> Unit:
        command = [sys.executable, "manage.py", "up", f"--only={role}", f"--port={port}"]
        return self.add_unit(name, command, self.code, self.environment(name.replace(" ", "-")))

    def add_unit(
        self,
        name: str,
        command: list[str],
        folder: Path,
        environment: Mapping[str, str],
        user: int | None = None,
    ) -> Unit:
        unit = Unit(name, command, self.root / f"{name}.log", folder, environment, user=user)
        unit.start()
        self.manager.units.append(unit)
        return unit

    def unit(self, name: str) -> Unit:
        return next(unit for unit in self.manager.units if unit.name == name)

    def start_pooler(self) -> None:
        account = self.primary.account
        self.write_pooler_settings()
        command = [str(PGBOUNCER), str(self.root / "pgbouncer.ini")]
        self.add_unit("pooler", command, self.root, os.environ, account.uid if account.switch else None)

    def write_pooler_settings(self) -> None:
        """Write the pooler's settings for the server that is the primary now."""
        file = self.root / "pgbouncer.ini"
        file.write_text(
            f"[databases]\nnewsroom = host={self.leader.paths.socket_folder} port={POSTGRES_PORT} user=newsroom\n"
            f"[pgbouncer]\nlisten_addr = {HOST}\nlisten_port = {self.pooler_port}\nunix_socket_dir =\n"
            "auth_type = any\npool_mode = transaction\ndefault_pool_size = 20\nmax_client_conn = 300\n"
            "max_prepared_statements = 200\nserver_login_retry = 1\nserver_connect_timeout = 2\n"
            "query_wait_timeout = 5\nignore_startup_parameters = extra_float_digits\n"
        )
        file.chmod(0o644)

    def start_store(self) -> None:
        command = [sys.executable, "-m", "moto.server", "-H", HOST, "-p", str(self.store_port)]
        self.add_unit("store", command, self.root, os.environ)
        client = boto3.client(
            "s3", endpoint_url=f"http://{HOST}:{self.store_port}", aws_access_key_id="key",
            aws_secret_access_key="secret", region_name="eu-central-1", config=Config(connect_timeout=2),
        )  # fmt: skip

        def has_bucket() -> bool:
            try:
                client.create_bucket(
                    Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
                )
            except BotoCoreError:
                return False
            return True

        self.wait_for(has_bucket, self.unit("store"))

    def start_cache(self) -> None:
        vcl = self.root / "cache.vcl"
        vcl.write_text(write_configuration(self.web_ports).replace(".interval = 5s", ".interval = 1s"))
        command = [
            str(VARNISHD), "-F", "-j", "none", "-a", f"{HOST}:{self.cache_port}", "-f", str(vcl),
            "-n", str(self.root / "varnish"), "-s", "malloc,64m",
        ]  # fmt: skip
        self.add_unit("cache", command, self.root, os.environ)

    def run_once(self, name: str, *arguments: str) -> str:
        """Run a management command and return its output."""
        done = subprocess.run(  # our own command
            [sys.executable, "manage.py", *arguments], cwd=self.code, env=self.environment(name),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise DrillFailed(f"{' '.join(arguments)}: {done.stdout[-1500:]}{done.stderr[-1500:]}")
        return done.stdout

    def wait_until_served(self, port: int, seconds: float = START_SECONDS) -> None:
        name = next((unit.name for unit in self.manager.units if f"--port={port}" in unit.command), "cache")
        self.wait_for(lambda: fetch(port, "/").status == 200, self.unit(name), seconds)

    def wait_for(self, condition: Callable[[], bool], unit: Unit, seconds: float = START_SECONDS) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise DrillFailed(f"{unit.name} does not answer:\n{unit.end_of_log()}")
            time.sleep(0.1)

    def fail_over(self) -> None:
        """Promote the first replica and let the pooler use it."""
        self.leader = self.primary.replicas[0]
        self.leader.promote()
        self.write_pooler_settings()
        self.unit("pooler").signal_group(signal.SIGHUP)


def build_failover_url(servers: list[Server]) -> str:
    hosts = ",".join(str(server.paths.socket_folder) for server in servers)
    ports = ",".join(str(POSTGRES_PORT) for _ in servers)
    return (
        f"postgresql:///newsroom?user=newsroom&host={hosts}&port={ports}&target_session_attrs=read-write"
        "&connect_timeout=2"
    )


@contextmanager
def open_installation(root: Path) -> Iterator[Installation]:
    """Yield a started installation; everything it started ends with the block."""
    if missing := [name for name, program in PROGRAMS.items() if program is None]:
        raise DrillFailed(f"not installed here: {', '.join(missing)}")
    with start_primary(root / "postgres", migrated=False) as primary:
        installation = Installation(root, primary)
        try:
            installation.start()
            yield installation
        finally:
            installation.manager.stop_all()
