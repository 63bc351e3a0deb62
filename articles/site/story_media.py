"""Audio and video of pages, shown only while their rights allow the site."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F

from articles import visibility
from articles.models import Edition, MediaFile, Photo
from articles.rights.grants import RightsChannel
from articles.site.dependencies import media_key
from articles.site.page_context import PageContext
from articles.site.photos import Picture, build_picture, find_visible_photos, is_visible, query_rights
from newsroom.db.compiled_queries import PKS_PARAM, ArrayParam, CompiledQuery, IsAnyOf

FIELDS = (
    "file", "kind", "media_type", "size", "sha256", "seconds", "width", "height", "title", "caption", "transcript",
    "credit", "agency_codes", "blocked", "poster",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownMedia:
    media_id: int
    kind: str
    media_type: str
    src: str
    """Path of the file."""
    title: str
    caption: str
    credit: str
    transcript: str
    size: int
    seconds: float | None
    width: int
    height: int
    poster: Picture | None = None
    """Picture before the start, with its credit."""
    shareable: bool = False
    """Whether its rights allow other sites to link it."""


def media_name(media: Any) -> str:
    """Return the name of the file in addresses: it changes with the content."""
    return f"{media.pk}-{media.sha256[:16]}.{str(media.file).rpartition('.')[2]}"


def media_path(media: Any) -> str:
    return f"/media/files/{media_name(media)}"


MEDIA: CompiledQuery[MediaFile] = CompiledQuery(
    MediaFile,
    lambda: (
        MediaFile.objects.filter(IsAnyOf(F("pk"), ArrayParam(PKS_PARAM)))
        .only(*FIELDS)
        .order_by()
        .annotate(**query_rights("media_file"))
    ),
    generic=True,
)


def find_visible_media(media_ids: Iterable[int], page_context: PageContext) -> dict[int, ShownMedia]:
    """Return visible audio and video by id; no query without any, at most two.

    The page depends on the files and their posters, and expires with the first of their rights.
    """
    unique_ids = sorted(set(media_ids))
    if not unique_ids:
        return {}
    page_context.depend_in_part_on(*map(media_key, unique_ids))
    shareable: set[int] = set()
    files: list[Any] = list(MEDIA.records({PKS_PARAM: unique_ids}))
    for media in files:
        media.pk = media.id
    visible = [media for media in files if is_visible(media, page_context, shareable)]
    poster_ids = [media.poster_id for media in visible if media.kind == MediaFile.MediaKind.VIDEO]
    posters = find_visible_photos(filter(None, poster_ids), page_context)
    return {
        media.pk: _build(media, posters.get(media.poster_id), shareable=media.pk in shareable)
        for media in visible
    }


def _build(media: Any, poster: Photo | None, *, shareable: bool) -> ShownMedia:
    return ShownMedia(
        media_id=media.pk,
        kind=media.kind,
        media_type=media.media_type,
        src=media_path(media),
        title=media.title,
        caption=media.caption,
        credit=media.credit,
        transcript=media.transcript,
        size=media.size,
        seconds=media.seconds,
        width=media.width or 0,
        height=media.height or 0,
        poster=_build_poster(poster) if poster else None,
        shareable=shareable,
    )


def _build_poster(photo: Photo) -> Picture:
    placement = {"caption": "", "credit": photo.credit, "alt": "", "decorative": True, "people": ()}
    return build_picture(placement, photo)


def is_poster_in_use(photo_id: int, at: datetime) -> bool:
    """Return whether a public story shows a video with the photo as its poster."""
    files = MediaFile.objects.with_rights().filter(poster=photo_id, kind=MediaFile.MediaKind.VIDEO)
    shown = [m.pk for m in files if visibility.photo_decision(m, RightsChannel.SITE, at).allowed]
    return bool(shown) and Edition.objects.public(at=at).with_media_file(*shown).exists()
