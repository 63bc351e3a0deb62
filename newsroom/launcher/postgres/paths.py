"""Folders of one server: data, socket and log."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from newsroom.launcher.postgres.account import SystemAccount, account_name, find_account
from newsroom.launcher.postgres.errors import PostgresUnavailable

LONGEST_SOCKET_PATH = 103  # bytes, less than macOS (104) and Linux (108) allow, with the closing zero
SOCKET_NAME = ".s.PGSQL.5432"
FALLBACK_FOLDERS = (Path("/var/lib"), Path("/var/tmp"))  # noqa: S108  # kept over a restart, unlike /tmp


@dataclass(frozen=True, slots=True)
class ClusterPaths:
    """Paths below the folder of one server."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def draft(self) -> Path:
        """Folder of an unfinished initdb, which is never used."""
        return self.root / "data.new"

    @property
    def finished_data(self) -> Path:
        """Folder of finished data of a new major version, about to be renamed."""
        return self.root / "data.upgraded"

    def former(self, major: int) -> Path:
        """Return the folder of the data of before an upgrade."""
        return self.root / f"data.postgresql-{major}"

    @property
    def log(self) -> Path:
        return self.root / "server.log"

    @property
    def socket_folder(self) -> Path:
        """Folder of the socket; in /tmp if the path is too long or has special characters."""
        folder = self.root / "socket"
        path = str(folder / SOCKET_NAME)
        if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH and not set(path) & set(",'\\"):
            return folder
        # Not TMPDIR: every process must find the same folder.
        return Path("/tmp") / f"newsroom-{fingerprint(self.root)}"  # noqa: S108  # checked to be ours at start

    @property
    def url(self) -> str:
        return f"postgresql://newsroom@/newsroom?host={quote(str(self.socket_folder), safe='')}&port=5432"

    @property
    def major(self) -> int | None:
        """Major version that created the data; None before they exist."""
        version = self.data / "PG_VERSION"
        return int(version.read_text()) if version.exists() else None


def fingerprint(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]


def prepare_folders(folder: Path) -> tuple[ClusterPaths, SystemAccount]:
    """Create the folders if necessary; return them and the account of the server.

    If that account cannot enter a private home directory, the data go to /var/lib/newsroom and `folder` becomes a
    link to them: permissions of parent folders are left alone.
    """
    if folder.is_symlink():
        folder.resolve().mkdir(mode=0o700, parents=True, exist_ok=True)
    else:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    account = find_account(folder)
    if account.can_enter(folder.resolve().parent):
        account.own(folder.resolve())
    elif any(folder.iterdir()):
        raise PostgresUnavailable(
            f"PostgreSQL runs as {account.name!r}, who cannot enter {folder.resolve().parent} any more: "
            "allow it to pass through (chmod o+x), or move the data."
        )
    else:
        link_to_reachable_folder(folder, account)
    refuse_foreign(folder, account)
    return ClusterPaths(folder.resolve()), account


def link_to_reachable_folder(folder: Path, account: SystemAccount) -> None:
    home = next(
        (home for home in FALLBACK_FOLDERS if os.access(home, os.W_OK) and account.can_enter(home)), None
    )
    if home is None:
        raise PostgresUnavailable(
            f"PostgreSQL runs as {account.name!r}, who cannot enter {folder.parent}, and there is no other "
            "folder for its data in /var. Set NEWSROOM_DATA_DIR to a folder that everybody may enter."
        )
    (home / "newsroom").mkdir(mode=0o755, exist_ok=True)
    target = home / "newsroom" / f"{folder.name}-{fingerprint(folder)}"
    target.mkdir(mode=0o700, exist_ok=True)
    account.own(target)
    folder.rmdir()
    folder.symlink_to(target, target_is_directory=True)


def refuse_foreign(folder: Path, account: SystemAccount) -> None:
    owner = folder.stat().st_uid
    if owner != account.uid:
        raise PostgresUnavailable(
            f"the database in {folder} belongs to {account_name(owner)!r}: run this command as that account (or "
            "as root), or set NEWSROOM_DATA_DIR to a folder of your own."
        )


def make_socket_folder(place: ClusterPaths, account: SystemAccount) -> None:
    """Create the private socket folder; refuse another account's."""
    folder = place.socket_folder
    if not folder.exists():
        folder.mkdir(mode=0o700)
        account.own(folder)
    facts = folder.lstat()
    if folder.is_symlink() or facts.st_uid != account.uid or facts.st_mode & 0o077:
        raise PostgresUnavailable(f"{folder} is not a private folder of {account.name!r}; remove it.")
