"""Creation of a database cluster and its configuration."""

import shutil
import sys

from newsroom.launcher.postgres.account import SystemAccount
from newsroom.launcher.postgres.binaries import PostgresPrograms
from newsroom.launcher.postgres.errors import PostgresUnavailable
from newsroom.launcher.postgres.paths import ClusterPaths

FIRST_MAJOR_WITH_BUILTIN_LOCALE = 17

CONFIGURATION = """\
# Overwritten by Newsroom at every start. Put your own settings into another file in this folder.
listen_addresses = ''
port = 5432
unix_socket_directories = '{socket_folder}'
unix_socket_permissions = 0700
jit = off
log_checkpoints = off
# A desk at rest leaves the processor alone: no process for replication, and a look at what no request waited for
# each second.
max_logical_replication_workers = 0
wal_writer_delay = 1s
timezone = 'UTC'
log_timezone = 'UTC'
"""
WITHOUT_IO_WORKERS = """\
io_method = sync
"""
FIRST_MAJOR_WITH_IO_WORKERS = 18
UNSAFE_BUT_FAST = """\
fsync = off
full_page_writes = off
"""


def create_cluster(
    place: ClusterPaths, programs: PostgresPrograms, account: SystemAccount, *, durable: bool
) -> None:
    """Create the data folder with an empty database `newsroom` in one rename.

    The database is created in single-user mode, so it exists before a server starts.
    """
    folder = place.draft
    shutil.rmtree(folder, ignore_errors=True)
    make = [
        programs["initdb"], f"--pgdata={folder}", "--username=newsroom", "--encoding=UTF8",
        "--auth-local=trust", "--auth-host=reject", *locale_options(programs), *([] if durable else ["--no-sync"]),
    ]  # fmt: skip
    run(make, place, account)
    with (folder / "postgresql.conf").open("a") as configuration:
        configuration.write("\ninclude_dir = 'conf.d'\n")
    settings = folder / "conf.d"
    settings.mkdir(mode=0o700)
    account.own(settings)
    alone = [programs["postgres"], "--single", "-D", folder, "postgres"]
    run(alone, place, account, text="CREATE DATABASE newsroom;\n")
    folder.rename(place.data)


def locale_options(programs: PostgresPrograms) -> list[str]:
    """Return a locale that lower-cases 'Ä' and does not depend on the libc."""
    locale = "--locale=C.UTF-8" if sys.platform == "linux" else "--locale=en_US.UTF-8"
    if programs.major < FIRST_MAJOR_WITH_BUILTIN_LOCALE:
        return [locale]
    return [locale, "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]


def run(command: list[object], place: ClusterPaths, account: SystemAccount, text: str = "") -> None:
    log = place.root / "initdb.log"
    with log.open("wb") as output:
        done = account.run([str(part) for part in command], output=output, text=text)
    lines = log.read_text(errors="replace").splitlines()
    errors = [line for line in lines if "error:" in line or "ERROR:" in line or "FATAL:" in line]
    if done.returncode or errors:
        reason = (errors or lines or ["no reason given"])[0].strip()
        raise PostgresUnavailable(
            f"PostgreSQL could not set up its data in {place.data}: {reason} (see {log})"
        )


def write_configuration(
    place: ClusterPaths, programs: PostgresPrograms, account: SystemAccount, *, durable: bool
) -> None:
    file = place.data / "conf.d" / "newsroom.conf"
    draft = file.with_suffix(".new")
    draft.write_text(
        CONFIGURATION.format(socket_folder=place.socket_folder)
        + (WITHOUT_IO_WORKERS if programs.major >= FIRST_MAJOR_WITH_IO_WORKERS else "")
        + ("" if durable else UNSAFE_BUT_FAST)
    )
    account.own(draft)
    draft.replace(file)
