"""Media files in a bucket of an S3 store, on django-storages."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Lock
from typing import IO, Any, Self, cast

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError, PartialCredentialsError
from django.core.files.base import ContentFile, File
from django.utils.deconstruct import deconstructible
from s3transfer.exceptions import S3UploadFailedError
from storages.backends.s3 import S3Storage

from newsroom.media_store.address import S3Address
from newsroom.media_store.errors import MediaStoreFailure, StoreFault
from newsroom.media_store.storages import StoredFile

SIGNED_SECONDS = 60
"""How long a signed address works."""
IN_MEMORY = 8_000_000
"""Bytes that a file may have in memory; a larger one is in a temporary file."""
CHUNK = 256 * 1024
FAULTS = {
    **dict.fromkeys(
        ("NoSuchBucket", "InvalidBucketName", "PermanentRedirect", "AuthorizationHeaderMalformed"),
        StoreFault.BUCKET,
    ),
    **dict.fromkeys(
        (
            "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken", "AccessDenied",
            "TokenRefreshRequired", "AccountProblem", "AllAccessDisabled", "InvalidClientTokenId", "403", "401",
        ),
        StoreFault.CREDENTIALS,
    ),
    **dict.fromkeys(("RequestTimeTooSkewed", "RequestExpired"), StoreFault.CLOCK),
    **dict.fromkeys(
        ("QuotaExceeded", "QuotaExceededException", "XMinioStorageFull", "InsufficientStorage", "507"), StoreFault.FULL
    ),
}  # fmt: skip
"""By error code; all other codes mean that the store does not work."""
ADVICE = {
    StoreFault.AWAY: "the store does not work at the moment",
    StoreFault.FULL: "the store takes no more files: raise its quota",
    StoreFault.BUCKET: "create the bucket, or correct its name or region",
    StoreFault.CREDENTIALS: "the credentials are wrong, expired or may not use the bucket: renew them",
    StoreFault.CLOCK: "the clock of this machine is wrong: set it, by NTP at best",
}
MISSING = {"NoSuchKey", "404", "NotFound"}


class BucketFile(File):  # type: ignore[type-arg]  # generic in the stubs only
    """File from a bucket, read again after it was closed."""

    def __init__(self, file: IO[bytes], name: str, store: "MediaBucket") -> None:
        super().__init__(file, name)
        self.store = store

    def open(self, mode: str | None = None, *args: Any, **kwargs: Any) -> Self:  # noqa: ARG002  # Django's signature
        if self.closed:
            self.file = self.store.download(self.name or "")
        self.seek(0)
        return self


@deconstructible(path="newsroom.media_store.s3_bucket.MediaBucket")
class MediaBucket(S3Storage):
    """A bucket whose failures are `MediaStoreFailure` or `FileNotFoundError`."""

    def __init__(self, *, address: S3Address) -> None:
        self.address = address
        self._client_lock = Lock()
        self._client: tuple[int, Any] | None = None
        super().__init__(**_storage_options(address))

    @property
    def label(self) -> str:
        """Return the address without credentials."""
        return str(self.address)

    @property
    def connection(self) -> Any:
        """Return the connection that all threads of this process share."""
        with self._client_lock:
            if self._client is None or self._client[0] != os.getpid():  # sockets survive no fork
                resource = self._create_session().resource(
                    "s3", region_name=self.region_name, endpoint_url=self.endpoint_url, config=self.client_config
                )  # fmt: skip
                self._client = (os.getpid(), resource)
            return self._client[1]

    @property
    def bucket(self) -> Any:
        return self.connection.Bucket(self.bucket_name)

    @property
    def client(self) -> Any:
        return self.connection.meta.client

    def _save(self, name: str, content: Any) -> str:
        with self.name_failures(name):
            return str(super()._save(name, content))

    def _open(self, name: str, _mode: str = "rb") -> "BucketFile":
        return BucketFile(self.download(name), name, self)

    def download(self, name: str) -> IO[bytes]:
        """Return the whole file, read from the store once."""
        spooled: Any = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # `BucketFile` closes it
        with self.name_failures(name):
            body = self.client.get_object(Bucket=self.bucket_name, Key=self.key(name))["Body"]
            with closing(body):
                for chunk in body.iter_chunks(CHUNK):
                    spooled.write(chunk)
        spooled.seek(0)
        return cast("IO[bytes]", spooled)

    def open_part(self, name: str, start: int, stop: int) -> IO[bytes]:
        """Open the bytes from `start` to before `stop`."""
        with self.name_failures(name):
            answer = self.client.get_object(
                Bucket=self.bucket_name, Key=self.key(name), Range=f"bytes={start}-{stop - 1}"
            )
        body: IO[bytes] = answer["Body"]
        return body

    def replace(self, name: str, data: bytes) -> None:
        """Write the file in one step, over one of the same name."""
        self.write(name, ContentFile(data))

    def write(self, name: str, content: "File[bytes]") -> None:
        """Write a file of any size in one step, over one of the same name."""
        self._save(name, content)

    def delete(self, name: str) -> None:
        with self.name_failures(name):
            super().delete(name)

    def exists(self, name: str) -> bool:
        with self.name_failures(name):
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        with self.name_failures(name):
            return int(super().size(name))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        with self.name_failures(path):
            folders, files = super().listdir(path)
        return folders, files

    def list_files(self, prefix: str = "") -> Iterator[StoredFile]:
        """Yield the files whose path begins with `prefix`."""
        root = f"{self.location}/" if self.location else ""
        with self.name_failures(prefix):
            pages = self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket_name, Prefix=f"{root}{prefix}"
            )
            for page in pages:
                for entry in page.get("Contents", ()):
                    modified = int(entry["LastModified"].timestamp()) * 10**9
                    yield StoredFile(entry["Key"].removeprefix(root), entry["Size"], modified)

    def sign(self, name: str, method: str, headers: dict[str, str]) -> str:
        """Return an address that works for `SIGNED_SECONDS` and this method.

        The answer of the store has the `headers` Content-Type and Cache-Control, if given.
        """
        values = {f"Response{header.replace('-', '')}": value for header, value in headers.items()}
        with self.name_failures(name):
            address: str = self.client.generate_presigned_url(
                "head_object" if method == "HEAD" else "get_object",
                Params={"Bucket": self.bucket_name, "Key": self.key(name), **values},
                ExpiresIn=SIGNED_SECONDS,
            )
        return address

    def key(self, name: str) -> str:
        return str(self._normalize_name(name))

    @contextmanager
    def name_failures(self, name: str) -> Iterator[None]:
        """Turn errors of the packages into `MediaStoreFailure` or `FileNotFoundError`."""
        try:
            yield
        except ClientError as error:
            if error.response["Error"].get("Code") in MISSING:
                raise FileNotFoundError(name) from error
            raise self._describe(error) from error
        except (BotoCoreError, Boto3Error, S3UploadFailedError) as error:
            raise self._describe(error) from error

    def _describe(self, error: Exception) -> MediaStoreFailure:
        fault = find_fault(error)
        reason = " ".join(str(error).split())[:300]
        return MediaStoreFailure(fault, f"{self.address}: {ADVICE[fault]} ({reason})")


def find_fault(error: Exception) -> StoreFault:
    if isinstance(error, NoCredentialsError | PartialCredentialsError):
        return StoreFault.CREDENTIALS
    if not isinstance(error, ClientError):
        return StoreFault.AWAY
    status = str(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", ""))
    codes = (error.response["Error"].get("Code", ""), status)
    return next((FAULTS[code] for code in codes if code in FAULTS), StoreFault.AWAY)


def _storage_options(address: S3Address) -> dict[str, Any]:
    return {
        "bucket_name": address.bucket,
        "location": address.folder,
        "endpoint_url": address.store_url,
        "region_name": address.region,
        **({"access_key": address.key, "secret_key": address.secret, "security_token": None} if address.key else {}),
        "file_overwrite": False,
        "querystring_expire": SIGNED_SECONDS,
        "client_config": Config(
            signature_version="s3v4",
            s3={"addressing_style": "virtual" if address.has_own_host else "path"},
            connect_timeout=2,
            read_timeout=20,
            retries={"mode": "standard", "max_attempts": 2},
            max_pool_connections=20,
            # Other stores than Amazon's do not know the newer checksums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    }  # fmt: skip
