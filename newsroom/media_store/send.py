"""Answers with a stored file that nginx or the store sends instead of Django.

Whether the receiver may have the file is decided before, at each request. nginx serves the path of `X-Accel-Redirect`
from a location that is closed to requests from outside; the store serves an address that ends after a minute.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import filepath_to_uri

from newsroom.media_store.storages import is_bucket, sign_address

PROTECTED_FOLDER, PROTECTED_STORE = "/protected/media/", "/protected/store"
"""Locations of nginx: the media folder, and the host of signed addresses."""
BROWSER_MAX_AGE = 60
"""Seconds that a browser may show a file under a signed address; each request gets another address."""


def is_delegated() -> bool:
    """Return whether nginx or the store sends files."""
    return bool(settings.MEDIA_SEND != "django")


def delegate_file(request: HttpRequest, name: str, *, content_type: str, etag: str) -> HttpResponse:
    """Return an answer that lets nginx or the store send the file.

    They answer ranges and conditional requests.
    """
    if settings.MEDIA_SEND == "redirect":
        caching = {"Content-Type": content_type, "Cache-Control": f"private, max-age={BROWSER_MAX_AGE}"}
        address = sign_address(name, request.method or "GET", caching)
        return HttpResponse(status=302, headers={"Location": address, "Cache-Control": "no-store"})
    headers = {"X-Accel-Redirect": _find_location(request, name), "ETag": etag}
    return HttpResponse(content_type=content_type, headers=headers)


def _find_location(request: HttpRequest, name: str) -> str:
    if not is_bucket(default_storage):
        return f"{PROTECTED_FOLDER}{filepath_to_uri(name)}"
    address = urlsplit(sign_address(name, request.method or "GET", {}))
    return f"{PROTECTED_STORE}{address.path}?{address.query}"
