"""Secret key of an installation and its former keys."""

import secrets
from contextlib import suppress
from pathlib import Path

from environs import Env

from newsroom import file_permissions
from newsroom.env.errors import InvalidEnvironment


def make_folder(data_dir: Path) -> None:
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise InvalidEnvironment(f"NEWSROOM_DATA_DIR cannot be used: {trouble}") from trouble


def read_secret_key(data_dir: Path) -> str:
    """Return the secret key in the data folder, which is created at first use."""
    file = data_dir / "secret_key"
    if not file.exists():
        make_folder(data_dir)
        draft = data_dir / f".secret_key.{secrets.token_hex(4)}"
        file_permissions.write_secret(draft, secrets.token_urlsafe(50))
        with suppress(FileExistsError):  # another process was first: use its key
            file.hardlink_to(draft)
        draft.unlink()
    with suppress(PermissionError):  # the file belongs to another account
        if file.stat().st_mode & 0o077:
            file.chmod(file_permissions.SECRET)
    return file.read_text()


def read_fallbacks(env: Env) -> list[str]:
    """Return the former keys, which still verify and decrypt."""
    entries: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
    keys = [entry.strip() for entry in entries]
    if not all(keys):
        raise InvalidEnvironment(
            "SECRET_KEY_FALLBACKS has an empty entry; write former keys, separated by commas."
        )
    return keys
