"""Upload of photos, many on their own page or one in the picker of the editor."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.errors import ActionRefused
from articles.actions.photos.save import add_photo, fill_announced_photo
from articles.actions.photos.store_file import DuplicateFile, format_refusal
from articles.admin.base import DeskView, page
from articles.admin.inputs import parse_integers, parse_start, refuse_file
from articles.admin.photos.lights import add_lights, render_lights
from articles.admin.photos.rights import describe_problem
from articles.admin.photos.usage import SimilarPhoto, find_similar
from articles.models import Agency, Photo
from articles.photos.validate import MAX_BYTES, PictureRefused
from articles.rights.grants import RightsChannel
from articles.selectors.photos_to_place import PhotoSearch, decide_on_site, find_usable_photos, list_matches
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_date, parse_integer
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

    def page_context(self) -> dict[str, Any]:
        outcomes = list(_add_uploads(self.request)) if self.request.method == "POST" else []
        is_empty = self.request.method == "POST" and not outcomes
        list_url = reverse("admin:articles_photo_changelist")
        return {"outcomes": outcomes, "is_empty": is_empty, "list_url": list_url}

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


MAX_IDS = 200
RIGHTS = {
    "site": (RightsChannel.SITE,),
    "partner": (RightsChannel.SITE, RightsChannel.PARTNER),
    "social": (RightsChannel.SITE, RightsChannel.SOCIAL),
}


@page(Photo, "pick/")
class PhotoPickerView(DeskView):
    """Usable photos by search, photos by their ids, and upload of one file, as JSON."""

    permission_required = "articles.view_photo"

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> JsonResponse:
        if "ids" in request.GET:
            return JsonResponse({"photos": _describe_photos(request.GET["ids"])})
        search = PhotoSearch(
            term=request.GET.get("q", "")[:200],
            agency=request.GET.get("agency", "")[:24],
            since=parse_date(request.GET.get("since", "")),
            channels=RIGHTS.get(request.GET.get("rights", ""), RIGHTS["site"]),
        )
        found = find_usable_photos(search, at=now(), start=parse_start(request.GET.get("start", "")))
        add_lights(found.photos, now())
        return JsonResponse(
            {
                "photos": [describe_photo(photo) for photo in found.photos],
                "next": found.next_start,
                "problem": "" if found.photos else _explain_nothing_found(search),
                "agencies": list(Agency.objects.order_by("name").values_list("code", "name")),
            }
        )

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> JsonResponse:
        """Store the file in the announced photo `photo`, else as a new one.

        A file that the library has already is the photo that has it.
        """
        upload = request.FILES.get("file")
        if upload is None or (upload.size or 0) > MAX_BYTES:
            is_large = upload is not None or bool(request.META.get(REFUSED_FILES))
            return refuse_file(too_large_message() if is_large else _("No file was selected."))
        try:
            photo = _store_upload(request, upload)
        except DuplicateFile as twin:
            photo = Photo.objects.get(pk=twin.photo_id)
        except PictureRefused as refusal:
            return refuse_file(format_refusal(refusal))
        except ActionRefused as refusal:
            return refuse_file(refusal.message)
        (described,) = _describe_photos(str(photo.pk))
        return JsonResponse({"photo": described})


def _explain_nothing_found(search: PhotoSearch) -> str:
    """Return why no photo that matches can be used, "" if none matches."""
    photos = list_matches(search)
    notes = Counter(
        describe_problem(photo, allowed=decision.allowed) or _("no right for these channels")
        for photo, decision in zip(photos, decide_on_site(photos, now()), strict=True)
    )
    why = "; ".join(f"{note} ({count})" for note, count in notes.items())
    return _("No photo that matches can be used: %(why)s") % {"why": why} if why else ""


def _store_upload(request: HttpRequest, upload: "UploadedFile[bytes]") -> Photo:
    announced = parse_integer(request.POST.get("photo", ""))
    facts: dict[str, Any] = {"by": current_user(request), "at": now(), "name": upload.name or ""}
    if announced is not None:
        return fill_announced_photo(announced, data=upload.read(), **facts)
    channels = RIGHTS_CHOICES.get(request.POST.get("rights", ""))
    credit = request.POST.get("credit", "").strip()[:200]
    return add_photo({"credit_raw": credit} if credit else {}, data=upload.read(), channels=channels, **facts)


def _describe_photos(ids: str) -> list[dict[str, Any]]:
    """Return the photos, each with a note if readers would not see it."""
    wanted = parse_integers(ids.split(",")[:MAX_IDS])
    found = Photo.objects.with_rights().in_bulk(wanted)
    photos = [found[pk] for pk in wanted if pk in found]
    decisions = decide_on_site(photos, now())
    add_lights(photos, now())
    return [
        describe_photo(photo) | {"note": describe_problem(photo, allowed=decision.allowed)}
        for photo, decision in zip(photos, decisions, strict=True)
    ]


def describe_photo(photo: Photo) -> dict[str, Any]:
    return {
        "id": photo.pk,
        "name": photo.caption or str(photo),
        "caption": photo.caption,
        "credit": photo.credit,
        "taken": photo.taken,
        "waiting": not photo.file,
        "thumb": reverse("admin:articles_photo_picture", args=[photo.pk]) if photo.file else "",
        "page": reverse("admin:articles_photo_change", args=[photo.pk]),
        "note": "",
        "lights": render_lights(photo),
    }
