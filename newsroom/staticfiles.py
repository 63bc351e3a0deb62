"""Static files storage with hashed names, compressed copies and two collections.

A collection is the files of one version of the product and a manifest with their names. Processes of two versions can
use one folder: each reads the manifest of its own sources, and the files of the former collection stay.
"""

import fcntl
import hashlib
import json
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import brotli
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.management.commands.collectstatic import Command as CollectStatic
from django.core.management import call_command
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

from newsroom import file_permissions

BEST, QUICK = 11, 9  # brotli's scale
LARGE = 50_000
"""Bytes from which the best quality is too slow: two large libraries took half of a first start."""
COLLECTIONS = 2
"""Collections that stay: during a rolling upgrade pages of both versions ask for their files."""
GRACE_SECONDS = 3_600
"""Age from which a file may be removed: another process may be collecting into the folder now."""
MANIFESTS = "staticfiles*.json"
ENCODINGS = ("", ".br", ".gz")
HASHED_NAME = re.compile(settings.WHITENOISE_IMMUTABLE_FILE_TEST)


class QuickCompressor(Compressor):
    """Compressor with the best quality, and a faster one for large files."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return brotli.compress(data, quality=QUICK if len(data) >= LARGE else BEST)  # type: ignore[no-any-return]  # untyped


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Storage that leaves the name of an uncollected file unchanged, as in tests."""

    manifest_strict = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.manifest_name = f"staticfiles-{fingerprint()[:16]}.json"
        super().__init__(*args, **kwargs)

    def read_manifest(self) -> str | None:
        """Return the manifest of these sources, else the newest one.

        The sources are newer than every manifest while an upgrade is being installed.
        """
        content: str | None = super().read_manifest()
        if content is None and (manifests := list_manifests(Path(self.location))):
            return manifests[0].read_text(encoding="utf-8")
        return content

    def create_compressor(self, **options: Any) -> QuickCompressor:
        return QuickCompressor(**options)

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        try:
            hashed: str = super().hashed_name(name, content, filename)
        except ValueError:
            return name
        return hashed


def find_manifest() -> Path:
    """Return the path of the manifest of the present sources."""
    return Path(settings.STATIC_ROOT) / f"staticfiles-{fingerprint()[:16]}.json"


def is_collected() -> bool:
    return find_manifest().exists()


def collect_if_changed() -> bool:
    """Collect static files if one has changed; return whether one had.

    The files become visible one by one, each complete, and the manifest last: running processes of the same folder
    never miss one, and an interrupted collection is begun again.
    """
    folder, manifest = Path(settings.STATIC_ROOT), find_manifest()
    folder.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_new := not manifest.exists():
            with tempfile.TemporaryDirectory(dir=folder, prefix=".collect-") as draft:
                _collect(Path(draft))
                _publish(Path(draft), folder, manifest)
    manifest.touch()  # the newest start decides which collections stay
    remove_old_collections(folder)
    return is_new


def _collect(draft: Path) -> None:
    command = CollectStatic()
    command.storage = HashedStaticFiles(location=str(draft))
    call_command(command, interactive=False, verbosity=0)


def _publish(draft: Path, folder: Path, manifest: Path) -> None:
    """Move the files into the folder of those that are served, the manifest last."""
    for path in sorted(draft.rglob("*"), key=lambda path: path == draft / manifest.name):
        target = folder / path.relative_to(draft)
        if path.is_dir():
            target.mkdir(mode=file_permissions.FOLDER, parents=True, exist_ok=True)
        elif HASHED_NAME.search(path.name) and target.exists():
            target.touch()
        else:
            path.replace(target)


def list_manifests(folder: Path) -> list[Path]:
    """Return the manifests of a folder, the newest first."""
    return sorted(folder.glob(MANIFESTS), key=_changed_at, reverse=True)


def _changed_at(path: Path) -> float:
    """Return the time of the last change; 0 for a file that another process removed."""
    with suppress(FileNotFoundError):
        return path.stat().st_mtime
    return 0.0


def remove_old_collections(folder: Path) -> None:
    """Remove all files that the newest collections do not name."""
    present = _list_present(folder)
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in present and time.time() - _changed_at(path) > GRACE_SECONDS:
            path.unlink(missing_ok=True)


def _list_present(folder: Path) -> set[str]:
    """Return the names of the newest collections and of their manifests."""
    present: dict[str, set[str]] = {}
    for manifest in list_manifests(folder):
        with suppress(FileNotFoundError):
            content = json.loads(manifest.read_text(encoding="utf-8"))
            digest = content.get("hash") or manifest.name
            if digest not in present and len(present) < COLLECTIONS:
                names = {*content["paths"], *content["paths"].values()}
                present[digest] = {manifest.name} | {f"{n}{suffix}" for n in names for suffix in ENCODINGS}
    return set().union(*present.values())


def fingerprint() -> str:
    """Return a hash over the names, sizes and times of all source files."""
    digest = hashlib.sha256(f"{settings.STORAGES['staticfiles']['BACKEND']}\0{settings.STATIC_URL}".encode())
    for path in sorted(source_files()):
        facts = path.stat()
        digest.update(f"{path}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def source_files() -> Iterator[Path]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name))
