"""Upload of many photos, each of which succeeds or fails by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.errors import ActionRefused
from articles.actions.photos.save import add_photo
from articles.actions.photos.store_file import DuplicateFile, format_refusal
from articles.admin.base import DeskView, page
from articles.admin.photos.rights import describe_problem
from articles.admin.photos.similar import SimilarPhoto, find_similar
from articles.models import Photo
from articles.photos.validate import MAX_BYTES, PictureRefused
from articles.rights.grants import RightsChannel
from articles.selectors.photos_to_place import decide_on_site
from newsroom.admin.base import current_user, now
from newsroom.upload_handlers import REFUSED_FILES

OWN_CHANNELS = (RightsChannel.SITE, RightsChannel.PARTNER, RightsChannel.ARCHIVE, RightsChannel.SOCIAL)
RIGHTS_CHOICES: dict[str, tuple[RightsChannel, ...] | None] = {
    "contract": None,
    "own": OWN_CHANNELS,
    "site": (RightsChannel.SITE,),
}
"""What the uploader says of the whole batch; None leaves the agencies' contracts to speak."""


@dataclass(frozen=True, slots=True)
class UploadOutcome:
    """The outcome of one file; `state` is new, same or refused."""

    name: str
    state: str
    photo: Photo | None = None
    reason: str = ""
    similar: tuple[SimilarPhoto, ...] = ()
    problem: str = ""
    """Why readers would not see the photo."""


@page(Photo, "upload/")
class PhotoUploadView(DeskView):
    """The upload page, and with `?row` the rows for files sent by the script."""

    template_name = "admin/articles/photo/upload.html"
    permission_required = "articles.add_photo"
    title = gettext_lazy("Upload photos")

    def get_template_names(self) -> list[str]:
        only_rows = "row" in self.request.GET
        return ["admin/articles/photo/upload_rows.html"] if only_rows else super().get_template_names()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        outcomes = list(_add_uploads(self.request)) if self.request.method == "POST" else []
        is_empty = self.request.method == "POST" and not outcomes
        list_url = reverse("admin:articles_photo_changelist")
        return super().get_context_data(outcomes=outcomes, is_empty=is_empty, list_url=list_url, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.get(request, *args, **kwargs)


def _add_uploads(request: HttpRequest) -> Iterator[UploadOutcome]:
    """Yield the outcome of every file, including those that the server cut off."""
    channels = RIGHTS_CHOICES.get(request.POST.get("rights", ""))
    for upload in request.FILES.getlist("files"):
        yield _add_upload(upload, channels, request)
    for name in request.META.get(REFUSED_FILES, []):
        yield UploadOutcome(name, "refused", reason=too_large_message())


def too_large_message() -> str:
    return _("The file is larger than %(limit)d MB and was not read completely.") % {
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
    (decision,) = decide_on_site([photo], now())
    problem = describe_problem(photo, allowed=decision.allowed)
    return UploadOutcome(name, "new", photo, similar=tuple(find_similar(photo)), problem=problem)
