"""Picture files, served only while a public page may show the picture."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import visibility
from articles.models import Edition, Photo
from articles.photos.renditions import CONTENT_TYPES, parse_rendition_name, rendition_name, rendition_path
from articles.rights.grants import RightsChannel
from articles.site.authors import is_author_portrait
from newsroom.caching import page_cache

BROWSER_MAX_AGE = 86_400
SHARED_MAX_AGE = 60
"""Seconds. A name identifies its bytes, but shared caches ask again because rights end."""


@require_safe
def picture(_request: HttpRequest, name: str) -> HttpResponseBase:
    at = timezone.now()
    rendition = parse_rendition_name(name)
    photo = rendition and Photo.objects.with_rights().filter(pk=rendition.photo_id).first()
    if not (rendition and photo and rendition_name(photo, rendition.width, rendition.kind) == name):
        raise Http404(name)
    decision = visibility.photo_decision(photo, RightsChannel.SITE, at)
    if not (decision.allowed and _is_shown(photo.pk, at)):
        raise Http404(name)
    try:
        content = default_storage.open(rendition_path(name))
    except FileNotFoundError as missing:
        raise Http404(name) from missing
    response = FileResponse(content, content_type=CONTENT_TYPES[rendition.kind])
    page_cache.set_public_max_age(response, at=at, seconds=BROWSER_MAX_AGE, expires_at=decision.until)
    response.headers["Cache-Control"] += f", s-maxage={SHARED_MAX_AGE}, immutable"
    return response


def _is_shown(photo_id: int, at: datetime) -> bool:
    """Return whether a public story or an author's page shows the photo."""
    return Edition.objects.public(at=at).with_photo(photo_id).exists() or is_author_portrait(photo_id, at)
