"""Upgrade of the data to the major version of the bundled PostgreSQL.

The new data are built in a folder of their own and replace the old ones by two renames, so that a crash at any time
leaves either of them complete. The old data stay until the operator confirms. If the upgrade fails, the old version
runs on.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newsroom.launcher.postgres.account import SystemAccount
from newsroom.launcher.postgres.binaries import (
    PostgresPrograms,
    bundled_folder,
    find_programs,
    identify_programs,
    make_accessible,
)
from newsroom.launcher.postgres.cluster import create_database, init_cluster, write_configuration
from newsroom.launcher.postgres.errors import PostgresUnavailable
from newsroom.launcher.postgres.paths import ClusterPaths, make_socket_folder

OWN_CONFIGURATION = "newsroom.conf"
IDENTITIES = "upgraded_from.json"
"""File in the new data: system identifier and timeline of both, by which the desk knows its database again."""
SPARE_BYTES = 500_000_000
"""Bytes that must be free in addition to the size of the data."""

type StartServer = Callable[[ClusterPaths, PostgresPrograms, SystemAccount], None]


def finish_interrupted_upgrade(place: ClusterPaths) -> None:
    """Complete the second rename of an upgrade that was interrupted before it."""
    if not place.data.exists() and place.finished_data.exists():
        place.finished_data.rename(place.data)


def upgrade_if_newer(place: ClusterPaths, account: SystemAccount, start: StartServer) -> None:
    """Upgrade the data if the bundled PostgreSQL is newer; a failure changes nothing."""
    major = place.major
    new = find_bundled(place, account)
    if major is None or new is None or new.major <= major:
        return
    try:
        old = find_programs(place, account)
        say(f"Upgrading the database from PostgreSQL {major} to {new.major}; this may take some minutes.")
        upgrade(place, old, new, account, start)
    except (OSError, PostgresUnavailable) as trouble:
        shutil.rmtree(place.draft_data, ignore_errors=True)
        if not place.data.exists():  # only the second rename is missing
            raise
        say(f"The database was not upgraded to PostgreSQL {new.major}, and {major} runs on: {trouble}")
        return
    say(
        f"The database runs on PostgreSQL {new.major} now. The former data are in {place.former(major)}: "
        "`manage.py confirm_database_upgrade` removes them."
    )


def find_bundled(place: ClusterPaths, account: SystemAccount) -> PostgresPrograms | None:
    folder = bundled_folder()
    programs = identify_programs(folder) if folder else None
    if programs is None or place.major is None or programs.major <= place.major:
        return None
    return make_accessible(programs, place, account)


def upgrade(
    place: ClusterPaths,
    old: PostgresPrograms,
    new: PostgresPrograms,
    account: SystemAccount,
    start: StartServer,
) -> None:
    """Build the new data and put them in place of the old ones."""
    former = place.former(old.major)
    if former.exists():
        raise PostgresUnavailable(f"{former} exists: it is from another upgrade; move it away.")
    refuse_full_disk(place)
    for leftover in (place.draft_data, place.finished_data):
        shutil.rmtree(leftover, ignore_errors=True)
    make_socket_folder(place, account)
    shut_down_cleanly(place, old, account, start)
    build_new_data(place, old, new, account)
    copy_configuration(place, new, account)
    write_identities(place, old, new, account)
    place.draft_data.rename(place.finished_data)
    place.data.rename(former)
    finish_interrupted_upgrade(place)


def refuse_full_disk(place: ClusterPaths) -> None:
    needed = sum(path.lstat().st_size for path in place.data.rglob("*") if path.is_file()) + SPARE_BYTES
    free = shutil.disk_usage(place.root).free
    if free < needed:
        raise PostgresUnavailable(
            f"{place.root} has {free / 1e6:,.0f} MB of free disk space, and {needed / 1e6:,.0f} MB are needed."
        )


def shut_down_cleanly(
    place: ClusterPaths, old: PostgresPrograms, account: SystemAccount, start: StartServer
) -> None:
    """Let the old version recover from a crash: pg_upgrade reads no other data."""
    if read_control(place.data, old, account)["Database cluster state"] == "shut down":
        return
    write_configuration(place, old, account, durable=True)
    start(place, old, account)
    run(
        [old["pg_ctl"], "stop", "--silent", "--wait", "--mode=fast", f"--pgdata={place.data}"], place, account
    )


@contextmanager
def serve(
    place: ClusterPaths, folder: Path, programs: PostgresPrograms, account: SystemAccount
) -> Iterator[None]:
    """Run a server on some data for a while, on the usual socket."""
    options = ["--silent", "--wait", f"--pgdata={folder}"]
    socket = f"-c unix_socket_directories='{place.socket_folder}'"
    run([programs["pg_ctl"], "start", *options, f"--log={place.log}", "-o", socket], place, account)
    try:
        yield
    finally:
        run([programs["pg_ctl"], "stop", "--mode=fast", *options], place, account)


def build_new_data(
    place: ClusterPaths, old: PostgresPrograms, new: PostgresPrograms, account: SystemAccount
) -> None:
    """Fill the new data by pg_upgrade, or by a dump where it refuses.

    It refuses columns with Debian's own option `pg_attver`, which only Debian's pg_dump leaves out.
    """
    checksums = read_control(place.data, old, account)["Data page checksum version"] != "0"
    options = ["--data-checksums" if checksums else "--no-data-checksums"]
    init_cluster(place, new, account, folder=place.draft_data, options=options)
    try:
        run_pg_upgrade(place, old, new, account)
    except PostgresUnavailable as refusal:
        say(f"{refusal}. Copying the data by a dump instead.")
        init_cluster(place, new, account, folder=place.draft_data, options=options)
        copy_by_dump(place, old, new, account)


def copy_by_dump(
    place: ClusterPaths, old: PostgresPrograms, new: PostgresPrograms, account: SystemAccount
) -> None:
    """Dump the old database by the old programs and load it into the new data."""
    dump = place.root / "upgrade.dump"
    link = [f"--host={place.socket_folder}", "--username=newsroom"]
    dump.unlink(missing_ok=True)
    with serve(place, place.data, old, account):
        run(
            [old["pg_dump"], *link, "--format=custom", "--compress=1", f"--file={dump}", "newsroom"],
            place,
            account,
        )
    create_database(place, new, account, folder=place.draft_data)
    with serve(place, place.draft_data, new, account):
        run([new["pg_restore"], *link, "--exit-on-error", "--dbname=newsroom", dump], place, account)
        run([new["vacuumdb"], *link, "--analyze-only", "--quiet", "newsroom"], place, account)
    dump.unlink()


def run_pg_upgrade(
    place: ClusterPaths, old: PostgresPrograms, new: PostgresPrograms, account: SystemAccount
) -> None:
    command: list[str | Path] = [
        new["pg_upgrade"], "--copy", "--username=newsroom", f"--socketdir={place.socket_folder}",
        f"--old-bindir={old.folder}", f"--new-bindir={new.folder}",
        f"--old-datadir={place.data}", f"--new-datadir={place.draft_data}",
    ]  # fmt: skip
    try:
        run(command, place, account)
    except PostgresUnavailable as failure:
        # The output is deleted with the unfinished data, so the message names the first error.
        reason = next(find_errors(place.draft_data / "pg_upgrade_output.d"), "")
        raise PostgresUnavailable(f"pg_upgrade: {reason}" if reason else str(failure)) from failure
    for leftover in ("delete_old_cluster.sh", "update_extensions.sql"):
        (place.root / leftover).unlink(missing_ok=True)


def find_errors(folder: Path) -> Iterator[str]:
    for log in sorted(folder.rglob("*.log")):
        for line in log.read_text(errors="replace").splitlines():
            if re.search(r"\b(ERROR|FATAL|error|fatal): ", line):
                yield " ".join(line.split())


def copy_configuration(place: ClusterPaths, new: PostgresPrograms, account: SystemAccount) -> None:
    """Copy the operator's own settings; raise if the new version does not know one."""
    for file in (place.data / "conf.d").glob("*.conf"):
        copy = place.draft_data / "conf.d" / file.name
        if file.name != OWN_CONFIGURATION:
            shutil.copyfile(file, copy)
            account.own(copy)
    run([new["postgres"], "-D", place.draft_data, "-C", "server_version"], place, account)


