"""Audio and video: the list, the form of a file, and the picker of the editor."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextareaWidget

from articles.actions.errors import ActionRefused
from articles.actions.media_files.save import (
    EDITABLE,
    DuplicateMedia,
    add_media_file,
    save_media_file,
    set_media_rights,
)
from articles.admin.badges import badge, format_time
from articles.admin.base import DeskView, PagesMixin, page
from articles.admin.inputs import parse_integers, parse_start, refuse_file
from articles.admin.photos.admin import RightsInline
from articles.admin.photos.rights import rights_matrices
from articles.admin.photos.upload import RIGHTS_CHOICES
from articles.admin.reference_data import grant_draft
from articles.media_files.serve import serve_media_file
from articles.models import MediaFile
from articles.selectors.media_files import PAGE_SIZE, decide_media, find_media, list_uses
from articles.site.media_renderer import format_duration
from newsroom.admin.base import (
    ActionAdmin,
    ActionForm,
    cleaned_values,
    column,
    current_user,
    filled_forms,
    now,
)
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


class MediaFileForm(ActionForm):
    """The form of a file, which itself is sent once; the action checks its content."""

    shown_at = {"file": "upload", "poster_id": "poster"}
    is_too_large = False

    upload = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"class": "desk-input", "accept": ACCEPTED}),
    )
    rights = forms.ChoiceField(
        label=gettext_lazy("Rights"),
        required=False,
        choices=(
            ("contract", gettext_lazy("as the agency's contract says")),
            ("own", gettext_lazy("our own: everything is allowed")),
            ("site", gettext_lazy("own site only")),
        ),
        widget=forms.Select(attrs={"class": "desk-input"}),
    )

    class Meta:
        model = MediaFile
        fields = ("title",)
        widgets = {
            "caption": UnfoldAdminTextareaWidget({"rows": 3}),
            "transcript": UnfoldAdminTextareaWidget({"rows": 12}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = settings.MEDIA_MAX_FILE_SIZE // 1_000_000
        self.fields["upload"].help_text = _("MP4, WebM, MP3, M4A or Ogg, up to %(limit)d MB.") % {
            "limit": limit
        }
        if self.instance.pk is None:
            self.fields["title"].required = False
            self.fields["title"].help_text = _("Without one, the name of the file.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_too_large:
            self.add_error("upload", too_large_message())
        elif self.instance.pk is None and not cleaned.get("upload") and not self.errors:
            self.add_error("upload", _("No file was selected."))
        return cleaned


@page(MediaFile, "<int:pk>/file/")
class MediaContentView(DeskView):
    """The file itself, even if it is blocked or without rights."""

    permission_required = "articles.view_mediafile"

    def get(self, request: HttpRequest, *_args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]  # no page
        media = get_object_or_404(MediaFile, pk=kwargs["pk"])
        response = serve_media_file(request, media)
        response.headers["Cache-Control"] = "private, max-age=600"
        return response


@admin.register(MediaFile)
class MediaFileAdmin(PagesMixin, ActionAdmin):
    form = MediaFileForm
    change_form_template = "admin/articles/mediafile/change_form.html"
    change_form_outer_after_template = "admin/articles/mediafile/block.html"
    list_display = ("title", "kind_shown", "credit_line", "licence", "words", "added_at")
    list_filter = ("kind", "blocked", "captioned")
    search_fields = ("title", "caption", "credit", "original_name")
    autocomplete_fields = ("poster",)
    facts = ("title", "caption", "credit_raw", "transcript", "captioned", "poster")

    class Media:
        css = {"all": ["articles/admin/photos.css", "articles/admin/media_files.css"]}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [(None, {"fields": self.facts if obj else ("upload", "rights", *self.facts)})]

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return [RightsInline] if obj else []

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002  # Django's signature
        form = super().get_form(request, obj, change=change, **kwargs)
        form.is_too_large = bool(request.META.get(REFUSED_FILES))
        return form

    def prepare_rows(self, files: Sequence[Any]) -> None:
        """Add the decision about our own site."""
        prefetch_related_objects(files, "grants")
        for media, decision in zip(files, decide_media(files, now()), strict=True):
            media.on_site = decision.allowed

    @display(description=gettext_lazy("kind"), ordering="kind")
    def kind_shown(self, media: MediaFile) -> str:
        parts = (media.get_kind_display(), format_duration(media.seconds), filesizeformat(media.size))
        return " · ".join(filter(None, map(str, parts)))

    @display(description=pgettext_lazy("audio and video", "credit line"), ordering="credit")
    def credit_line(self, media: MediaFile) -> SafeString | str:
        return media.credit or badge(_("no credit"), "missing")

    @display(description=gettext_lazy("licence"))
    def licence(self, media: Any) -> SafeString:
        if media.blocked:
            return badge(_("blocked"), "withheld")
        return badge(_("own site"), "published") if media.on_site else badge(_("no right"), "missing")

    @display(description=gettext_lazy("transcript"))
    def words(self, media: MediaFile) -> SafeString:
        if media.transcript:
            return badge(_("present"), "published")
        return badge(_("captions only"), "published") if media.captioned else badge(_("missing"), "missing")

    added_at = column(gettext_lazy("added"), lambda media: format_time(media.created_at), "created_at")

    def run_action(self, request: HttpRequest, form: Any, formsets: list[Any]) -> MediaFile:
        facts = cleaned_values(form, EDITABLE)
        by, at = current_user(request), now()
        if form.instance.pk is None:
            upload = form.cleaned_data["upload"]
            channels = RIGHTS_CHOICES.get(form.cleaned_data["rights"])
            return add_media_file(facts, by=by, at=at, file=upload, name=upload.name or "", channels=channels)
        media = save_media_file(form.instance.pk, facts, by=by, at=at)
        if formsets and formsets[0].has_changed():
            rights = [grant_draft(row.cleaned_data) for row in filled_forms(formsets[0])]
            set_media_rights(media.pk, rights, by=by, at=at)
        return media

    def get_form_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        rights = rights_matrices([obj], now())[obj.pk]
        facts = {"rights": rights, "uses": list_uses(obj.pk), "duration": format_duration(obj.seconds)}
        return {"media_file": obj, **facts}
