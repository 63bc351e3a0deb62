"""Strong ETags that are known before the response is made.

They are computed from everything a response depends on, so that a 304 costs no more than the key lookup. A response
depends on the log's head, on the revision of people, topics, sections, agencies and rights, on grants that start or
end, on the contract, on the key (its scopes and signed links), on the URL and format, and on our code.
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
"""Suffixes that compression adds to an ETag."""


@cache
def code_version() -> str:
    """Return a digest of this package: another release may write other bytes."""
    digest = hashlib.sha256(f"{settings.SITE_URL} {settings.SITE_NAME}".encode())
    for file in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def request_etag(request: HttpRequest, caller: Caller, position: FeedPosition, media_type: str) -> str:
    """Return the ETag of the response to this request in the negotiated media type."""
    if caller.at is None:
        raise ValueError("A caller without the time of its request has no ETag.")
    parts = (
        position.epoch.hex, position.n, position.site_revision, *position.grant_changes, caller.partner.pk,
        contract_version(caller.partner, caller.at), caller.key.pk, *sorted(caller.key.scopes),
        link_step(caller.at), request.get_full_path(), media_type, code_version(),
    )  # fmt: skip
    return f'"{salted_hmac(SALT, "\n".join(map(str, parts)), algorithm="sha256").hexdigest()[:32]}"'


def matches_etag(request: HttpRequest, etag: str) -> bool:
    return names_etag(request.headers.get("If-None-Match", ""), etag)


def names_etag(known: str, etag: str) -> bool:
    """Return whether `If-None-Match` names the ETag; suffixes match, `*` does not."""
    tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
    return any(f'{etag[:-1]}{coding}"' in tags for coding in ("", *CODINGS))


def etag_of_coding(etag: str, coding: str) -> str:
    """Return the ETag of the same response compressed."""
    return f'{etag[:-1]}-{coding}"'
