"""Addresses of buckets, such as `s3://key:secret@host:9000/bucket/folder`."""

import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

FORM = (
    "write s3://key:secret@host:port/bucket/folder?region=…&tls=off, or s3://bucket/folder?region=… with the "
    "credentials in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; a / or @ in the secret is written %2F or %40"
)
SCHEME = "s3://"
DEFAULT_REGION = "us-east-1"
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_FOLDER = re.compile(r"[A-Za-z0-9._~/-]*")
_SWITCH = {"on": True, "off": False}


class InvalidAddress(ValueError):
    """Address that cannot be read; the message has no password."""


@dataclass(frozen=True, slots=True)
class S3Address:
    """A bucket and the folder in it."""

    bucket: str
    folder: str = ""
    endpoint: str = ""
    """URL of the store; empty for Amazon's."""
    region: str = DEFAULT_REGION
    key: str = ""
    secret: str = field(default="", repr=False)

    def __str__(self) -> str:
        """Return the address without credentials."""
        host = f"{urlsplit(self.endpoint).netloc}/" if self.endpoint else ""
        return f"{SCHEME}{host}{'/'.join(filter(None, (self.bucket, self.folder)))}"

    @property
    def store_url(self) -> str:
        return self.endpoint or f"https://s3.{self.region}.amazonaws.com"

    @property
    def has_own_host(self) -> bool:
        """Return whether the bucket is a host name, which no certificate fits with a dot."""
        return not self.endpoint and "." not in self.bucket

    @property
    def origin(self) -> str:
        """Return the origin of signed addresses (RFC 6454)."""
        return (
            self.store_url.replace("https://", f"https://{self.bucket}.")
            if self.has_own_host
            else self.store_url
        )


def parse_address(text: str, default_region: str = DEFAULT_REGION) -> S3Address:
    """Return the parsed address.

    A user name or a port means that the host is the store, else it is the bucket.
    """
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as mistake:
        raise InvalidAddress(FORM) from mistake
    if parts.scheme != "s3" or not parts.hostname or parts.fragment:
        raise InvalidAddress(FORM)
    region, tls = _read_options(parts.query)
    region = region or default_region
    if parts.username is None and port is None:
        return _check(S3Address(parts.netloc, unquote(parts.path).strip("/"), region=region))
    bucket, _slash, folder = unquote(parts.path).strip("/").partition("/")
    endpoint = f"{'https' if tls else 'http'}://{_read_host(parts)}"
    key, secret = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(key) != bool(secret):
        raise InvalidAddress(FORM)
    return _check(S3Address(bucket, folder, endpoint, region, key, secret))


def _read_host(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2]


def _read_options(query: str) -> tuple[str, bool]:
    """Return the region and whether the store is asked over TLS."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
    except ValueError as mistake:
        raise InvalidAddress(FORM) from mistake
    options = dict(pairs)
    region, tls = options.pop("region", ""), options.pop("tls", "on")
    if options:
        raise InvalidAddress(f"{next(iter(options))!r} is no option; {FORM}")
    if tls not in _SWITCH:
        raise InvalidAddress(f"tls is {tls!r}; write tls=off or leave it out")
    return region, _SWITCH[tls]


def _check(address: S3Address) -> S3Address:
    if not _BUCKET.fullmatch(address.bucket):
        raise InvalidAddress(f"{address.bucket!r} is no name of a bucket; {FORM}")
    if not _FOLDER.fullmatch(address.folder) or ".." in address.folder.split("/"):
        raise InvalidAddress(f"{address.folder!r} is no folder; write letters, digits, hyphens and slashes")
    return address
