"""Audio and video files as readers, the desk and partners get them."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from articles.models import MediaFile
from newsroom.byte_ranges import serve_in_parts
from newsroom.media_store.send import delegate_file, is_delegated
from newsroom.media_store.storages import media_store


def serve_media_file(request: HttpRequest, media: MediaFile) -> HttpResponseBase:
    """Return the file or the part that is asked for.

    Raise Http404 if it is not stored. Whether the receiver may have it is decided by the caller.
    """
    name = media.file.name or ""
    etag = f'"{media.sha256[:32]}"'
    if is_delegated():
        return delegate_file(request, name, content_type=media.media_type, etag=etag)
    try:
        return serve_in_parts(
            request,
            lambda start, stop: media_store().open_part(name, start, stop),
            size=media.size,
            etag=etag,
            content_type=media.media_type,
        )
    except FileNotFoundError as missing:
        raise Http404(name) from missing
