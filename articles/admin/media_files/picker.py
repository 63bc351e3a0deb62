"""Finder of audio and video in the editor: search, and upload of one file."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.media_files.save import add_media_file
from articles.actions.media_files.store_file import DuplicateMedia
from articles.admin.base import DeskView, page
from articles.admin.inputs import parse_integers, parse_start, refuse_file
from articles.admin.photos.upload import RIGHTS_CHOICES
from articles.models import MediaFile
from articles.selectors.media_files import PAGE_SIZE, decide_media, find_media
from articles.site.media_renderer import format_duration
from newsroom.admin.base import current_user, now
from newsroom.upload_handlers import REFUSED_FILES

ACCEPTED = (
    "video/mp4,video/webm,audio/mpeg,audio/mp4,audio/ogg,audio/webm,.mp4,.webm,.mp3,.m4a,.ogg,.oga,.opus"
)


def too_large_message() -> str:
    return _("The file is larger than %(limit)d MB, the limit for audio and video, and was not read.") % {
        "limit": settings.MEDIA_MAX_FILE_SIZE // 1_000_000
    }


def describe_limits() -> dict[str, object]:
    """Return what the dialog of the editor knows before it sends a file."""
    return {"limit": settings.MEDIA_MAX_FILE_SIZE, "large": too_large_message(), "accept": ACCEPTED}


MAX_IDS = 100


@page(MediaFile, "pick/")
class MediaPickerView(DeskView):
    """Files by search or by their ids, and upload of one file, as JSON."""

    permission_required = "articles.view_mediafile"

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> JsonResponse:
        if "ids" in request.GET:
            wanted = parse_integers(request.GET["ids"].split(",")[:MAX_IDS])
            found = MediaFile.objects.with_rights().select_related("poster").in_bulk(wanted)
            return JsonResponse({"media": _describe([found[pk] for pk in wanted if pk in found])})
        start = parse_start(request.GET.get("start", ""))
        files = find_media(request.GET.get("q", "")[:200], start=start)
        more = start + PAGE_SIZE if len(files) > PAGE_SIZE else None
        return JsonResponse({"media": _describe(files[:PAGE_SIZE]), "next": more})

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> JsonResponse:
        """Store a new file; one that the desk has already is the known one."""
        upload = request.FILES.get("file")
        if upload is None:
            is_large = bool(request.META.get(REFUSED_FILES))
            return refuse_file(too_large_message() if is_large else _("No file was selected."))
        channels = RIGHTS_CHOICES.get(request.POST.get("rights", ""))
        try:
            media = add_media_file(
                {"credit_raw": request.POST.get("credit", "")[:300]}, by=current_user(request), at=now(),
                file=upload, name=upload.name or "", channels=channels,
            )  # fmt: skip
        except DuplicateMedia as twin:
            media = MediaFile.objects.get(pk=twin.media_id)
        except ActionRefused as refusal:
            return refuse_file(refusal.message)
        (described,) = _describe([media])
        return JsonResponse({"medium": described})


def _describe(files: Sequence[MediaFile]) -> list[dict[str, Any]]:
    """Return the files, each with a note if readers would not see it."""
    decisions = decide_media(files, now())
    return [
        _describe_one(media, allowed=decision.allowed)
        for media, decision in zip(files, decisions, strict=True)
    ]


def _describe_one(media: MediaFile, *, allowed: bool) -> dict[str, Any]:
    has_thumbnail = media.poster is not None and bool(media.poster.file)
    return {
        "id": media.pk,
        "name": media.title,
        "credit": media.credit,
        "kind": media.kind,
        "facts": " · ".join(filter(None, (str(media.get_kind_display()), format_duration(media.seconds)))),
        "thumb": reverse("admin:articles_photo_picture", args=[media.poster_id]) if has_thumbnail else "",
        "page": reverse("admin:articles_mediafile_change", args=[media.pk]),
        "note": _name_problem(media, allowed=allowed),
    }


def _name_problem(media: MediaFile, *, allowed: bool) -> str:
    if media.blocked:
        return _("blocked")
    if not media.credit:
        return _("no credit")
    if not allowed:
        return _("no right for the own site")
    return "" if media.transcript or media.captioned else _("no transcript")
