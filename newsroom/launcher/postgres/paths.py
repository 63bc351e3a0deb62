"""Where one server keeps its data, its socket and its log."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from newsroom.launcher.postgres.account import Account, account_for, name_of
from newsroom.launcher.postgres.errors import PostgresUnavailable

LONGEST_SOCKET_PATH = 103  # bytes, less than macOS (104) and Linux (108) allow, with the closing zero
SOCKET_NAME = ".s.PGSQL.5432"
UNREACHABLE_HOMES = (Path("/var/lib"), Path("/var/tmp"))  # noqa: S108  # kept over a restart, unlike /tmp


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of one server: `data`, `socket`, `server.log`, and the programs where a copy was needed."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def draft(self) -> Path:
        """Half an initdb stays here and never counts."""
        return self.root / "data.new"

    @property
    def log(self) -> Path:
        return self.root / "server.log"

    @property
    def socket_folder(self) -> Path:
        """Beside the data; in the temp folder where that path is too long or has a comma or quote in it."""
        beside = self.root / "socket"
        path = str(beside / SOCKET_NAME)
        if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH and not set(path) & set(",'\\"):
            return beside
        # Not TMPDIR: every process has to come to the same answer.
        return Path("/tmp") / f"newsroom-{fingerprint(self.root)}"  # noqa: S108  # checked to be ours at start

    @property
    def url(self) -> str:
        return f"postgresql://newsroom@/newsroom?host={quote(str(self.socket_folder), safe='')}&port=5432"

    @property
    def major(self) -> int | None:
        """The PostgreSQL that made the data, None before there are any."""
        version = self.data / "PG_VERSION"
        return int(version.read_text()) if version.exists() else None


def fingerprint(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]


def settle(folder: Path) -> tuple[Place, Account]:
    """The place for `folder`, made if need be, and the account that serves it.

    Root's stand-in cannot enter a private home, and the permissions of the folders above are not ours to
    change: the data then go to /var/lib/newsroom, and `folder` becomes a link to them.
    """
    if folder.is_symlink():
        folder.resolve().mkdir(mode=0o700, parents=True, exist_ok=True)
    else:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    account = account_for(folder)
    if account.can_enter(folder.resolve().parent):
        account.take(folder.resolve())
    elif any(folder.iterdir()):
        raise PostgresUnavailable(
            f"PostgreSQL runs as {account.name!r}, who cannot enter {folder.resolve().parent} any more: "
            "give back the right to pass through (chmod o+x), or move the data."
        )
    else:
        settle_elsewhere(folder, account)
    refuse_foreign(folder, account)
    return Place(folder.resolve()), account


def settle_elsewhere(folder: Path, account: Account) -> None:
    home = next(
        (home for home in UNREACHABLE_HOMES if os.access(home, os.W_OK) and account.can_enter(home)), None
    )
    if home is None:
        raise PostgresUnavailable(
            f"PostgreSQL runs as {account.name!r}, who cannot enter {folder.parent}, and there is no other "
            "place for its data in /var. Set NEWSROOM_DATA_DIR to a folder that everybody may enter."
        )
    (home / "newsroom").mkdir(mode=0o755, exist_ok=True)
    target = home / "newsroom" / f"{folder.name}-{fingerprint(folder)}"
    target.mkdir(mode=0o700, exist_ok=True)
    account.take(target)
    folder.rmdir()
    folder.symlink_to(target, target_is_directory=True)


def refuse_foreign(folder: Path, account: Account) -> None:
    owner = folder.stat().st_uid
    if owner != account.uid:
        raise PostgresUnavailable(
            f"the database in {folder} belongs to {name_of(owner)!r}: run this command as that account (or "
            "as root), or set NEWSROOM_DATA_DIR to a folder of your own."
        )


def make_socket_folder(place: Place, account: Account) -> None:
    """A private folder; one that somebody else put into the temp folder before us is refused."""
    folder = place.socket_folder
    if not folder.exists():
        folder.mkdir(mode=0o700)
        account.take(folder)
    facts = folder.lstat()
    if folder.is_symlink() or facts.st_uid != account.uid or facts.st_mode & 0o077:
        raise PostgresUnavailable(f"{folder} is not a private folder of {account.name!r}; remove it.")