def write_identities(
    place: ClusterPaths, old: PostgresPrograms, new: PostgresPrograms, account: SystemAccount
) -> None:
    found = [
        read_identity(folder, programs, account)
        for folder, programs in ((place.data, old), (place.draft_data, new))
    ]
    file = place.draft_data / IDENTITIES
    file.write_text(json.dumps(found))
    account.own(file)


def read_identity(folder: Path, programs: PostgresPrograms, account: SystemAccount) -> str:
    """Return system identifier and timeline, as the desk stores them."""
    control = read_control(folder, programs, account)
    return f"{control['Database system identifier']}/{control["Latest checkpoint's TimeLineID"]}"


def read_control(folder: Path, programs: PostgresPrograms, account: SystemAccount) -> dict[str, str]:
    done = account.run([programs["pg_controldata"], folder], output=subprocess.PIPE)
    lines = done.stdout.decode(errors="replace").splitlines()
    if done.returncode:
        raise PostgresUnavailable(f"{folder} cannot be read: {' '.join(lines[-1:])}")
    return dict(re.split(r":\s+", line, maxsplit=1) for line in lines if re.search(r":\s+", line))


def run(command: list[str | Path], place: ClusterPaths, account: SystemAccount) -> None:
    """Run a program, which may write next to the data; raise with its last line."""
    log = place.root / "upgrade.log"
    with log.open("wb") as output:
        done = account.run(command, output=output, folder=place.root)
    if done.returncode:
        lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
        reason = [line for line in lines if line.strip() != "Failure, exiting"][-2:]
        raise PostgresUnavailable(
            f"{Path(command[0]).name}: {' '.join(' '.join(reason).split())} (see {log})"
        )


def read_identities(data_dir: Path) -> tuple[str, str] | None:
    """Return the identities before and after the last upgrade; None without one."""
    with suppress(OSError, ValueError):
        former, present = json.loads((Path(data_dir).resolve() / "data" / IDENTITIES).read_text())
        return str(former), str(present)
    return None


def former_data(data_dir: Path) -> Iterator[Path]:
    """Yield the folders with data of before an upgrade."""
    with suppress(OSError):
        yield from sorted(Path(data_dir).resolve().glob("data.postgresql-*"))


def say(words: str) -> None:
    sys.stderr.write(f"- {words}\n")
    sys.stderr.flush()


def remove_former_data(data_dir: Path) -> list[Path]:
    """Remove the data of before an upgrade; return the removed folders."""
    removed = list(former_data(data_dir))
    for folder in removed:
        draft = folder.with_name(f"removed-{os.getpid()}")
        folder.rename(draft)
        shutil.rmtree(draft)
    return removed
