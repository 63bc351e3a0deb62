"""Events of the drill: every part is killed in turn, a replica takes over, and a new version moves in."""

import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from newsroom.version import READABLE_FROM, VERSION
from tests.drills.hosts.installation import Installation
from tests.paths import ROOT

STORE_AWAY_SECONDS = 6
FAILOVER_SECONDS = 3
"""Seconds until a cluster manager decides that the primary is gone."""

type Event = tuple[str, Callable[[], None]]


def list_events(hosts: Installation, *, upgrade: bool = True) -> Iterator[Event]:
    """Yield each event with the function that makes it happen."""
    for name in [unit.name for unit in hosts.manager.units if unit.name != "store"]:
        yield f"{name} killed", hosts.unit(name).kill
    yield f"S3 store silent for {STORE_AWAY_SECONDS} s", lambda: silence_store(hosts)
    for number, replica in enumerate(hosts.primary.replicas, 1):
        yield f"replica {number} killed and started", lambda server=replica: restart_server(server)  # type: ignore[misc]
    yield "primary killed and started", lambda: restart_server(hosts.leader)
    yield "primary lost, a replica takes over", lambda: lose_primary(hosts)
    if upgrade:
        code = write_next_version(hosts.root / "next")
        names = [unit.name for unit in hosts.manager.units if " host" in unit.name]
        yield "next version migrates", lambda: migrate(hosts, code)
        for name in names:
            yield f"{name} of the former version rebooted", lambda name=name: reboot_host(hosts, name)  # type: ignore[misc]
        for name in names:
            yield f"{name} upgraded", lambda name=name: replace_host(hosts, name, code)  # type: ignore[misc]
        for name in names:
            yield f"{name} back at the former version", lambda name=name: replace_host(hosts, name, ROOT)  # type: ignore[misc]


def silence_store(hosts: Installation) -> None:
    store = hosts.unit("store")
    store.signal_group(signal.SIGSTOP)
    time.sleep(STORE_AWAY_SECONDS)
    store.signal_group(signal.SIGCONT)


def restart_server(server: object) -> None:
    server.kill()  # type: ignore[attr-defined]
    time.sleep(0.5)
    server.start()  # type: ignore[attr-defined]


def lose_primary(hosts: Installation) -> None:
    hosts.leader.kill()
    time.sleep(FAILOVER_SECONDS)
    hosts.fail_over()


def write_next_version(folder: Path) -> Path:
    """Copy this checkout as a version with another style sheet, number and table column."""
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout.decode().split("\0")  # fmt: skip
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    sheet = folder / "articles" / "static" / "articles" / "site" / "site.css"
    sheet.write_text(sheet.read_text() + "\n.of-the-next-version { color: inherit; }\n")
    version = folder / "newsroom" / "version.py"
    version.write_text(version.read_text().replace(VERSION, "99.0.0").replace(READABLE_FROM, VERSION))
    newest = max(file.stem for file in (folder / "articles" / "migrations").glob("0*.py"))
    (folder / "articles" / "migrations" / f"{int(newest[:4]) + 1:04}_of_the_next_version.py").write_text(
        "from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n"
        f'    dependencies = [("articles", "{newest}")]\n'
        '    operations = [migrations.RunSQL("ALTER TABLE articles_section ADD COLUMN next_version int",'
        ' "ALTER TABLE articles_section DROP COLUMN next_version")]\n'
    )
    return folder


def migrate(hosts: Installation, code: Path) -> None:
    hosts.code = code
    hosts.run_once("worker", "up", "--only=migrate")


def reboot_host(hosts: Installation, name: str) -> None:
    """Kill all processes of a host; the service manager starts it with the code that it has."""
    hosts.unit(name).kill()
    wait_for_host(hosts, name)


def replace_host(hosts: Installation, name: str, code: Path) -> None:
    """Stop a host and start it with the code of another version."""
    unit = hosts.unit(name)
    unit.stop()
    unit.folder = code
    unit.start()
    wait_for_host(hosts, name)


def wait_for_host(hosts: Installation, name: str) -> None:
    port = next((int(part[7:]) for part in hosts.unit(name).command if part.startswith("--port=")), 0)
    if "web" in name:
        hosts.wait_until_served(port)
