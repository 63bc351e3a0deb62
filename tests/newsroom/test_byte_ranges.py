import io

import pytest
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from newsroom.byte_ranges import CHUNK_BYTES, RangeNotSatisfiable, parse_range, serve_in_parts
from tests.tables import each_of

DATA = bytes(range(256)) * (CHUNK_BYTES // 128)
ETAG = '"abc"'


def request_file(method: str = "get", **headers: str) -> HttpResponseBase:
    request = getattr(RequestFactory(), method)("/", headers=headers)
    return serve_in_parts(
        request,
        lambda start, stop: io.BytesIO(DATA[start:stop]),
        size=len(DATA),
        etag=ETAG,
        content_type="video/mp4",
    )


def read(response: HttpResponseBase) -> bytes:
    assert isinstance(response, StreamingHttpResponse)
    return b"".join(response)  # type: ignore[arg-type]  # iterated without a loop


@each_of(
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=5-", (5, 100)),
        ("bytes=90-500", (90, 100)),
        ("bytes=-10", (90, 100)),
        ("bytes=-500", (0, 100)),
        ("Bytes=5-6", (5, 7)),
        ("", None),
        ("bytes=-", None),
        ("bytes=9-3", None),
        ("bytes=0-1,5-6", None),
        ("lines=0-1", None),
        ("bytes=٣-", None),
        (f"bytes={'9' * 30}-", None),
    ]
)
def test_one_range_is_read_and_other_headers_are_ignored(header: str, part: object) -> None:
    assert parse_range(header, 100) == part


@each_of(["bytes=100-", "bytes=500-600", "bytes=-0"])
def test_a_range_behind_the_end_cannot_be_satisfied(header: str) -> None:
    with pytest.raises(RangeNotSatisfiable):
        parse_range(header, 100)


def test_the_whole_file_and_its_parts_are_the_same_bytes() -> None:
    whole = request_file()
    first, rest = request_file(Range="bytes=0-99"), request_file(Range="bytes=100-")

    assert (whole.status_code, whole["Accept-Ranges"], whole["Content-Length"]) == (
        200,
        "bytes",
        str(len(DATA)),
    )
    assert (first.status_code, first["Content-Range"]) == (206, f"bytes 0-99/{len(DATA)}")
    assert read(whole) == DATA == read(first) + read(rest)


def test_a_part_of_another_file_is_answered_with_the_whole_one() -> None:
    assert request_file(Range="bytes=0-9", **{"If-Range": ETAG}).status_code == 206
    assert request_file(Range="bytes=0-9", **{"If-Range": '"old"'}).status_code == 200
    assert request_file(Range="bytes=0-9", **{"If-Range": "Sat, 28 Nov 2026 08:00:00 GMT"}).status_code == 200


def test_an_impossible_range_a_known_file_and_a_question_about_the_file() -> None:
    impossible = request_file(Range=f"bytes={len(DATA)}-")
    asked = request_file("head", Range="bytes=0-9")

    assert (impossible.status_code, impossible["Content-Range"]) == (416, f"bytes */{len(DATA)}")
    assert request_file(**{"If-None-Match": ETAG}).status_code == 304
    assert (asked.status_code, asked["Content-Length"], asked["Content-Type"]) == (
        200,
        str(len(DATA)),
        "video/mp4",
    )


@pytest.mark.django_db  # the end of a response looks after connections that tests before this one left open
def test_the_file_is_closed_with_the_response_read_or_not() -> None:
    files = [io.BytesIO(DATA), io.BytesIO(DATA)]
    read_one, unread_one = (
        serve_in_parts(
            RequestFactory().get("/"),
            lambda _start, _stop, file=file: file,
            size=len(DATA),
            etag=ETAG,
            content_type="video/mp4",
        )
        for file in files
    )
    assert read(read_one) == DATA

    read_one.close()
    unread_one.close()

    assert [file.closed for file in files] == [True, True]
