"""Picture files with their rights, served while a public page may show them."""

from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Edition
from articles.photos.picture_rights import LicensedPhoto, describe_rights, load_licensed_photo
from articles.photos.renditions import (
    RenditionName,
    make_asked_crop,
    parse_rendition_name,
    rendition_name,
)
from articles.photos.serve_rendition import serve_rendition
from articles.rights.grants import RightsChannel
from articles.site import licence_file
from articles.site.authors import is_author_portrait
from articles.site.dependencies import picture_key
from articles.site.story_media import is_poster_in_use
from articles.url_paths import absolute_url
from newsroom.caching import page_cache
from newsroom.caching.cache_tags import make_tag
from newsroom.caching.shared_lifetime import earliest, share_file

BROWSER_MAX_AGE = 86_400
SHARED_MAX_AGE = 60
"""Seconds. A name identifies its pixels, but shared caches ask again because rights end or change."""


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    at = timezone.now()
    rendition = parse_rendition_name(name)
    licensed = rendition and find_photo(rendition, name)
    if not (rendition and licensed):
        raise Http404(name)
    decision = licensed.decide(RightsChannel.SITE, at)
    use = _find_use(rendition.photo_id, at) if decision.allowed else None
    if use is None:
        raise Http404(name)
    placements, shown_until = use
    rights = describe_rights(
        licensed, at, captions={p["caption"] for p in placements}, alt_texts={p["alt"] for p in placements}
    )
    try:
        if rendition.crop:
            make_asked_crop(licensed.photo, rendition)
        response = serve_rendition(
            request, licensed.photo, rendition.width, rendition.kind, rights, rendition.crop
        )
    except FileNotFoundError as missing:
        raise Http404(name) from missing
    page_cache.set_public_max_age(response, at=at, seconds=BROWSER_MAX_AGE, expires_at=decision.until)
    response.headers["Cache-Control"] += f", s-maxage={SHARED_MAX_AGE}"
    ends = earliest(decision.until, shown_until)
    share_file(response, [make_tag(picture_key(rendition.photo_id))], at=at, expires_at=ends)
    response.headers["Link"] = licence_file.format_link(absolute_url(licence_file.PATH))
    return response


def find_photo(rendition: RenditionName, name: str) -> LicensedPhoto | None:
    """Return the photo; None if it has no rendition of that name."""
    found = load_licensed_photo(rendition.photo_id)
    if found is None:
        return None
    expected = rendition_name(found.photo, rendition.width, rendition.kind, rendition.crop)
    return found if expected == name else None


def _find_use(photo_id: int, at: datetime) -> tuple[list[dict[str, Any]], datetime | None] | None:
    """Return the photo's placements in the newest public story, and its end.

    None means that no public page shows it.
    """
    public = Edition.objects.public(at=at).with_photo(photo_id).newest_first()
    found = public.values_list("placements", "visible_until").first()
    if found is None:
        is_elsewhere = is_author_portrait(photo_id, at) or is_poster_in_use(photo_id, at)
        return ([], at + timedelta(seconds=SHARED_MAX_AGE)) if is_elsewhere else None
    placements, shown_until = found
    return [placement for placement in placements if placement["photo_id"] == photo_id], shown_until
