"""The photo library and the form of a photo."""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.files.storage import default_storage
from django.db.models import prefetch_related_objects
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import RangeDateTimeFilter
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from articles.actions.photos.rights import set_photo_rights
from articles.actions.photos.save import EDITABLE, add_photo, save_photo
from articles.admin.badges import badge, format_time
from articles.admin.base import DeskView, PagesMixin, page
from articles.admin.filters import LibraryAgencyFilter, LicenceFilter, MissingMetadataFilter
from articles.admin.photos.detail import detail_context
from articles.admin.photos.licences import (
    LICENCE_ACTIONS,
    filter_links,
    licence_statuses,
    make_list_action,
)
from articles.admin.photos.lights import add_lights, render_lights
from articles.admin.reference_data import GrantInline, grant_draft
from articles.models import Photo
from articles.photos.crops import FIELDS, NAMES, SHARP_WIDTH, find_box
from articles.photos.renditions import rendition_name, rendition_path, rendition_widths
from newsroom.admin.base import (
    ActionAdmin,
    ActionForm,
    cleaned_values,
    column,
    current_user,
    filled_forms,
    now,
)


class PhotoForm(ActionForm):
    """The form of a photo; the action checks the uploaded file."""

    shown_at = {"file": "upload"}

    upload = forms.FileField(
        label=gettext_lazy("File"),
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
            **{field: forms.HiddenInput({"data-crop": NAMES[name]}) for name, field in FIELDS.items()},
        }

    def clean_alt_text(self) -> str:
        alt: str = self.cleaned_data["alt_text"].strip()
        if alt and alt == self.cleaned_data.get("caption", "").strip():
            raise forms.ValidationError(
                _("Describe what the picture shows; screen readers read the caption anyway.")
            )
        return alt


class RightsInline(GrantInline):
    verbose_name = gettext_lazy("own right")
    verbose_name_plural = gettext_lazy("own rights: without any, the agency's contract applies")


@page(Photo, "<int:pk>/picture/")
class PhotoFileView(DeskView):
    """The picture itself, even if it is blocked, embargoed or without rights."""

    permission_required = "articles.view_photo"

    def get(self, request: HttpRequest, *_args: Any, **kwargs: Any) -> FileResponse:  # type: ignore[override]  # no page
        photo = get_object_or_404(Photo.objects.exclude(file=""), pk=kwargs["pk"])
        is_large = "large" in request.GET
        widths = rendition_widths(photo)
        widths = [width for width in widths if width <= (1200 if is_large else 480)] or widths
        name = rendition_path(rendition_name(photo, widths[-1 if is_large else 0], "jpg")) if widths else ""
        if not name or not default_storage.exists(name):
            name = photo.file.name or ""
        response = FileResponse(default_storage.open(name))
        response.headers["Cache-Control"] = "private, max-age=600"
        return response


@admin.register(Photo)
class PhotoAdmin(PagesMixin, ActionAdmin):
    form = PhotoForm
    change_form_template = "admin/articles/photo/change_form.html"
    list_before_template = "admin/articles/photo/above_list.html"
    actions: Any = [make_list_action(action) for action in LICENCE_ACTIONS]
    list_display = (
        "thumbnail",
        "summary",
        "credit_line",
        "licence",
        "used_in",
        "alt_text_state",
        "added_at",
    )
    list_display_links = ("thumbnail", "summary")
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
            {
                "fields": (
                    ("place", "taken"),
                    ("agency_item_id", "archive"),
                    ("focus_x", "focus_y"),
                    *FIELDS.values(),
                )
            },
        ),
    )
    change_form_outer_after_template = "admin/articles/photo/block.html"

    class Media:
        css = {"all": ["articles/admin/photos.css"]}
        js = ["articles/admin/photos.js", "articles/admin/photo_focus.js", "articles/admin/photo_crops.js"]

    def prepare_rows(self, photos: Sequence[Any]) -> None:
        """Add rights and usage in a fixed number of queries."""
        prefetch_related_objects(photos, "grants")
        add_lights(photos, now())
        for photo, status in zip(photos, licence_statuses(photos, now()), strict=True):
            photo.licence_status = status

    def get_list_context(self, request: HttpRequest) -> dict[str, Any]:
        return {"filter_links": filter_links(request)}

    def has_block_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.block_photo")

    def has_rights_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.change_grant")

    def describe(self, photo: Photo) -> str:
        return f"{photo} – {photo.credit or _('no credit')} (#{photo.pk})"

    thumbnail = column(gettext_lazy("picture"), lambda photo: picture_tag(photo, "desk-thumb"))

    @display(description=gettext_lazy("what it shows"), ordering="title")
    def summary(self, photo: Photo) -> str:
        text = photo.title or photo.caption or photo.original_name or f"#{photo.pk}"
        return text if len(text) <= 110 else text[:110].rsplit(" ", 1)[0] + " …"

    @display(description=gettext_lazy("credit line"), ordering="credit")
    def credit_line(self, photo: Photo) -> SafeString | str:
        return photo.credit or badge(_("no credit"), "missing")

    added_at = column(gettext_lazy("added"), lambda photo: format_time(photo.created_at), "created_at")

    @display(description=gettext_lazy("alternative text"))
    def alt_text_state(self, photo: Photo) -> SafeString:
        return (
            badge(_("present"), "published", photo.alt_text)
            if photo.alt_text
            else badge(_("missing"), "missing")
        )

    @display(description=gettext_lazy("licence"))
    def licence(self, photo: Any) -> SafeString:
        """Show the channels whose end removes the photo from a page."""
        return render_to_string(
            "admin/articles/photo/licence_cell.html", {"rows": photo.licence_status.rights[:2]}
        )

    @display(description=gettext_lazy("used in"))
    def used_in(self, photo: Any) -> SafeString:
        return render_to_string("admin/articles/photo/usage_cell.html", {"usage": photo.licence_status.usage})

    @display(description=gettext_lazy("printed as"))
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
        for warning in find_blurred_crops(photo, form.changed_data):
            messages.warning(request, warning)
        return photo

    def get_form_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        return detail_context(obj, now())


def picture_tag(photo: Photo, css: str) -> SafeString:
    """Return the picture as HTML, with its lights after `add_lights`."""
    if not photo.file:
        return format_html('<span class="desk-no-file {}">{}</span>', css, _("no file yet"))
    url = reverse("admin:articles_photo_picture", args=[photo.pk]) + (
        "?large" if css == "desk-preview" else ""
    )
    name = photo.alt_text or str(photo)  # in the list the picture is a link and needs a name
    picture = format_html('<img class="{}" src="{}" alt="{}" loading="lazy">', css, url, name)
    return picture + render_lights(photo)


def find_blurred_crops(photo: Photo, changed: Container[str]) -> Iterator[str]:
    """Yield a warning for each changed crop that is too narrow for a card."""
    message = _("The crop %(format)s is only %(width)d pixels wide and will look blurred.")
    for name, field in FIELDS.items():
        if field in changed and (width := find_box(photo, name).width) < SHARP_WIDTH:
            yield message % {"format": NAMES[name], "width": width}


def list_credit_parts(photo: Photo) -> Iterable[str]:
    """Yield the parts of the credit line with their roles."""
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
