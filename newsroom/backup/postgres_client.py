"""PostgreSQL's client programs: which ones fit the server, and how they are told where it is."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from newsroom.backup.errors import BackupError
from newsroom.launcher.postgres.binaries import candidates

CLEAR_DATABASE = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"


@dataclass(frozen=True, slots=True)
class Database:
    """Where the database is, as libpq's programs take it; the password goes through the environment."""

    conninfo: str
    password: str

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | ({"PGPASSWORD": self.password} if self.password else {})


def database_from_settings(settings: Mapping[str, Any]) -> Database:
    """Return the address in an entry of Django's DATABASES."""
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    options = {name: value for name, value in settings.get("OPTIONS", {}).items() if name in known}
    places = {"dbname": "NAME", "user": "USER", "host": "HOST", "port": "PORT"}
    parts = {name: settings[key] for name, key in places.items() if settings.get(key)}
    return Database(make_conninfo("", **options | parts), str(settings.get("PASSWORD") or ""))


def find_program(name: str, oldest: int) -> Path:
    """Return a client program of PostgreSQL `oldest` or newer: an older one cannot read the newer's data."""
    seen = []
    for folder in client_folders():
        major = major_version(folder / name)
        if major is not None and major >= oldest:
            return folder / name
        if major is not None:
            seen.append(str(major))
    found = f"only version {', '.join(seen)} was found" if seen else "none was found"
    raise BackupError(f"{name} of PostgreSQL {oldest} or newer is needed, and {found}.")


def client_folders() -> Iterator[Path]:
    yield from candidates()
    if on_path := shutil.which("pg_dump"):
        yield Path(on_path).parent


def major_version(program: Path) -> int | None:
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return None
    version = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(version[1]) if version and not answer.returncode else None


def dump_database(database: Database, target: Path, *, snapshot: str, server_version: int) -> int:
    """Write the database as it is in an exported snapshot; return the major version of the pg_dump used."""
    program = find_program("pg_dump", server_version)
    run(
        [program, "--format=custom", "--compress=6", f"--snapshot={snapshot}", f"--file={target}",
         f"--dbname={database.conninfo}"],
        database,
    )  # fmt: skip
    return major_version(program) or server_version


def load_database(database: Database, dump: Path, *, dump_version: int, finish: str) -> None:
    """Replace all that the database holds, in one transaction: a failure leaves it as it was.

    The COMMIT is sent only after the dump was read to its end, so that a broken dump never counts as a whole one.
    `finish` is SQL for the end of the same transaction.
    """
    read: list[str | Path] = [
        find_program("pg_restore", dump_version),
        "--no-owner",
        "--no-acl",
        "--file=-",
        dump,
    ]
    write: list[str | Path] = [
        find_program("psql", dump_version), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1",
        f"--dbname={database.conninfo}", "--file=-",
    ]  # fmt: skip
    with TemporaryFile() as complaints, subprocess.Popen(  # noqa: S603
        write, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=complaints, env=database.environment
    ) as writer:  # fmt: skip
        with suppress(BrokenPipeError):  # psql stopped at an error, which its exit code tells
            _send(read, complaints, writer, finish)
        failed = writer.wait() != 0
        complaints.seek(0)
        reason = complaints.read().decode(errors="replace")
    if failed or "error:" in reason:
        raise BackupError(f"The database was not replaced and is as it was: {last_line(reason)}")


def _send(
    read: Sequence[str | Path], complaints: IO[bytes], writer: "subprocess.Popen[bytes]", finish: str
) -> None:
    """Feed psql with one transaction made of the dump; without its COMMIT where the dump is broken."""
    assert writer.stdin is not None  # noqa: S101  # for the type checker
    with writer.stdin as script:
        script.write(f"BEGIN; {CLEAR_DATABASE};\n".encode())
        with subprocess.Popen(read, stdout=subprocess.PIPE, stderr=complaints) as reader:  # noqa: S603
            assert reader.stdout is not None  # noqa: S101  # for the type checker
            shutil.copyfileobj(reader.stdout, script, 1 << 20)
            reader.stdout.close()
        if reader.returncode == 0:
            script.write(f"{finish};\nCOMMIT;\n".encode())


def run(command: Sequence[str | Path], database: Database) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=database.environment)  # noqa: S603
    if done.returncode:
        raise BackupError(f"{Path(command[0]).name} failed: {last_line(done.stderr)}")


def last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip() if lines else "it gave no reason"
