"""Files in parts: answers to requests with `Range` (RFC 9110).

The bytes are read from the storage as they are sent.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

CHUNK_BYTES = 256 * 1024
_ONE_RANGE = re.compile(r"bytes=[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*", re.IGNORECASE)

type OpenPart = Callable[[int, int], IO[bytes]]
"""Returns the file at the first byte to send; it may end before the second one, or later."""


class RangeNotSatisfiable(Exception):
    """The range begins after the end of the file."""


def parse_range(header: str, size: int) -> tuple[int, int] | None:
    """Return the first byte and the one after the last, None for an ignored header.

    Several ranges are ignored, so that the whole file is sent, as the standard allows.
    """
    found = _ONE_RANGE.fullmatch(header.strip())
    if not found or not (found[1] or found[2]):
        return None
    if not found[1]:
        start, stop = max(0, size - int(found[2])), size
    else:
        start, stop = int(found[1]), min(int(found[2]) + 1, size) if found[2] else size
        if found[2] and int(found[2]) < start:
            return None
    if start >= size or stop <= start:
        raise RangeNotSatisfiable
    return start, stop


def serve_in_parts(
    request: HttpRequest, open_part: OpenPart, *, size: int, etag: str, content_type: str
) -> HttpResponseBase:
    """Return the file or the part that is asked for: 200, 206, 304 or 416.

    `open_part` is called with start and stop, only if bytes are sent; it may raise FileNotFoundError.
    """
    unchanged = get_conditional_response(request, etag=etag)
    if isinstance(unchanged, HttpResponseNotModified):
        response: HttpResponseBase = unchanged
    else:
        try:
            response = _build_response(request, open_part, size, etag)
        except RangeNotSatisfiable:
            response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response.headers["ETag"] = etag
    response.headers["Accept-Ranges"] = "bytes"
    if response.status_code in {200, 206}:
        response.headers["Content-Type"] = content_type
    return response


def _build_response(request: HttpRequest, open_part: OpenPart, size: int, etag: str) -> HttpResponseBase:
    # A range of a file that has changed since is no continuation: then the whole file is sent.
    is_same = request.headers.get("If-Range", etag) == etag
    part = (
        parse_range(request.headers.get("Range", ""), size) if is_same and request.method == "GET" else None
    )
    start, stop = part or (0, size)
    headers = {"Content-Length": str(stop - start)}
    if part:
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    if request.method == "HEAD":
        return HttpResponse(headers=headers)
    file = open_part(start, stop)
    return StreamingHttpResponse(_FilePart(file, stop - start), status=206 if part else 200, headers=headers)


@dataclass(frozen=True, slots=True)
class _FilePart:
    """The next `length` bytes of a file; the response closes it, read or not."""

    file: IO[bytes]
    length: int

    def __iter__(self) -> Iterator[bytes]:
        rest = self.length
        while rest and (chunk := self.file.read(min(CHUNK_BYTES, rest))):
            rest -= len(chunk)
            yield chunk

    def close(self) -> None:
        self.file.close()
