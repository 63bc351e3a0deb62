"""Upgrade of the data to the bundled PostgreSQL's major version, by dump and load.

The programs of the former version dump the database, and the new ones load it into data in a folder of their own. These
replace the former data by two renames, so that a crash at any time leaves either of them complete. The former data stay
until the operator confirms. If the upgrade fails, the former version runs on.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import psycopg

from newsroom.launcher.postgres.account import SystemAccount
from newsroom.launcher.postgres.binaries import (
    PostgresPrograms,
    bundled_folder,
    find_programs,
    identify_programs,
    make_accessible,
)
from newsroom.launcher.postgres.cluster import create_cluster
from newsroom.launcher.postgres.errors import PostgresUnavailable
from newsroom.launcher.postgres.paths import ClusterPaths

OWN_CONFIGURATION = "newsroom.conf"
DRAFT = "data.upgrading-"
"""Beginning of the name of a folder with an unfinished upgrade, which is never used."""
DATABASE_IDENTITY = """
SELECT (SELECT system_identifier FROM pg_control_system()) || '/'
    || (SELECT timeline_id FROM pg_control_checkpoint()) || '/'
    || (SELECT oid FROM pg_database WHERE datname = current_database())
"""
IDENTITIES = "upgraded_from.json"
"""File in the new data: former and new identity, by which the desk knows its database again."""
SPARE_BYTES = 500_000_000
"""Bytes that must be free in addition to the size of the data."""

type Serve = Callable[[ClusterPaths, PostgresPrograms, SystemAccount], AbstractContextManager[None]]
"""Runs a server on some data until the block ends."""


def finish_interrupted_upgrade(place: ClusterPaths) -> None:
    """Complete the second rename of an upgrade that was interrupted before it."""
    if not place.data.exists() and place.finished_data.exists():
        place.finished_data.rename(place.data)


def upgrade_if_newer(place: ClusterPaths, account: SystemAccount, serve: Serve) -> None:
    """Upgrade the data if the bundled PostgreSQL is newer; a failure changes nothing."""
    major, new = place.major, find_bundled(place, account)
    if major is None or new is None:
        return
    try:
        old = find_programs(place, account)
        say(f"Upgrading the database from PostgreSQL {major} to {new.major}; this may take some minutes.")
        upgrade(place, old, new, account, serve)
    except (OSError, PostgresUnavailable, psycopg.Error) as trouble:
        if not place.data.exists():  # only the second rename is missing
            raise
        say(f"The database was not upgraded to PostgreSQL {new.major}, and {major} runs on: {trouble}")
        return
    finally:
        remove_drafts(place)
    say(
        f"The database runs on PostgreSQL {new.major} now. The former data are in {place.former(major)}: "
        "`manage.py confirm_database_upgrade` removes them."
    )


def find_bundled(place: ClusterPaths, account: SystemAccount) -> PostgresPrograms | None:
    """Return the bundled programs if they are newer than the data."""
    folder = bundled_folder()
    programs = identify_programs(folder) if folder else None
    if programs is None or place.major is None or programs.major <= place.major:
        return None
    return make_accessible(programs, place, account)


def upgrade(
    place: ClusterPaths, old: PostgresPrograms, new: PostgresPrograms, account: SystemAccount, serve: Serve
) -> None:
    """Build the new data and put them in place of the former ones."""
    former = place.former(old.major)
    if former.exists():
        raise PostgresUnavailable(f"{former} exists: it is from another upgrade; move it away.")
    refuse_full_disk(place)
    remove_drafts(place)
    draft = ClusterPaths(Path(tempfile.mkdtemp(prefix=DRAFT, dir=place.root)))
    account.own(draft.root)
    dump = draft.root / "database.dump"
    with serve(place, old, account):
        identities = [read_identity(place)]
        options = ["--format=custom", "--compress=1", f"--file={dump}", f"--dbname={place.url}"]
        run([old["pg_dump"], *options], place, account)
    create_cluster(draft, new, account, durable=True)
    copy_configuration(place, draft, account)
    with serve(draft, new, account):
        run([new["pg_restore"], "--exit-on-error", f"--dbname={draft.url}", dump], place, account)
        run([new["vacuumdb"], "--analyze-only", "--quiet", f"--dbname={draft.url}"], place, account)
        identities.append(read_identity(draft))
    (draft.data / IDENTITIES).write_text(json.dumps(identities))
    account.own(draft.data / IDENTITIES)
    shutil.rmtree(place.finished_data, ignore_errors=True)
    draft.data.rename(place.finished_data)
    place.data.rename(former)
    finish_interrupted_upgrade(place)


def remove_drafts(place: ClusterPaths) -> None:
    for folder in place.root.glob(f"{DRAFT}*"):
        shutil.rmtree(folder, ignore_errors=True)


def refuse_full_disk(place: ClusterPaths) -> None:
    needed = sum(path.lstat().st_size for path in place.data.rglob("*") if path.is_file()) + SPARE_BYTES
    free = shutil.disk_usage(place.root).free
    if free < needed:
        raise PostgresUnavailable(
            f"{place.root} has {free / 1e6:,.0f} MB of free disk space, and {needed / 1e6:,.0f} MB are needed."
        )


def copy_configuration(place: ClusterPaths, draft: ClusterPaths, account: SystemAccount) -> None:
    """Copy the operator's settings; the new server refuses unknown ones."""
    for file in (place.data / "conf.d").glob("*.conf"):
        if file.name != OWN_CONFIGURATION:
            account.own(Path(shutil.copy(file, draft.data / "conf.d")))


def read_identity(place: ClusterPaths) -> str:
    """Return system identifier, timeline and OID, as the desk stores them."""
    with psycopg.connect(place.url) as link:
        return str((link.execute(DATABASE_IDENTITY).fetchone() or [""])[0])


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
