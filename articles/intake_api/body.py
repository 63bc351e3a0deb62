"""Bodies of deliveries: limited while they arrive, one file or several as a form."""

from io import BytesIO
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.utils.http import parse_header_parameters

from articles.actions.intake.receive.push import PushedFile, wrap_file
from articles.actions.intake.receive.receive_file import MAX_BYTES
from articles.intake_api.problems import PushRefused
from newsroom.strict_values import parse_integer

MAX_BODY_BYTES = MAX_BYTES + 1_000_000
"""Bytes of a request: a file of the largest size and the boundaries of a form."""
MAX_FILES = 20
"""Files of one request, all of which are read before the answer."""
CHUNK = 65_536
FORM = "multipart/form-data"
ACCEPTED = frozenset({
    FORM, "application/json", "application/octet-stream", "application/xml", "image/jpeg", "image/tiff", "image/webp",
    "message/rfc822", "text/calendar", "text/html", "text/plain", "text/xml",
})  # fmt: skip
"""Media types that an agency file may have; the content decides on its format."""
ACCEPTED_SUFFIXES = ("+xml", "+json")
UNSUPPORTED = (
    "Send the file itself with its media type, such as application/xml, application/json, text/plain or image/jpeg, or "
    "several files as multipart/form-data."
)


def check_media_type(request: HttpRequest) -> str:
    """Return the media type of the body; raise PushRefused for one of no agency file."""
    media_type = (request.content_type or "").lower()
    if media_type and media_type not in ACCEPTED and not media_type.endswith(ACCEPTED_SUFFIXES):
        detail = f"{media_type[:80]} is not accepted. {UNSUPPORTED}"
        raise PushRefused(415, detail, Accept=", ".join(sorted(ACCEPTED)))
    coding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in {"", "identity"}:
        raise PushRefused(415, "Send the body without Content-Encoding.", Accept_Encoding="identity")
    return media_type


def read_body(request: HttpRequest) -> bytes:
    """Return the body; raise PushRefused as soon as it is too large."""
    text = request.headers.get("Content-Length") or ""
    length = parse_integer(text) if text else None
    if text and length is None:
        raise PushRefused(413 if text.isascii() and text.isdigit() else 400)
    if length is not None and length > MAX_BODY_BYTES:
        raise PushRefused(413, describe_limit())
    # Django gives a request without a length no body; the server decodes the chunks.
    is_chunked = length is None and "chunked" in request.headers.get("Transfer-Encoding", "").lower()
    stream = request.META.get("wsgi.input", request) if is_chunked else request
    body = bytearray()
    try:
        while chunk := stream.read(CHUNK):
            body += chunk
            if len(body) > MAX_BODY_BYTES:
                raise PushRefused(413, describe_limit())
    except (UnreadablePostError, OSError) as broken:
        raise PushRefused(400, "The body broke off.") from broken
    if length is not None and len(body) != length:
        raise PushRefused(400, "The body is shorter than Content-Length says.")
    return bytes(body)


def describe_limit() -> str:
    return f"A request may have {MAX_BODY_BYTES:,} bytes."


def split_body(request: HttpRequest, raw: bytes, media_type: str) -> list[PushedFile]:
    """Return the files of a body; raise PushRefused for none or too many."""
    if media_type != FORM:
        return [wrap_file(raw, name=read_name(request), media_type=media_type)]
    files = [
        wrap_file(one.read(), name=one.name or "", media_type=one.content_type or "")
        for one in _parse_form(request, raw)
    ]
    if not files:
        raise PushRefused(400, "The form has no file: give each part a filename.")
    if len(files) > MAX_FILES:
        raise PushRefused(413, f"A request may have {MAX_FILES} files.")
    return files


def read_name(request: HttpRequest) -> str:
    """Return the file name in Content-Disposition, for the desk's lists alone."""
    try:
        _kind, options = parse_header_parameters(request.headers.get("Content-Disposition", "")[:1_000])
    except (ValueError, LookupError):
        return ""
    return str(options.get("filename", "")).rpartition("/")[2]


def _parse_form(request: HttpRequest, raw: bytes) -> list[Any]:
    facts = {"CONTENT_TYPE": request.META.get("CONTENT_TYPE", ""), "CONTENT_LENGTH": str(len(raw))}
    try:
        parser = MultiPartParser(facts, BytesIO(raw), [_FilesInMemory(request)], "utf-8")
        _fields, files = parser.parse()
    except (MultiPartParserError, SuspiciousOperation) as broken:
        raise PushRefused(400, f"The form cannot be read: {broken}") from broken
    return [one for _name, found in files.lists() for one in found]


class _FilesInMemory(FileUploadHandler):
    """Handler of a body whose size was checked: the bytes are in memory already."""

    def new_file(self, *args: Any, **options: Any) -> None:
        super().new_file(*args, **options)
        self.chunks: list[bytes] = []

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002  # Django's signature
        self.chunks.append(raw_data)

    def file_complete(self, file_size: int) -> SimpleUploadedFile:  # noqa: ARG002  # Django's signature
        return SimpleUploadedFile(self.file_name or "", b"".join(self.chunks), self.content_type or "")
