"""PostgreSQL's client programs that fit the server."""

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
from newsroom.launcher.postgres.binaries import program_folders

CLEAR_DATABASE = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"


@dataclass(frozen=True, slots=True)
class ClientDatabase:
    """Connection parameters for libpq's programs, without the password."""

    conninfo: str
    password: str

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | ({"PGPASSWORD": self.password} if self.password else {})


def database_from_settings(settings: Mapping[str, Any]) -> ClientDatabase:
    """Return the parameters of an entry in Django's DATABASES."""
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    options = {name: value for name, value in settings.get("OPTIONS", {}).items() if name in known}
    places = {"dbname": "NAME", "user": "USER", "host": "HOST", "port": "PORT"}
    parts = {name: settings[key] for name, key in places.items() if settings.get(key)}
    return ClientDatabase(make_conninfo("", **options | parts), str(settings.get("PASSWORD") or ""))


def find_program(name: str, oldest: int) -> Path:
    """Return a client program of the server's version, else of a newer one.

    A newer pg_dump may write what the server's own build leaves out, such as Debian's `pg_attver` of columns.
    """
    versions = {folder / name: major_version(folder / name) for folder in client_folders()}
    usable = [
        (major, program) for program, major in versions.items() if major is not None and major >= oldest
    ]
    if usable:
        return min(usable, key=lambda one: one[0])[1]
    seen = ", ".join(str(major) for major in versions.values() if major is not None)
    found = f"only version {seen} was found" if seen else "none was found"
    raise BackupError(f"{name} of PostgreSQL {oldest} or newer is needed, and {found}.")


def client_folders() -> Iterator[Path]:
    yield from program_folders()
    if on_path := shutil.which("pg_dump"):
        yield Path(on_path).parent


def major_version(program: Path) -> int | None:
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return None
    version = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(version[1]) if version and not answer.returncode else None


def dump_database(database: ClientDatabase, target: Path, *, snapshot: str, server_version: int) -> int:
    """Dump an exported snapshot of the database; return the major version of pg_dump."""
    program = find_program("pg_dump", server_version)
    run(
        [program, "--format=custom", "--compress=6", f"--snapshot={snapshot}", f"--file={target}",
         f"--dbname={database.conninfo}"],
        database,
    )  # fmt: skip
    return major_version(program) or server_version


def load_database(database: ClientDatabase, dump: Path, *, dump_version: int, finish: str) -> None:
    """Replace the contents of the database in one transaction.

    COMMIT is sent only after the dump was read to its end, so a broken dump is never loaded. `finish` is SQL for the
    end of the same transaction.
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
    with TemporaryFile() as errors, subprocess.Popen(  # noqa: S603
        write, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=errors, env=database.environment
    ) as writer:  # fmt: skip
        with suppress(BrokenPipeError):  # psql stopped at an error and says so by its exit code
            _send(read, errors, writer, finish)
        failed = writer.wait() != 0
        errors.seek(0)
        reason = errors.read().decode(errors="replace")
    if failed or "error:" in reason:
        raise BackupError(f"The database was not replaced and is as it was: {last_line(reason)}")


def _send(
    read: Sequence[str | Path], errors: IO[bytes], writer: "subprocess.Popen[bytes]", finish: str
) -> None:
    """Send the dump to psql as one transaction, without COMMIT if the dump is broken."""
    assert writer.stdin is not None  # noqa: S101  # for the type checker
    with writer.stdin as script:
        script.write(f"BEGIN; {CLEAR_DATABASE};\n".encode())
        with subprocess.Popen(read, stdout=subprocess.PIPE, stderr=errors) as reader:  # noqa: S603
            assert reader.stdout is not None  # noqa: S101  # for the type checker
            shutil.copyfileobj(reader.stdout, script, 1 << 20)
            reader.stdout.close()
        if reader.returncode == 0:
            script.write(f"{finish};\nCOMMIT;\n".encode())


def run(command: Sequence[str | Path], database: ClientDatabase) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=database.environment)  # noqa: S603
    if done.returncode:
        raise BackupError(f"{Path(command[0]).name} failed: {last_line(done.stderr)}")


def last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip() if lines else "no reason given"
