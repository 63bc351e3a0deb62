"""Picture files with their rights, served while a public page may show them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Edition, Photo
from articles.photos.picture_rights import LicensedPhoto, describe_rights, load_licensed_photo
from articles.photos.renditions import (
    RenditionName,
    find_current_name,
    make_asked_crop,
    parse_rendition_name,
    rendition_name,
)
from articles.photos.serve_rendition import serve_rendition
from articles.rights.grants import RightsChannel
from articles.site import licence_file
from articles.site.authors import is_author_portrait
from articles.site.delegated_files import cache_delegation, read_site_number
from articles.site.dependencies import picture_key
from articles.site.story_media import is_poster_in_use
from articles.url_paths import absolute_url
from articles.visibility import VISIBLE_UNTIL
from newsroom.caching import page_cache
from newsroom.caching.cache_tags import make_tag
from newsroom.caching.shared_lifetime import earliest, share_file

BROWSER_MAX_AGE = 3_600
SHARED_MAX_AGE = 60
"""Seconds. A name identifies its pixels, but caches ask again because rights end or change."""


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    number = read_site_number(request)
    at = timezone.now()
    rendition = parse_rendition_name(name)
    licensed = load_licensed_photo(rendition.photo_id) if rendition else None
    if not (rendition and licensed):
        raise Http404(name)
    decision = licensed.decide(RightsChannel.SITE, at)
    use = _find_use(rendition.photo_id, at) if decision.allowed else None
    if use is None:
        raise Http404(name)
    if name_rendition(licensed, rendition) != name:
        return _redirect_former_name(rendition)
    rights = describe_rights(
        licensed,
        at,
        captions={p["caption"] for p in use.placements},
        alt_texts={p["alt"] for p in use.placements},
    )
    try:
        if rendition.crop:
            make_asked_crop(licensed.photo, rendition)
        response = serve_rendition(
            request, licensed.photo, rendition.width, rendition.kind, rights, rendition.crop, at=at
        )
    except FileNotFoundError as missing:
        raise Http404(name) from missing
    let_caches_store(response, at=at, until=decision.until)
    if response.status_code != 302:
        shown_until = use.until if use.placements else at + timedelta(seconds=SHARED_MAX_AGE)
        ends = earliest(decision.until, shown_until)
        share_file(response, [make_tag(picture_key(rendition.photo_id))], at=at, expires_at=ends)
    response.headers["Link"] = licence_file.format_link(absolute_url(licence_file.PATH))
    cache_delegation(request, response, number, at=at, ends=(decision.until, use.until))
    return response


def let_caches_store(response: HttpResponseBase, *, at: datetime, until: datetime | None) -> None:
    """Let caches store a file while its rights last, but no address of a file."""
    if response.status_code != 302:
        page_cache.set_public_max_age(response, at=at, seconds=BROWSER_MAX_AGE, expires_at=until)
        response.headers["Cache-Control"] += f", s-maxage={SHARED_MAX_AGE}, must-revalidate"


def find_photo(rendition: RenditionName, name: str) -> LicensedPhoto | None:
    """Return the photo; None if it has no rendition of that name."""
    found = load_licensed_photo(rendition.photo_id)
    if found is None:
        return None
    return found if name_rendition(found, rendition) == name else None


def name_rendition(licensed: LicensedPhoto, rendition: RenditionName) -> str:
    return rendition_name(licensed.photo, rendition.width, rendition.kind, rendition.crop)


def _redirect_former_name(rendition: RenditionName) -> HttpResponseBase:
    """Lead pages from before a replaced file or crop to the present one."""
    photo = Photo.objects.get(pk=rendition.photo_id)
    name = find_current_name(photo, rendition)
    if name is None:
        raise Http404
    return HttpResponse(
        status=302, headers={"Location": f"{settings.MEDIA_URL}{name}", "Cache-Control": "no-store"}
    )


@dataclass(frozen=True, slots=True)
class PictureUse:
    """Placements of a photo in the newest public story with it, and that story's end."""

    placements: list[dict[str, Any]]
    until: datetime | None


def _find_use(photo_id: int, at: datetime) -> PictureUse | None:
    """Return where a public page shows the photo; None if none does."""
    public = Edition.objects.public(at=at).with_photo(photo_id).newest_first()
    found = public.values_list("placements", VISIBLE_UNTIL).first()
    if found is None:
        is_used = is_author_portrait(photo_id, at) or is_poster_in_use(photo_id, at)
        return PictureUse([], at) if is_used else None
    placements, until = found
    return PictureUse([one for one in placements if one["photo_id"] == photo_id], until)
