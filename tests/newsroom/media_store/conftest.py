from collections.abc import Iterator

import pytest

from newsroom.media_store.s3_bucket import MediaBucket
from tests.s3_server import S3Server, run_s3_server


@pytest.fixture
def s3() -> Iterator[S3Server]:
    with run_s3_server() as server:
        yield server


@pytest.fixture
def bucket(s3: S3Server) -> MediaBucket:
    return MediaBucket(address=s3.address())
