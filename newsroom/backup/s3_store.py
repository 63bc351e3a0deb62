"""Folders in an S3 store, through boto3."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, cast

from newsroom.backup.errors import BackupError
from newsroom.backup.file_stores import FileStore, SourceFile
from newsroom.backup.manifest import MANIFEST
from newsroom.media_store.address import S3Address

BATCH_SIZE = 1000
"""Objects that one request can remove."""
CONNECT_SECONDS, READ_SECONDS = 5, 60
TRANSIENT_FOR = timedelta(days=1)
"""Age after which an unfinished backup counts as interrupted; S3 has no locks."""
NOT_FOUND = {"404", "NoSuchKey", "NotFound"}
REASONS = {
    "NoSuchBucket": "there is no bucket {bucket!r}",
    "InvalidAccessKeyId": "the store does not know the key",
    "SignatureDoesNotMatch": "the secret does not fit the key",
    "ExpiredToken": "the credentials have expired",
    "TokenRefreshRequired": "the credentials have expired",
    "InvalidToken": "the credentials are invalid",
    "AccessDenied": "the credentials do not allow it",
    "403": "the credentials are refused",
    "RequestTimeTooSkewed": "the clock of this machine differs from the store's: set the time",
}


class S3Fault(OSError):
    """Answer of an S3 store in one line."""


class S3Store:
    """Objects below a prefix of a bucket."""

    def __init__(self, address: S3Address, client: Any = None) -> None:
        self.address = address
        if client is not None:
            self.client = client

    def __str__(self) -> str:
        return str(self.address)

    @cached_property
    def client(self) -> Any:
        from boto3.session import Session  # noqa: PLC0415  # an extra
        from botocore.config import Config  # noqa: PLC0415

        given = self.address
        session = Session(given.key or None, given.secret or None, region_name=given.region)
        config = Config(
            connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries={"mode": "standard"},
            s3={"addressing_style": "path" if given.endpoint else "auto"},
            request_checksum_calculation="when_required", response_checksum_validation="when_required",
        )  # fmt: skip
        return session.client("s3", endpoint_url=given.endpoint or None, config=config)

    def key(self, path: str) -> str:
        return f"{self.address.folder}/{path}".strip("/")

    def child(self, name: str) -> "S3Store":
        return S3Store(replace(self.address, folder=self.key(name)), self.client)

    @contextmanager
    def name_faults(self, path: str = "") -> Iterator[None]:
        """Turn errors of boto3 into OSErrors with one line for the operator."""
        from boto3.exceptions import Boto3Error  # noqa: PLC0415  # an extra
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415

        place = f"{self}/{path}" if path else str(self)
        try:
            yield
        except ClientError as fault:
            code = str(fault.response.get("Error", {}).get("Code", ""))
            if code in NOT_FOUND:
                raise FileNotFoundError(f"{place}: there is no such object") from fault
            reason = REASONS.get(code, "the store refuses ({code})").format(
                bucket=self.address.bucket, code=code
            )
            raise S3Fault(f"{place}: {reason}") from fault
        except (Boto3Error, BotoCoreError) as fault:
            reason = " ".join(str(fault).split())
            for code, words in REASONS.items():
                if f"({code})" in reason:
                    reason = words.format(bucket=self.address.bucket)
            raise S3Fault(f"{place}: {reason}") from fault

    def list_objects(self) -> Iterator[dict[str, Any]]:
        prefix = self.key("") + "/" if self.address.folder else ""
        with self.name_faults():
            pages = self.client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self.address.bucket, Prefix=prefix):
                yield from page.get("Contents", ())

    def list_files(self) -> Iterator[SourceFile]:
        skip = len(self.address.folder) + 1 if self.address.folder else 0
        for found in self.list_objects():
            modified = int(found["LastModified"].timestamp() * 1e9)
            yield SourceFile(found["Key"][skip:], found["Size"], modified)

    def list_folders(self) -> list[str]:
        prefix = self.address.folder + "/" if self.address.folder else ""
        names = []
        with self.name_faults():
            pages = self.client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self.address.bucket, Prefix=prefix, Delimiter="/"):
                names += [one["Prefix"][len(prefix) :].rstrip("/") for one in page.get("CommonPrefixes", ())]
        return sorted(names)

    @contextmanager
    def open(self, path: str) -> Iterator[BinaryIO]:
        with self.name_faults(path):
            body = self.client.get_object(Bucket=self.address.bucket, Key=self.key(path))["Body"]
        with body:
            yield cast("BinaryIO", ObjectReader(body, self, path))

    def write(self, path: str, reader: BinaryIO, *, modified: int = 0) -> None:  # noqa: ARG002  # S3 sets its own
        from boto3.s3.transfer import TransferConfig  # noqa: PLC0415  # an extra

        with self.name_faults(path):
            self.client.upload_fileobj(
                StreamOnly(reader),
                self.address.bucket,
                self.key(path),
                Config=TransferConfig(use_threads=False),
            )

    def reuse(self, former: FileStore, path: str) -> bool:
        if not isinstance(former, S3Store) or former.address.endpoint != self.address.endpoint:
            return False
        source = {"Bucket": former.address.bucket, "Key": former.key(path)}
        try:
            with self.name_faults(path):
                self.client.copy(source, self.address.bucket, self.key(path))
        except OSError:
            return False
        return True

    def remove(self) -> None:
        keys = [{"Key": found["Key"]} for found in self.list_objects()]
        for first in range(0, len(keys), BATCH_SIZE):
            with self.name_faults():
                self.client.delete_objects(
                    Bucket=self.address.bucket,
                    Delete={"Objects": keys[first : first + BATCH_SIZE], "Quiet": True},
                )

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Lock nothing: a second backup in the same second is refused by its name."""
        yield

    def begin(self, name: str) -> "S3Store":
        """Return the final folder: it is no backup before its manifest is written, last."""
        folder = self.child(name)
        if next(folder.list_objects(), None) is not None:
            raise BackupError(f"{folder} already exists: wait a second and try again.")
        return folder

    def finish(self, draft: "S3Store", name: str) -> "S3Store":  # noqa: ARG002  # a local folder is renamed
        return draft

    def remove_remnants(self) -> None:
        limit = datetime.now(UTC) - TRANSIENT_FOR
        for name in self.list_folders():
            if not name.startswith("newsroom-"):
                continue
            folder = self.child(name)
            found = list(folder.list_objects())
            complete = any(one["Key"] == folder.key(MANIFEST) for one in found)
            if not complete and max(one["LastModified"] for one in found) < limit:
                folder.remove()

    def staging_folder(self, draft: "S3Store", fallback: Path) -> Path:  # noqa: ARG002  # see LocalStore
        return fallback


@dataclass(slots=True)
class ObjectReader:
    """Body of an object whose errors name it."""

    body: Any
    store: S3Store
    path: str

    def read(self, size: int = -1) -> bytes:
        with self.store.name_faults(self.path):
            return bytes(self.body.read(size if size >= 0 else None))


@dataclass(slots=True)
class StreamOnly:
    """Reader without `seek`, so that boto3 reads it once and in order."""

    reader: BinaryIO

    def read(self, size: int = -1) -> bytes:
        return self.reader.read(size)
