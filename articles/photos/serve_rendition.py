"""Renditions as readers and partners get them, with their rights as XMP.

The stored files never change. The rights are written into their containers at each request, since a credit line, a
contract or the end of a right changes the text but not the pixels.
"""

import hashlib
from datetime import datetime

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from articles.models import Photo
from articles.photos.metadata.replace_xmp import UnsupportedPicture, replace_xmp
from articles.photos.metadata.xmp_packet import PictureRights, write_packet
from articles.photos.renditions import CONTENT_TYPES, rendition_name, rendition_path
from articles.photos.sent_copies import find_sent_copy
from newsroom.media_store.send import delegate_file, is_delegated


def serve_rendition(
    request: HttpRequest,
    photo: Photo,
    width: int,
    kind: str,
    rights: PictureRights,
    crop: str = "",
    *,
    at: datetime,
) -> HttpResponseBase:
    """Return the rendition with its rights, or 304.

    Raise FileNotFoundError without a file. Whether the receiver may have the picture is decided by the caller.
    """
    name, packet = rendition_name(photo, width, kind, crop), write_packet(rights)
    digest = hashlib.blake2b(name.encode() + packet, digest_size=12).hexdigest()
    etag = f'"{digest}"'
    if is_delegated():
        path = find_sent_copy(name, digest, at, lambda: _read_with_rights(name, packet))
        return delegate_file(request, path, content_type=CONTENT_TYPES[kind], etag=etag)
    # No response is passed, as it may be the 304 itself: the file is then not read.
    unchanged = get_conditional_response(request, etag=etag)
    if isinstance(unchanged, HttpResponseNotModified):
        response: HttpResponseBase = unchanged
    else:
        response = HttpResponse(_read_with_rights(name, packet), content_type=CONTENT_TYPES[kind])
    response.headers["ETag"] = etag
    return response


def _read_with_rights(name: str, packet: bytes) -> bytes:
    with default_storage.open(rendition_path(name)) as stored:
        data = bytes(stored.read())
    try:
        return replace_xmp(data, packet)
    except UnsupportedPicture:  # a damaged file is served as it is
        return data
