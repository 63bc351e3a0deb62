"""The row by which a start recognises the SECRET_KEY of the database."""

from newsroom.encryption import CannotDecrypt, decrypt, encrypt
from newsroom.models import KeyCheck

TEXT = "newsroom"


def has_key_check() -> bool:
    return KeyCheck.objects.exists()


def is_key_known() -> bool:
    """Return whether SECRET_KEY or a fallback is the key of this database.

    Another process that starts for the first time may have stored the check of its own key.
    """
    row, _created = KeyCheck.objects.get_or_create(number=1, defaults={"encrypted_text": encrypt(TEXT)})
    try:
        return decrypt(row.encrypted_text) == TEXT
    except CannotDecrypt:
        return False


def renew_key_check() -> None:
    """Make SECRET_KEY the key of this database."""
    KeyCheck.objects.update_or_create(number=1, defaults={"encrypted_text": encrypt(TEXT)})
