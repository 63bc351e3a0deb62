"""A new database cluster and its configuration."""

import shutil
import sys

from newsroom.launcher.postgres.account import Account
from newsroom.launcher.postgres.binaries import Programs
from newsroom.launcher.postgres.errors import PostgresUnavailable
from newsroom.launcher.postgres.paths import Place

FIRST_MAJOR_WITH_BUILTIN_LOCALE = 17

CONFIGURATION = """\
# Written anew by Newsroom at every start. Put settings of your own into another file of this folder.
listen_addresses = ''
port = 5432
unix_socket_directories = '{socket_folder}'
unix_socket_permissions = 0700
jit = off
log_checkpoints = off
timezone = 'UTC'
log_timezone = 'UTC'
"""
CARELESS = """\
fsync = off
full_page_writes = off
"""


def make_cluster(place: Place, programs: Programs, account: Account, *, durable: bool) -> None:
    """Make `data` in one rename, with an empty database `newsroom` in it: what is there is whole."""
    shutil.rmtree(place.draft, ignore_errors=True)
    make = [
        programs["initdb"], f"--pgdata={place.draft}", "--username=newsroom", "--encoding=UTF8",
        "--auth-local=trust", "--auth-host=reject", *locale_of(programs), *([] if durable else ["--no-sync"]),
    ]  # fmt: skip
    run(make, place, account)
    with (place.draft / "postgresql.conf").open("a") as configuration:
        configuration.write("\ninclude_dir = 'conf.d'\n")
    settings = place.draft / "conf.d"
    settings.mkdir(mode=0o700)
    account.take(settings)
    # Without a server: the data are renamed with the database already in them.
    alone = [programs["postgres"], "--single", "-D", place.draft, "postgres"]
    run(alone, place, account, text="CREATE DATABASE newsroom;\n")
    place.draft.rename(place.data)


def locale_of(programs: Programs) -> list[str]:
    """Lower-cases 'Ä' rightly, sorts by code point, and needs no reindexing when the libc changes."""
    locale = "--locale=C.UTF-8" if sys.platform == "linux" else "--locale=en_US.UTF-8"
    if programs.major < FIRST_MAJOR_WITH_BUILTIN_LOCALE:
        return [locale]
    return [locale, "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]


def run(command: list[object], place: Place, account: Account, text: str = "") -> None:
    log = place.root / "initdb.log"
    with log.open("wb") as output:
        done = account.run([str(part) for part in command], output=output, text=text)
    lines = log.read_text(errors="replace").splitlines()
    errors = [line for line in lines if "error:" in line or "ERROR:" in line or "FATAL:" in line]
    if done.returncode or errors:
        reason = (errors or lines or ["it said nothing"])[0].strip()
        raise PostgresUnavailable(
            f"PostgreSQL could not set up its data in {place.data}: {reason} (see {log})"
        )


def write_configuration(place: Place, account: Account, *, durable: bool) -> None:
    file = place.data / "conf.d" / "newsroom.conf"
    draft = file.with_suffix(".new")
    draft.write_text(CONFIGURATION.format(socket_folder=place.socket_folder) + ("" if durable else CARELESS))
    account.take(draft)
    draft.replace(file)
