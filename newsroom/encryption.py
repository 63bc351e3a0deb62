"""Secrets that must be read again are kept sealed: authenticated encryption under a key made from SECRET_KEY.

`SECRET_KEY_FALLBACKS` still open what was sealed before the key was changed.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"newsroom.sealing"


class CannotOpen(Exception):
    """Sealed under a key that is no longer known, or changed since."""


def encrypt(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    try:
        return _box().decrypt(text.encode()).decode()
    except InvalidToken as unknown:
        raise CannotOpen("The secret was sealed under another SECRET_KEY.") from unknown


def _box() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> Fernet:
    material = secret if isinstance(secret, bytes) else secret.encode()
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(material)
    return Fernet(base64.urlsafe_b64encode(derived))
