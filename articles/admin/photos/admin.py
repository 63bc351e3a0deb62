"""The picture desk: photos with their credit as it prints, their rights, and where they are used."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.files.storage import default_storage
from django.db.models import prefetch_related_objects
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import TabularInline
from unfold.contrib.filters.admin import RangeDateTimeFilter
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from articles.actions.errors import ActionRefused
from articles.actions.photos.block import block_photo
from articles.actions.photos.rights import set_photo_rights
from articles.actions.photos.save import EDITABLE, add_photo, save_photo
from articles.admin.badges import badge, format_time
from articles.admin.filters import MissingMetadataFilter
from articles.admin.photos.detail import PhotoDetailMixin
from articles.admin.photos.filters import LibraryAgencyFilter, LicenceFilter
from articles.admin.photos.licences import PhotoLicencesMixin, filter_links, licence_statuses
from articles.admin.photos.missing_metadata import MissingMetadataMixin
from articles.admin.photos.upload import PhotoUploadMixin
from articles.admin.reference_data import AgencyGrantForm, grant_draft
from articles.models import Grant, Photo
from articles.photos.renditions import rendition_name, rendition_path, rendition_widths
from newsroom.admin.base import (
    ActionAdmin,
    ActionForm,
    cleaned_values,
    current_user,
    filled_forms,
    now,
    require_permission,
)


class PhotoForm(ActionForm):
    """The file comes in by a field of its own: the action judges its bytes before any row knows of it."""

    shown_at = {"file": "upload"}

    upload = forms.FileField(
        label=gettext_lazy("file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={"class": "desk-input", "accept": "image/jpeg,image/png,image/webp,image/avif,image/tiff"}
        ),
        help_text=gettext_lazy("JPEG, PNG, WebP, AVIF or TIFF, up to 60 MB."),
    )

    class Meta:
        model = Photo
        fields = ("title",)
        widgets = {
            "caption": UnfoldAdminTextareaWidget({"rows": 3, "data-count": 220}),
            "alt_text": UnfoldAdminTextInputWidget({"data-count": 125}),
        }

    def clean_alt_text(self) -> str:
        alt: str = self.cleaned_data["alt_text"].strip()
        if alt and alt == self.cleaned_data.get("caption", "").strip():
            raise forms.ValidationError(_("Say what is to be seen; the caption is read out anyway."))
        return alt


class RightsInline(TabularInline):
    model = Grant
    form = AgencyGrantForm
    fields = ("channel", "allow", "since", "until", "remark")
    verbose_name = gettext_lazy("right of its own")
    verbose_name_plural = gettext_lazy("rights of its own: none leaves the agency's contract to speak")
    extra = 0
    show_title = False


@admin.register(Photo)
class PhotoAdmin(PhotoUploadMixin, PhotoLicencesMixin, MissingMetadataMixin, PhotoDetailMixin, ActionAdmin):
    form = PhotoForm
    change_form_template = "admin/articles/photo/change_form.html"
    list_before_template = "admin/articles/photo/library_head.html"
    actions: Any = PhotoLicencesMixin.actions
    list_display = (
        "thumbnail",
        "described",
        "credit_shown",
        "licence_shown",
        "used_in",
        "alt_shown",
        "added",
    )
    list_display_links = ("thumbnail", "described")
    list_filter = (
        LicenceFilter,
        LibraryAgencyFilter,
        MissingMetadataFilter,
        "archive",
        "blocked",
        ("created_at", RangeDateTimeFilter),
    )
    search_fields = ("title", "caption", "credit", "original_name", "agency_item_id")
    inlines = (RightsInline,)
    readonly_fields = ("credit_parts",)
    fieldsets = (
        (None, {"fields": ("upload", "title", "caption", "alt_text")}),
        (gettext_lazy("Credit"), {"fields": ("credit_raw", "credit_parts", "consent")}),
        (
            gettext_lazy("Origin"),
            {"fields": (("place", "taken"), ("agency_item_id", "archive"), ("focus_x", "focus_y"))},
        ),
    )
    change_form_outer_after_template = "admin/articles/photo/block.html"

    class Media:
        css = {"all": ["newsroom/photos.css"]}
        js = ["newsroom/photos.js", "newsroom/photo_focus.js"]

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """With rights and uses of the page's photos, asked once for all of them."""
        changelist = super().get_changelist_instance(request)
        photos = list(changelist.result_list)
        prefetch_related_objects(photos, "grants")
        for photo, case in zip(photos, licence_statuses(photos, now()), strict=True):
            photo.case = case
        changelist.result_list = photos
        return changelist

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return super().changelist_view(request, {**(extra_context or {}), "chips": filter_links(request)})

    def describe(self, photo: Photo) -> str:
        return f"{photo} – {photo.credit or _('no credit')} (#{photo.pk})"

    @display(description=gettext_lazy("picture"))
    def thumbnail(self, photo: Photo) -> SafeString:
        return picture_tag(photo, "desk-thumb")

    @display(description=gettext_lazy("what it shows"), ordering="title")
    def described(self, photo: Photo) -> str:
        text = photo.title or photo.caption or photo.original_name or f"#{photo.pk}"
        return text if len(text) <= 110 else text[:110].rsplit(" ", 1)[0] + " …"

    @display(description=gettext_lazy("credit line"), ordering="credit")
    def credit_shown(self, photo: Photo) -> SafeString | str:
        return photo.credit or badge(_("no credit"), "missing")

    @display(description=gettext_lazy("added"), ordering="created_at")
    def added(self, photo: Photo) -> str:
        return format_time(photo.created_at)

    @display(description=gettext_lazy("alternative text"))
    def alt_shown(self, photo: Photo) -> SafeString:
        return (
            badge(_("present"), "published", photo.alt_text)
            if photo.alt_text
            else badge(_("missing"), "missing")
        )

    @display(description=gettext_lazy("licence"))
    def licence_shown(self, photo: Any) -> SafeString:
        """Of the channels whose end takes it from somebody's page."""
        return render_to_string("admin/articles/photo/licence_cell.html", {"rows": photo.case.rights[:2]})

    @display(description=gettext_lazy("used in"))
    def used_in(self, photo: Any) -> SafeString:
        return render_to_string("admin/articles/photo/use_cell.html", {"use": photo.case.use})

    @display(description=gettext_lazy("prints as"))
    def credit_parts(self, photo: Photo) -> SafeString:
        return format_html(
            "<strong>{}</strong><br>{}", photo.credit or "–", " · ".join(list_credit_parts(photo))
        )

    def run_action(self, request: HttpRequest, form: Any, formsets: list[Any]) -> Photo:
        facts = cleaned_values(form, EDITABLE)
        upload = form.cleaned_data["upload"]
        file: dict[str, Any] = (
            {"data": upload.read(), "name": upload.name or ""} if upload is not None else {}
        )
        rights = [grant_draft(row.cleaned_data) for row in filled_forms(formsets[0])] if formsets else []
        by, at = current_user(request), now()
        if form.instance.pk is None:
            photo = add_photo(facts, by=by, at=at, **file)
        else:
            photo = save_photo(form.instance.pk, facts, by=by, at=at, **file)
        if formsets and (rights or photo.grants.exists()) and formsets[0].has_changed():
            set_photo_rights(photo.pk, rights, by=by, at=at)
        return photo

    def get_custom_urls(self) -> Any:
        return (
            *super().get_custom_urls(),
            ("<int:number>/block/", "articles_photo_block", self.block_view),
            ("<int:number>/picture/", "articles_photo_picture", self.picture_view),
        )

    def picture_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> FileResponse:
        """The picture for the desk's eyes: blocked, embargoed or without rights, it is shown here and nowhere else."""
        require_permission(request, "articles.view_photo")
        photo = get_object_or_404(Photo.objects.exclude(file=""), pk=number)
        large = "large" in request.GET
        fitting = [
            width for width in rendition_widths(photo) if width <= (1200 if large else 480)
        ] or rendition_widths(photo)
        name = rendition_path(rendition_name(photo, fitting[-1 if large else 0], "jpg")) if fitting else ""
        if not name or not default_storage.exists(name):
            name = photo.file.name or ""
        response = FileResponse(default_storage.open(name))
        response.headers["Cache-Control"] = "private, max-age=600"
        return response

    def block_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        """Off every page and feed at once, or back; one click, for a picture does not wait."""
        require_permission(request, "articles.change_photo")
        if request.method == "POST":
            try:
                photo = block_photo(
                    number, request.POST.get("blocked") == "yes", by=current_user(request), at=now()
                )
                messages.success(
                    request, _("Blocked everywhere.") if photo.blocked else _("No longer blocked.")
                )
            except ActionRefused as refusal:
                messages.error(request, refusal.message)
        return HttpResponseRedirect(reverse("admin:articles_photo_change", args=[number]))


def picture_tag(photo: Photo, css: str) -> SafeString:
    if not photo.file:
        return format_html('<span class="desk-no-file {}">{}</span>', css, _("file not here yet"))
    url = reverse("admin:articles_photo_picture", args=[photo.pk]) + (
        "?large" if css == "desk-preview" else ""
    )
    name = photo.alt_text or str(photo)  # in the list the picture is a link, which wants a name
    return format_html('<img class="{}" src="{}" alt="{}" loading="lazy">', css, url, name)


def list_credit_parts(photo: Photo) -> Iterable[str]:
    """The credit line taken apart, each part with its role."""
    if photo.photographers:
        yield _("photographer: %(names)s") % {"names": ", ".join(photo.photographers)}
    if photo.pool:
        yield _("pool")
    if photo.handout:
        yield _("handout")
    if photo.agency_codes:
        yield _("agency: %(codes)s") % {"codes": ", ".join(photo.agency_codes)}
    if photo.distributor:
        yield _("distributor: %(name)s") % {"name": photo.distributor}
    if photo.archive:
        yield _("archive picture")
