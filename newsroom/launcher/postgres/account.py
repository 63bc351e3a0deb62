"""Operating system account of the server: PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from newsroom.launcher.postgres.errors import PostgresUnavailable

ROOT_REPLACEMENTS = ("postgres", "nobody")
"""Accounts that root switches to; initdb refuses a uid without a name."""

CLEAN_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": os.defpath}
"""Environment of the server: PGDATA, PGPORT or a LANG that is not installed would break it."""


@dataclass(frozen=True, slots=True)
class SystemAccount:
    """Account that runs PostgreSQL's programs; `switch` is false for the current user."""

    name: str
    uid: int
    gid: int
    switch: bool

    def run(
        self,
        command: Sequence[str | Path],
        *,
        output: IO[bytes] | int,
        text: str = "",
        folder: Path = Path("/"),
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a command under this account and wait for its end.

        `output` must be a file if a server may inherit it: a pipe would stay open while the server runs.
        """
        identity: dict[str, Any] = {}
        if self.switch:
            identity = {"user": self.uid, "group": self.gid, "extra_groups": []}
        return subprocess.run(  # noqa: S603  # the programs are PostgreSQL's own
            command, cwd=folder, env=CLEAN_ENVIRONMENT, input=text.encode(), stdout=output,
            stderr=subprocess.STDOUT, check=False, **identity,
        )  # fmt: skip

    def can_enter(self, folder: Path) -> bool:
        if not self.switch:
            return os.access(folder, os.X_OK)
        return (
            self.run(["/bin/sh", "-c", 'cd -- "$1"', "sh", folder], output=subprocess.DEVNULL).returncode == 0
        )

    def own(self, path: Path) -> None:
        """Make this account the owner of one file or folder."""
        if self.switch:
            os.chown(path, self.uid, self.gid)


def find_account(folder: Path) -> SystemAccount:
    """Return the account for the data in `folder`.

    That is the current user; for root it is the owner, `postgres` or `nobody`.
    """
    if os.geteuid() != 0:
        return SystemAccount(str(os.geteuid()), os.geteuid(), os.getegid(), switch=False)
    owner = folder.stat()
    if owner.st_uid != 0:
        return SystemAccount(account_name(owner.st_uid), owner.st_uid, owner.st_gid, switch=True)
    for name in ROOT_REPLACEMENTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return SystemAccount(name, entry.pw_uid, entry.pw_gid, switch=True)
    raise PostgresUnavailable(
        "PostgreSQL does not run as root, and this machine has neither an account 'postgres' nor 'nobody'. "
        "Run Newsroom as an ordinary user, or set DATABASE_URL."
    )


def account_name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
