"""Strong ETags made of what moves an answer, not of the answer: a 304 costs no more than finding the key.

An answer depends on the log's head, on the mark of everything beside stories, on rights that the clock turned, on the
contract, on the key (its scopes, and the links signed for it), on the address and format asked for, and on our code.
"""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from articles.feed.authentication import Caller
from articles.feed.key_lookup import FeedPosition
from articles.feed.pagination import contract_version
from articles.feed.signed_urls import link_step

SALT = "newsroom.feed.etag"
CODINGS = ("-br", "-gzip")
"""Endings that packing puts on a tag."""


@cache
def code_version() -> str:
    """Another release may write other bytes of the same story."""
    digest = hashlib.sha256(f"{settings.SITE_URL} {settings.SITE_NAME}".encode())
    for file in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def request_etag(request: HttpRequest, caller: Caller, position: FeedPosition, media_type: str) -> str:
    """`media_type` is the media type that was negotiated."""
    if caller.at is None:
        raise ValueError("A caller without the time of its request has no ETag.")
    parts = (
        position.epoch.hex, position.n, position.site_revision, *position.grant_changes, caller.partner.pk,
        contract_version(caller.partner, caller.at), caller.key.pk, *sorted(caller.key.scopes),
        link_step(caller.at), request.get_full_path(), media_type, code_version(),
    )  # fmt: skip
    return f'"{salted_hmac(SALT, "\n".join(map(str, parts)), algorithm="sha256").hexdigest()[:32]}"'


def content_etag(content: bytes) -> str:
    """For small answers that depend on other things: made first, then compared."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def matches_etag(request: HttpRequest, etag: str) -> bool:
    """Whether `If-None-Match` names the tag, packed or not. A star is no proof of anything: it never matches."""
    known = request.headers.get("If-None-Match", "")
    tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
    return any(f'{etag[:-1]}{coding}"' in tags for coding in ("", *CODINGS))
