"""Authentication of agencies: the key of a source, and its signature.

The key is sent as `Authorization: Bearer nw_<public>_<secret>`, or as the password of HTTP Basic for services that
know no other way. The header `X-Signature: t=<Unix time>,v1=<hex>` has the HMAC-SHA256 of `<Unix time>.<body>`.
"""

import base64
import binascii
import hashlib
import hmac
import re
from datetime import datetime

from django.http import HttpRequest

from articles.actions.intake.receive.sources import is_key_of
from articles.intake_api.problems import PushRefused
from articles.models import WireSource
from newsroom.encryption import CannotDecrypt, decrypt

SIGNATURE_HEADER = "X-Signature"
SIGNATURE_PATTERN = re.compile(r"t=(\d{1,12}),v1=([0-9a-f]{64})", re.ASCII)
MAX_CLOCK_DIFFERENCE = 300
"""Seconds by which the time of a signature may differ from ours; an older request is a replay."""
NOBODY = WireSource()
"""Source without a key, compared where there is none, so that both take the same time."""


def find_source(request: HttpRequest, code: str, at: datetime) -> WireSource:
    """Return the source whose key the request has; raise PushRefused without one."""
    sources = WireSource.objects.filter(code=code, transport=WireSource.Transport.PUSH, active=True)
    source = sources.select_related("agency").first() if code.isprintable() else None
    if not is_key_of(source or NOBODY, read_key(request), at) or source is None:
        raise PushRefused(401)
    return source


def read_key(request: HttpRequest) -> str:
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return text.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(text, validate=True).decode("ascii").partition(":")[2]
        except (binascii.Error, ValueError):
            return ""
    return ""


def check_signature(request: HttpRequest, source: WireSource, raw: bytes, at: datetime) -> None:
    """Raise PushRefused unless the request is signed as the source demands."""
    if not source.encrypted_signing_secret:
        return
    found = SIGNATURE_PATTERN.fullmatch(request.headers.get(SIGNATURE_HEADER, "").replace(" ", ""))
    if found is None or abs(at.timestamp() - int(found[1])) > MAX_CLOCK_DIFFERENCE:
        raise PushRefused(401)
    try:
        secret = decrypt(source.encrypted_signing_secret)
    except CannotDecrypt:
        raise PushRefused(401) from None
    if not hmac.compare_digest(sign_body(secret, found[1], raw), found[2]):
        raise PushRefused(401)


def sign_body(secret: str, timestamp: str, raw: bytes) -> str:
    return hmac.new(secret.encode(), f"{timestamp}.".encode() + raw, hashlib.sha256).hexdigest()
