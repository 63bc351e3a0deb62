"""Static files of another version than this process has."""

import gzip
import re

import brotli
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.views.decorators.http import require_safe
from whitenoise.media_types import MediaTypes

from newsroom.caching.bounded_cache import BoundedCache
from newsroom.caching.page_cache import accepts_gzip, etag_matches
from newsroom.static_collections import StoredBytes, read_from_database, read_from_disk
from newsroom.staticfiles import HASHED_NAME

IMMUTABLE = "max-age=315360000, public, immutable"
MAX_CACHED_BYTES, MAX_CACHED_FILE = 8_000_000, 1_000_000
BROTLI = re.compile(r"(?:^|[,\s])br(?:\s*;\s*q=(?:1(?:\.0*)?|0\.\d*[1-9]\d*))?\s*(?:,|$)")
MIN_COMPRESS_SIZE = 600
MAX_NAME_BYTES = 240
TEXT = ("text/", "application/javascript", "image/svg+xml")

FILES: BoundedCache[str, StoredBytes] = BoundedCache(
    MAX_CACHED_BYTES, lambda file: len(file.content), max_entry_size=MAX_CACHED_FILE
)
_media_types = MediaTypes()


@require_safe
def answer_static_file(request: HttpRequest, name: str) -> HttpResponse:
    """Answer a file with a digest in its name, from this host's disk or the database.

    WhiteNoise answers all files of this version first. Names without a digest are never looked up: their content
    changes from version to version.
    """
    file = _find(name) if is_stored_name(name) else None
    if file is None:
        missing = HttpResponseNotFound("There is no such file.\n", content_type="text/plain; charset=utf-8")
        missing.headers["Cache-Control"] = "no-store"  # it may come with the next upgrade
        return missing
    response = _build_response(request, name, file)
    response.headers["Cache-Control"] = IMMUTABLE
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Access-Control-Allow-Origin"] = "*"  # fonts and modules through a CDN
    return response


def is_stored_name(name: str) -> bool:
    """Return whether a file could have the name on a disk and has a digest in it."""
    return bool(HASHED_NAME.search(name)) and "\0" not in name and len(name.encode()) <= MAX_NAME_BYTES


def _find(name: str) -> StoredBytes | None:
    file = FILES.get(name) or read_from_disk(name) or read_from_database(name)
    if file is not None:
        FILES.put(name, file)
    return file


def _build_response(request: HttpRequest, name: str, file: StoredBytes) -> HttpResponse:
    media_type = _media_types.get_type(name)
    content, encoding = _encode(file, media_type, request.headers.get("Accept-Encoding", ""))
    etag = f'"{HASHED_NAME.findall(name)[-1].split(".")[1]}{"-" if encoding else ""}{encoding}"'
    if etag_matches(request.headers.get("If-None-Match", ""), etag):
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        is_text = media_type.startswith(TEXT)
        response = HttpResponse(
            content, content_type=f"{media_type}; charset=utf-8" if is_text else media_type
        )
        response.headers["Content-Length"] = str(len(content))
        if encoding:
            response.headers["Content-Encoding"] = encoding
    response.headers["ETag"] = etag
    return response


def _encode(file: StoredBytes, media_type: str, accepted: str) -> tuple[bytes, str]:
    """Return the content in an encoding that the client accepts."""
    if file.encoding == "br" and BROTLI.search(accepted.lower()):
        return file.content, "br"
    content = brotli.decompress(file.content) if file.encoding == "br" else file.content
    if media_type.startswith(TEXT) and len(content) >= MIN_COMPRESS_SIZE and accepts_gzip(accepted):
        return gzip.compress(content, mtime=0), "gzip"
    return content, ""
