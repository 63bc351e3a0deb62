"""Audio and video files, served in parts while a public page may show them."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import visibility
from articles.media_files.serve import serve_media_file
from articles.models import Edition, MediaFile
from articles.rights.decide import Decision
from articles.rights.grants import RightsChannel
from articles.site.delegated_files import cache_delegation, read_site_number
from articles.site.dependencies import media_file_key
from articles.site.media import let_caches_store
from articles.site.story_media import media_name
from articles.visibility import VISIBLE_UNTIL
from newsroom.caching.cache_tags import make_tag
from newsroom.caching.shared_lifetime import earliest, share_file


@require_safe
def media_file(request: HttpRequest, media_id: int, name: str) -> HttpResponseBase:
    """Serve the file or a part of it.

    Each request is decided again, also within one playback.
    """
    number = read_site_number(request)
    at = timezone.now()
    media, decision = find_media_file(media_id, name, at)
    public = Edition.objects.public(at=at).with_media_file(media_id).order_by()
    ends = list(public.values_list(VISIBLE_UNTIL, flat=True)[:1])
    if not ends:
        raise Http404(name)
    response = serve_media_file(request, media)
    if response.status_code != 416:
        let_caches_store(response, at=at, until=decision.until)
        cache_delegation(request, response, number, at=at, ends=(decision.until, *ends))
    if response.status_code == 200:
        until = earliest(decision.until, *ends)
        share_file(response, [make_tag(media_file_key(media_id))], at=at, expires_at=until)
    return response


def find_media_file(media_id: int, name: str, at: datetime) -> tuple[MediaFile, Decision]:
    """Return the file of that name if its rights allow the site, else raise Http404."""
    media: Any = MediaFile.objects.with_rights().filter(pk=media_id).first()
    if media is None or f"{media_id}-{name}" != media_name(media):
        raise Http404(name)
    decision = visibility.photo_decision(media, RightsChannel.SITE, at)
    if not decision.allowed:
        raise Http404(name)
    return media, decision
