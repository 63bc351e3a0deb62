"""Style sheet, logos, icons and fonts of the brand, and the manifest of the site.

The address of a file names its content, so that it is stored for a year. Under an earlier address the current file is
answered: a page in a browser's history still has a logo.
"""

from functools import lru_cache
from typing import Any

import orjson
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.utils import timezone
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from articles.brand.pictures import resize_icon
from articles.models import BrandFile
from articles.site.brand import EXTENSIONS, build_sheet, read_brand
from newsroom.caching import page_cache

MAX_AGE = 31_536_000
MANIFEST_MAX_AGE = 3_600
FAVICON, TOUCH_ICON = 32, 180
MANIFEST_ICONS = (192, 512)
ICON_SIZES = (FAVICON, TOUCH_ICON, *MANIFEST_ICONS)
FILE_CSP: dict[str, Any] = {"default-src": [CSP.NONE], "style-src": [CSP.UNSAFE_INLINE], "sandbox": True}
"""A logo at its own address can load nothing and run nothing."""


@require_safe
def style_sheet(_request: HttpRequest, digest: str) -> HttpResponse:
    sheet, current = build_sheet(read_brand())
    return _answer(sheet.encode(), "text/css; charset=utf-8", is_current=digest == current)


@require_safe
@csp_override(FILE_CSP)
def brand_file(_request: HttpRequest, digest: str, name: str, extension: str) -> HttpResponse:
    kind, _hyphen, size = name.partition("-")
    found = BrandFile.objects.filter(kind=kind).first()
    if found is None or extension != EXTENSIONS[found.media_type]:
        raise Http404(name)
    content = bytes(found.content)
    if size:
        content = _resize(kind, content, size)
    return _answer(content, found.media_type, is_current=digest == found.digest)


def _resize(kind: str, content: bytes, size: str) -> bytes:
    if kind != BrandFile.Kind.ICON or size not in map(str, ICON_SIZES):
        raise Http404(size)
    return _resize_icon(content, int(size))


_resize_icon = lru_cache(maxsize=2 * len(ICON_SIZES))(resize_icon)


def _answer(content: bytes, media_type: str, *, is_current: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    if is_current:
        page_cache.set_public_max_age(response, at=timezone.now(), seconds=MAX_AGE)
        response.headers["Cache-Control"] += ", immutable"
    else:
        response.headers["Cache-Control"] = page_cache.REVALIDATE
    return response


@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """Return name and icons for readers who put the site on their home screen."""
    brand = read_brand()
    icon = brand.icon
    if icon is None:
        raise Http404("manifest")
    icons = [
        {"src": icon.icon_path(size), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in MANIFEST_ICONS
    ]
    content = {
        "name": brand.name, "short_name": brand.name[:30], "lang": settings.SITE_LANGUAGE,
        "start_url": "/", "display": "browser", "icons": icons,
    }  # fmt: skip
    response = HttpResponse(orjson.dumps(content), content_type="application/manifest+json")
    page_cache.set_public_max_age(response, at=timezone.now(), seconds=MANIFEST_MAX_AGE)
    return response


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    icon = read_brand().icon
    return HttpResponseRedirect(icon.icon_path(FAVICON) if icon else static("articles/site/icon.svg"))
