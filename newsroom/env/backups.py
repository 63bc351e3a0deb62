"""Settings of backups."""

from dataclasses import dataclass
from datetime import timedelta

from environs import Env

from newsroom.env.errors import InvalidEnvironment


@dataclass(frozen=True, slots=True)
class BackupSettings:
    """Age of the newest backup from which the desk shows an alarm; None for never."""

    max_age: timedelta | None


def read_backup_settings(env: Env) -> BackupSettings:
    text = env.str("BACKUP_MAX_AGE", default="")
    if not text:
        return BackupSettings(None)
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 10_000):
        raise InvalidEnvironment(
            f"BACKUP_MAX_AGE is {text!r}; write whole hours from 1 to 10000, such as 26 for a daily backup."
        )
    return BackupSettings(timedelta(hours=int(text)))
