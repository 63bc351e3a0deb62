"""Settings of backups."""

from dataclasses import dataclass
from datetime import timedelta

from environs import Env

from newsroom.env.errors import InvalidEnvironment
from newsroom.strict_values import parse_integer


@dataclass(frozen=True, slots=True)
class BackupSettings:
    """Age of the newest backup from which the desk shows an alarm; None for never."""

    max_age: timedelta | None


def read_backup_settings(env: Env) -> BackupSettings:
    text = env.str("BACKUP_MAX_AGE", default="")
    if not text:
        return BackupSettings(None)
    hours = parse_integer(text, least=1, most=10_000)
    if hours is None:
        raise InvalidEnvironment(
            f"BACKUP_MAX_AGE is {text!r}; write whole hours from 1 to 10000, such as 26 for a daily backup."
        )
    return BackupSettings(timedelta(hours=hours))
