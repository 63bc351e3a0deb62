"""Encryption of a backup's files in the format age.

`age-keygen` makes a pair: the desk knows the public key only, and the file with the private one stays elsewhere. The
program `age` decrypts the same files without Newsroom: `age --decrypt --identity FILE`.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

from newsroom.backup.errors import BackupError

SUFFIX = ".age"
PRIVATE_KEY = "AGE-SECRET-KEY-"


def require_encryption() -> None:
    if find_spec("pyrage") is None:
        raise BackupError(
            "Encrypted backups need packages that are not installed: uv sync --extra encryption"
        )


def check_recipient(text: str) -> str:
    """Return the public key; raise BackupError if it is none."""
    require_encryption()
    import pyrage  # noqa: PLC0415  # an extra

    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as mistake:
        hint = " This is a private key: it must not be on the desk." if text.startswith(PRIVATE_KEY) else ""
        raise BackupError(f"--encrypt-to needs a public key of age, age1….{hint}") from mistake
    return text


def read_identities(file: Path) -> list[Any]:
    """Return the private keys of a file made by age-keygen."""
    require_encryption()
    import pyrage  # noqa: PLC0415  # an extra

    try:
        lines = file.read_text(encoding="utf-8").split()
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith(PRIVATE_KEY)]
    except (OSError, ValueError, pyrage.IdentityError) as fault:
        raise BackupError(f"--identity: {file} cannot be read: {fault}") from fault
    if not found:
        raise BackupError(f"--identity: {file} has no line that begins with {PRIVATE_KEY}1.")
    return found


@contextmanager
def encrypt_stream(reader: BinaryIO, recipient: str) -> Iterator[BinaryIO]:
    """Yield a reader of the encrypted bytes; an empty recipient changes nothing."""
    if not recipient:
        yield reader
        return
    import pyrage  # noqa: PLC0415  # an extra

    key = pyrage.x25519.Recipient.from_str(recipient)
    with run_through(lambda writer: pyrage.encrypt_io(reader, writer, [key])) as encrypted:
        yield encrypted


@contextmanager
def decrypt_stream(reader: BinaryIO, identities: Sequence[Any], *, name: str) -> Iterator[BinaryIO]:
    """Yield a reader of the decrypted bytes; without identities yield the same reader."""
    if not identities:
        yield reader
        return
    import pyrage  # noqa: PLC0415  # an extra

    def decrypt(writer: BinaryIO) -> None:
        try:
            pyrage.decrypt_io(reader, writer, list(identities))
        except (pyrage.DecryptError, OSError) as fault:
            raise BackupError(f"{name} cannot be decrypted with this key: {fault}.") from fault

    with run_through(decrypt) as decrypted:
        yield decrypted


@contextmanager
def run_through(transform: Callable[[BinaryIO], None]) -> Iterator[BinaryIO]:
    """Yield a reader of the bytes that a function writes in a thread."""
    out, into = os.pipe()

    def work() -> None:
        with os.fdopen(into, "wb") as writer:
            transform(writer)

    with ThreadPoolExecutor(1) as pool:
        with os.fdopen(out, "rb") as reader:
            job = pool.submit(work)
            yield reader
        job.result()
