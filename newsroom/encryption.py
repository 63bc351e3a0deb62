"""Encryption of stored secrets: Fernet under a key derived from SECRET_KEY.

`SECRET_KEY_FALLBACKS` still decrypt secrets from before a change of the key.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"newsroom.sealing"  # part of the key: changing it makes stored secrets unreadable


class CannotDecrypt(Exception):
    """Secret that was encrypted under an unknown key, or was altered."""


def encrypt(text: str) -> str:
    return _fernet().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    try:
        return _fernet().decrypt(text.encode()).decode()
    except InvalidToken as unknown:
        raise CannotDecrypt("The secret was encrypted under another SECRET_KEY.") from unknown


def reencrypt(text: str) -> str:
    """Return the same secret encrypted under SECRET_KEY itself."""
    return encrypt(decrypt(text))


def is_under_first_key(text: str) -> bool:
    """Return whether the secret is encrypted under SECRET_KEY itself."""
    try:
        _key(settings.SECRET_KEY).decrypt(text.encode())
    except InvalidToken:
        return False
    return True


def _fernet() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> Fernet:
    material = secret if isinstance(secret, bytes) else secret.encode()
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(material)
    return Fernet(base64.urlsafe_b64encode(derived))
