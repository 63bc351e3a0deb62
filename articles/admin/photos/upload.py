"""Many pictures at once: each is judged by itself, and for each the page says what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.actions.errors import ActionRefused
from articles.actions.photos.save import add_photo
from articles.actions.photos.store_file import DuplicateFile, format_refusal
from articles.admin.photos.similar import SimilarPhoto, find_similar
from articles.models import Photo
from articles.photos.validate import MAX_BYTES, PictureRefused
from articles.rights.grants import RightsChannel
from newsroom.admin.base import current_user, now, require_permission
from newsroom.upload_handlers import REFUSED_FILES

MESSAGES = (
    gettext_noop("The file is empty (0 bytes)."),
    gettext_noop("The file has %(size)d MB; the limit is %(limit)d MB."),
    gettext_noop("Files ending in “.%(ending)s” are not accepted; JPEG, PNG, WebP, AVIF and TIFF are."),
    gettext_noop("The picture has %(pixels)d megapixels; the limit is %(limit)d."),
    gettext_noop("The picture decodes to more pixels than allowed."),
    gettext_noop(
        "The picture is %(width)d pixels wide and %(height)d high. The limit is %(limit)d, "
        "and one side may be at most %(times)d times the other."
    ),
    gettext_noop("The picture is damaged or incomplete and cannot be opened."),
    gettext_noop("SVG drawings are not accepted because they may contain scripts. Save it as PNG or WebP."),
    gettext_noop("This is a GIF. JPEG, PNG, WebP, AVIF and TIFF are accepted."),
    gettext_noop("This is not a JPEG, PNG, WebP, AVIF or TIFF picture, whatever its name says."),
    gettext_noop(
        "The file is a picture (%(kind)s) and also contains %(what)s, from byte %(place)d on. "
        "Save it again with an image editor."
    ),
)
"""What the judge of files says when it refuses; marked here, for it knows no language but its own."""

OWN_CHANNELS = (RightsChannel.SITE, RightsChannel.PARTNER, RightsChannel.ARCHIVE, RightsChannel.SOCIAL)
RIGHTS_CHOICES: dict[str, tuple[RightsChannel, ...] | None] = {
    "contract": None,
    "own": OWN_CHANNELS,
    "site": (RightsChannel.SITE,),
}
"""What the uploader says of the whole batch; None leaves the agencies' contracts to speak."""


@dataclass(frozen=True, slots=True)
class UploadOutcome:
    """What became of one file: new, same or refused."""

    name: str
    state: str
    photo: Photo | None = None
    reason: str = ""
    alike: tuple[SimilarPhoto, ...] = ()


class PhotoUploadMixin:
    """For the photos' admin: the page, and the answer for each file."""

    admin_site: Any

    def get_custom_urls(self) -> Any:
        return (*super().get_custom_urls(), ("upload/", "articles_photo_upload", self.upload_view))  # type: ignore[misc]  # the admin's

    def upload_view(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        require_permission(request, "articles.add_photo")
        outcomes = list(_add_uploads(request)) if request.method == "POST" else []
        if "row" in request.GET:
            return render(request, "admin/articles/photo/upload_rows.html", {"outcomes": outcomes})
        context = {
            **self.admin_site.each_context(request),
            "title": _("Upload photos"),
            "outcomes": outcomes,
            "nothing_chosen": request.method == "POST" and not outcomes,
            "list_url": reverse("admin:articles_photo_changelist"),
        }
        return TemplateResponse(request, "admin/articles/photo/upload.html", context)


def _add_uploads(request: HttpRequest) -> Iterator[UploadOutcome]:
    """Of every file sent, those turned away at the door included."""
    channels = RIGHTS_CHOICES.get(request.POST.get("rights", ""))
    for upload in request.FILES.getlist("files"):
        yield _add_upload(upload, channels, request)
    for name in request.META.get(REFUSED_FILES, []):
        yield UploadOutcome(name, "refused", reason=too_large_message())


def too_large_message() -> str:
    return _("The file has more than %(limit)d MB and was not read to its end.") % {
        "limit": settings.UPLOAD_MAX_FILE_SIZE // 1_000_000
    }


def _add_upload(
    upload: "UploadedFile[bytes]", channels: tuple[RightsChannel, ...] | None, request: HttpRequest
) -> UploadOutcome:
    name = upload.name or ""
    if (upload.size or 0) > MAX_BYTES:
        return UploadOutcome(name, "refused", reason=too_large_message())
    try:
        photo = add_photo(
            {}, by=current_user(request), at=now(), data=upload.read(), name=name, channels=channels
        )
    except DuplicateFile as twin:
        return UploadOutcome(name, "same", Photo.objects.get(pk=twin.photo_id))
    except PictureRefused as refusal:
        return UploadOutcome(name, "refused", reason=format_refusal(refusal))
    except ActionRefused as refusal:
        return UploadOutcome(name, "refused", reason=refusal.message)
    return UploadOutcome(name, "new", photo, alike=tuple(find_similar(photo)))
