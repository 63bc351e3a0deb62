"""Signed URLs of files, valid for one key and at most fifteen minutes.

A link proves the key and the expiry. Whether the partner may have the picture is decided again at the download.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.core import signing

from articles.feed.authentication import Caller
from articles.feed.exceptions import LinkInvalid
from articles.models import Photo
from articles.models.partner import Scope
from articles.photos.renditions import rendition_height, rendition_widths
from articles.url_paths import absolute_url

SALT = "newsroom.feed.picture"
MEDIA_SALT = "newsroom.feed.media"
STEP_SECONDS, LIFETIME_STEPS = 300, 3
"""Links issued within one step (in seconds) are equal and expire `LIFETIME_STEPS` steps after its start."""


@dataclass(frozen=True, slots=True)
class PictureLink:
    """The content of a verified link."""

    photo_id: int
    width: int
    key_id: int


def signed_renditions(photo: Photo, caller: Caller, at: datetime) -> tuple[tuple[str, str, int, int], ...]:
    """Return (name, URL, width, height), smallest first; empty without the scope."""
    if not photo.file or not caller.has_scope(Scope.PICTURES):
        return ()
    return tuple(
        (f"{width}px", _signed_url(photo.pk, width, caller, at), width, rendition_height(photo, width))
        for width in rendition_widths(photo)
    )


def link_step(at: datetime) -> int:
    """Return the number of the step; links of one step are equal."""
    return int(at.timestamp()) // STEP_SECONDS


def link_step_start(at: datetime) -> datetime:
    return datetime.fromtimestamp(link_step(at) * STEP_SECONDS, tz=UTC)


def _signed_url(photo_id: int, width: int, caller: Caller, at: datetime) -> str:
    end = (link_step(at) + LIFETIME_STEPS) * STEP_SECONDS
    token = signing.Signer(salt=SALT).sign_object({"p": photo_id, "w": width, "k": caller.key.pk, "e": end})
    return absolute_url(f"/api/v1/pictures/{photo_id}/file/{width}px?link={token}")


def verify_link(text: str, photo_id: int, rendition: str, at: datetime) -> PictureLink:
    """Return the link's content.

    Raises LinkInvalid if the link is forged, expired or of another picture.
    """
    try:
        content = signing.Signer(salt=SALT).unsign_object(text)
    except signing.BadSignature as forged:
        raise LinkInvalid from forged
    ends = datetime.fromtimestamp(content["e"], tz=UTC)
    if content["p"] != photo_id or f"{content['w']}px" != rendition or ends <= at:
        raise LinkInvalid
    return PictureLink(photo_id, content["w"], content["k"])


def sign_media_url(media_id: int, caller: Caller, at: datetime) -> str:
    """Return the URL of an audio or video file; empty without the scope."""
    if not caller.has_scope(Scope.PICTURES):
        return ""
    end = (link_step(at) + LIFETIME_STEPS) * STEP_SECONDS
    token = signing.Signer(salt=MEDIA_SALT).sign_object({"m": media_id, "k": caller.key.pk, "e": end})
    return absolute_url(f"/api/v1/media/{media_id}/file?link={token}")


def verify_media_link(text: str, media_id: int, at: datetime) -> int:
    """Return the id of the key; raise LinkInvalid for a link that is not of this file."""
    try:
        content = signing.Signer(salt=MEDIA_SALT).unsign_object(text)
    except signing.BadSignature as forged:
        raise LinkInvalid from forged
    if content["m"] != media_id or datetime.fromtimestamp(content["e"], tz=UTC) <= at:
        raise LinkInvalid
    key_id: int = content["k"]
    return key_id
