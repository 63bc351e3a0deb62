"""Files in a bucket: whole, in parts, by signed address, and each failure in one line."""

import time
from datetime import timedelta

import httpx
import pytest
from django.core.files.base import ContentFile

from newsroom.media_store.errors import MediaStoreFailure, StoreFault, is_full
from newsroom.media_store.s3_bucket import SIGNED_SECONDS, MediaBucket
from tests.s3_server import EXPIRED_KEY, S3Server

NAME, DATA = "photos/2026/07/kran.jpg", bytes(range(256)) * 100


def test_a_file_is_read_back_whole_and_in_parts(bucket: MediaBucket) -> None:
    name = bucket.save(NAME, ContentFile(DATA))

    with bucket.open(name) as whole, bucket.open_part(name, 10, 20) as part:
        assert (whole.read(), part.read()) == (DATA, DATA[10:20])
    assert (name, bucket.size(name), bucket.exists(name)) == (NAME, len(DATA), True)


def test_a_closed_file_can_be_opened_again(bucket: MediaBucket) -> None:
    file = bucket.open(bucket.save(NAME, ContentFile(DATA)))
    file.close()

    with file.open("rb") as again:
        assert again.read() == DATA


def test_a_second_file_of_the_same_name_gets_another_one(bucket: MediaBucket) -> None:
    first, second = (bucket.save(NAME, ContentFile(data)) for data in (b"a", b"b"))

    assert first != second
    assert sorted(file[:2] for file in bucket.list_files("photos/")) == sorted([(first, 1), (second, 1)])


def test_a_replaced_file_has_the_same_name_and_new_bytes(bucket: MediaBucket) -> None:
    bucket.replace(NAME, b"a")
    bucket.replace(NAME, b"bc")

    assert [file[:2] for file in bucket.list_files()] == [(NAME, 2)]


def test_a_missing_file_is_missing_as_on_a_disk(bucket: MediaBucket) -> None:
    for read in (bucket.open, bucket.size, lambda name: bucket.open_part(name, 0, 1)):
        with pytest.raises(FileNotFoundError):
            read(NAME)
    assert bucket.exists(NAME) is False
    bucket.delete(NAME)


def test_a_signed_address_works_for_a_minute_and_one_method(bucket: MediaBucket, s3: S3Server) -> None:
    bucket.save(NAME, ContentFile(DATA))
    headers = {"Content-Type": "image/jpeg", "Cache-Control": "private, max-age=60"}

    address, for_head = bucket.sign(NAME, "GET", headers), bucket.sign(NAME, "HEAD", headers)

    answer = httpx.get(address, headers={"Range": "bytes=5-9"})
    assert (answer.status_code, answer.content, answer.headers["Content-Type"]) == (
        206,
        DATA[5:10],
        "image/jpeg",
    )
    assert (httpx.head(for_head).status_code, httpx.head(address).status_code) == (200, 403)
    assert httpx.get(address.replace("kran", "hafen")).status_code == 403
    s3.offset = timedelta(seconds=SIGNED_SECONDS + 1)
    assert httpx.get(address).status_code == 403


def fail(bucket: MediaBucket) -> MediaStoreFailure:
    with pytest.raises(MediaStoreFailure) as failure:
        bucket.replace(NAME, DATA)
    return failure.value


def test_each_mistake_of_the_operator_is_one_line_without_the_secret(s3: S3Server) -> None:
    failures = [
        fail(MediaBucket(address=s3.address("zeitnug"))),
        fail(MediaBucket(address=s3.address(key=EXPIRED_KEY))),
        fail(MediaBucket(address=s3.address(key="nobody"))),
        fail(MediaBucket(address=s3.address(secret="falsches"))),
    ]

    assert [failure.fault for failure in failures] == [StoreFault.BUCKET, *[StoreFault.CREDENTIALS] * 3]
    assert not any("\n" in str(one) or "falsches" in str(one) for one in failures)
    assert "NoSuchBucket" in str(failures[0]) and "ExpiredToken" in str(failures[1])


@pytest.mark.parametrize("offset", [timedelta(hours=1), timedelta(hours=-1)])
def test_a_clock_that_is_an_hour_off_is_called_a_wrong_clock(
    bucket: MediaBucket, s3: S3Server, offset: timedelta
) -> None:
    s3.offset = offset

    failure = fail(bucket)

    assert failure.fault is StoreFault.CLOCK
    assert "the clock of this machine is wrong" in str(failure)


def test_a_full_store_takes_nothing_and_is_read_as_before(bucket: MediaBucket, s3: S3Server) -> None:
    bucket.replace("photos/hafen.jpg", b"a")
    s3.is_full = True

    failure = fail(bucket)

    assert (failure.fault, is_full(failure)) == (StoreFault.FULL, True)
    assert [file[:2] for file in bucket.list_files()] == [("photos/hafen.jpg", 1)]


def test_a_store_that_does_not_answer_fails_within_seconds(bucket: MediaBucket, s3: S3Server) -> None:
    s3.is_away = True
    started = time.monotonic()

    assert fail(bucket).fault is StoreFault.AWAY
    assert time.monotonic() - started < 10


def test_a_large_file_arrives_in_several_parts(bucket: MediaBucket) -> None:
    data = DATA * 800

    bucket.save(NAME, ContentFile(data))

    with bucket.open(NAME) as stored:
        assert stored.read() == data
