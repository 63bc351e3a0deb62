"""Store and size of media files, from `MEDIA_…` variables."""

import os
from dataclasses import dataclass
from importlib.util import find_spec

from environs import Env

from newsroom.env.checks import check_positive
from newsroom.env.errors import InvalidEnvironment
from newsroom.media_store.address import DEFAULT_REGION, InvalidAddress, S3Address, parse_address

SENDERS = ("django", "accel", "redirect")
"""Who sends files: Django, nginx by X-Accel-Redirect, or the store by signed addresses."""
PACKAGES = ("boto3", "storages")


@dataclass(frozen=True, slots=True)
class MediaSettings:
    """Store of media files, who sends them, and their size."""

    url: str
    s3: S3Address | None
    """None for the folder `media` in the data folder."""
    send: str
    max_megabytes: int
    """Size of one audio or video file."""

    @property
    def origins(self) -> list[str]:
        """Origins, besides the site's own, that files come from."""
        return [self.s3.origin] if self.s3 and self.send == "redirect" else []


def read_media(env: Env) -> MediaSettings:
    url, send = env.str("MEDIA_URL_S3", default="").strip(), env.str("MEDIA_SEND", default="django")
    if send not in SENDERS:
        raise InvalidEnvironment(f"MEDIA_SEND is {send!r}; write {', '.join(SENDERS[:-1])} or {SENDERS[-1]}.")
    if send == "redirect" and not url:
        raise InvalidEnvironment(
            "MEDIA_SEND is 'redirect', which needs a store with addresses of its own: set MEDIA_URL_S3, or write "
            "django or accel."
        )
    return MediaSettings(
        url,
        read_s3_address("MEDIA_URL_S3", url) if url else None,
        send,
        check_positive("MEDIA_MAX_MEGABYTES", env.int("MEDIA_MAX_MEGABYTES", default=100)),
    )


def read_s3_address(variable: str, url: str) -> S3Address:
    """Return the parsed address; raise if it is wrong or the packages are missing."""
    try:
        address = parse_address(url, os.environ.get("AWS_REGION") or DEFAULT_REGION)
    except InvalidAddress as mistake:
        raise InvalidEnvironment(f"{variable} cannot be read: {mistake}.") from mistake
    if not all(map(find_spec, PACKAGES)):
        raise InvalidEnvironment(f"{variable} needs the packages of the extra s3: run `uv sync --extra s3`.")
    return address
