"""Addresses of S3 stores.

`s3://key:secret@host:port/bucket/prefix?region=eu-central-1&tls=off` names a store of any maker;
`s3://bucket/prefix` is Amazon's, with the credentials of `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, of a profile
or of the machine's role.
"""

import re
from dataclasses import dataclass, field
from importlib.util import find_spec
from urllib.parse import parse_qsl, unquote, urlsplit

from newsroom.env.errors import InvalidEnvironment

FORMS = "write s3://key:secret@host:port/bucket/prefix?region=…&tls=off or s3://bucket/prefix"
BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
"""Names that Amazon allows for new buckets."""
SWITCH = {"on": True, "off": False}


@dataclass(frozen=True, slots=True)
class S3Address:
    """Bucket, prefix and host; empty credentials are the environment's."""

    bucket: str
    prefix: str = ""
    """Without slashes at its ends."""
    endpoint: str = ""
    """URL of the store; empty for Amazon's."""
    region: str = ""
    key: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)

    def __str__(self) -> str:
        """Return the address without credentials."""
        host = urlsplit(self.endpoint).netloc
        return "s3://" + "/".join(part for part in (host, self.bucket, self.prefix) if part)


def parse_s3_address(name: str, text: str) -> S3Address:
    """Return the parts of an address; errors begin with `name`."""
    try:
        parts = urlsplit(text)
        query = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
        port = parts.port
    except ValueError as mistake:
        raise InvalidEnvironment(f"{name} cannot be read; {FORMS}.") from mistake
    if parts.scheme != "s3" or not parts.hostname or set(query) - {"region", "tls"} or parts.fragment:
        raise InvalidEnvironment(f"{name} cannot be read; {FORMS}.")
    if query.get("tls", "on") not in SWITCH:
        raise InvalidEnvironment(f"{name}: tls may be on or off; {FORMS}.")
    region = query.get("region", "")
    segments = [unquote(segment) for segment in parts.path.split("/") if segment]
    if not (parts.username or parts.password or port):
        return _build_address(name, [parts.netloc, *segments], region=region)
    if not (parts.username and parts.password):
        raise InvalidEnvironment(f"{name} needs both key and secret; {FORMS}.")
    scheme = "https" if SWITCH[query.get("tls", "on")] else "http"
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return _build_address(
        name, segments, region=region, endpoint=f"{scheme}://{host}" + (f":{port}" if port else ""),
        key=unquote(parts.username), secret=unquote(parts.password),
    )  # fmt: skip


def _build_address(name: str, segments: list[str], **parts: str) -> S3Address:
    if not segments or not BUCKET.fullmatch(segments[0]) or {".", ".."} & set(segments):
        raise InvalidEnvironment(f"{name} names no bucket; {FORMS}.")
    return S3Address(segments[0], "/".join(segments[1:]), **parts)


def require_s3_extra(name: str) -> None:
    """Raise InvalidEnvironment if the packages of the extra `s3` are missing."""
    if find_spec("boto3") is None:
        raise InvalidEnvironment(f"{name} needs packages that are not installed: uv sync --extra s3")
