"""The operating system's account that the server runs under: PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from newsroom.launcher.postgres.errors import PostgresUnavailable

STAND_INS = ("postgres", "nobody")
"""Whom root becomes. An existing account: initdb refuses a number without a name."""

CLEAN_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": os.defpath}
"""A LANG that is not installed, PGDATA or PGPORT must not reach the server."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who runs PostgreSQL's programs; `switch` is false where that is the present user."""

    name: str
    uid: int
    gid: int
    switch: bool

    def run(
        self, command: Sequence[str | Path], *, output: IO[bytes] | int, text: str = ""
    ) -> subprocess.CompletedProcess[bytes]:
        """Run to the end under this account.

        `output` is a file wherever a server may inherit it: a pipe would stay open as long as that lives.
        """
        identity: dict[str, Any] = {}
        if self.switch:
            identity = {"user": self.uid, "group": self.gid, "extra_groups": []}
        return subprocess.run(  # noqa: S603  # the programs are PostgreSQL's own
            command, cwd="/", env=CLEAN_ENVIRONMENT, input=text.encode(), stdout=output,
            stderr=subprocess.STDOUT, check=False, **identity,
        )  # fmt: skip

    def can_enter(self, folder: Path) -> bool:
        if not self.switch:
            return os.access(folder, os.X_OK)
        return (
            self.run(["/bin/sh", "-c", 'cd -- "$1"', "sh", folder], output=subprocess.DEVNULL).returncode == 0
        )

    def take(self, path: Path) -> None:
        """Make this account the owner of one file or folder."""
        if self.switch:
            os.chown(path, self.uid, self.gid)


def account_for(folder: Path) -> Account:
    """Who serves the data in `folder`: the present user; for root the owner, `postgres` or `nobody`."""
    if os.geteuid() != 0:
        return Account(str(os.geteuid()), os.geteuid(), os.getegid(), switch=False)
    owner = folder.stat()
    if owner.st_uid != 0:
        return Account(name_of(owner.st_uid), owner.st_uid, owner.st_gid, switch=True)
    for name in STAND_INS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid, switch=True)
    raise PostgresUnavailable(
        "PostgreSQL does not run as root, and this machine has neither an account 'postgres' nor 'nobody'. "
        "Run Newsroom as an ordinary user, or set DATABASE_URL."
    )


def name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
