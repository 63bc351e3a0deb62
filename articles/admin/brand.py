"""The admin pages of the brand: form with live preview, and all components."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.generic.edit import FormView

from articles.actions.desk.brand import MAX_SIZES, BrandChanged, BrandDraft, save_brand
from articles.actions.errors import ActionRefused
from articles.admin.base import DeskView, PageAdmin, add_refusal, page
from articles.brand.accent import (
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    MIN_CONTRAST,
    WHITE,
    AccentShades,
    least_contrast,
    read_colour,
)
from articles.brand.type_pairings import PAIRINGS
from articles.models import Brand, BrandFile
from articles.site.brand import BrandFileSummary, BrandSummary, read_brand
from articles.site.brand_sample import build_sample_sheet, render_sample
from articles.site.story_renderer import FRAMED_CSP
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_datetime_strictly

VIEW_PERMISSION, CHANGE_PERMISSION = "articles.view_brand", "articles.change_brand"
IMAGES, SQUARES, FONTS = ".svg,.png,.webp", ".png,.webp", ".woff2"
FONT_HINT = gettext_lazy("WOFF2, up to 150 KB, for the choice “own fonts”.")
FILES = {
    BrandFile.Kind.LOGO: (
        IMAGES,
        gettext_lazy("SVG, PNG or WebP, up to 300 KB. It replaces the name at the top of the pages."),
    ),
    BrandFile.Kind.LOGO_DARK: (
        IMAGES, gettext_lazy("Without it the logo is shown on a light ground in the dark scheme."),
    ),
    BrandFile.Kind.ICON: (
        SQUARES, gettext_lazy("PNG or WebP, square, at least 512 pixels. All sizes are made of it."),
    ),
    BrandFile.Kind.HEADLINE_FONT: (FONTS, FONT_HINT),
    BrandFile.Kind.TEXT_FONT: (FONTS, FONT_HINT),
}  # fmt: skip
"""Endings that are accepted, and a hint, by kind of file."""


class BrandForm(forms.Form):
    name = forms.CharField(max_length=80, required=False)
    accent = forms.CharField(max_length=7, required=False)
    density = forms.ChoiceField(choices=Brand.Density.choices, widget=forms.RadioSelect)
    pairing = forms.ChoiceField(choices=Brand.Pairing.choices, widget=forms.RadioSelect)
    based_on = forms.CharField(required=False, widget=forms.HiddenInput)
    logo = forms.FileField(required=False, allow_empty_file=True)
    logo_dark = forms.FileField(required=False, allow_empty_file=True)
    icon = forms.FileField(required=False, allow_empty_file=True)
    headline_font = forms.FileField(required=False, allow_empty_file=True)
    text_font = forms.FileField(required=False, allow_empty_file=True)

    def clean_based_on(self) -> datetime | None:
        return parse_datetime_strictly(self.cleaned_data["based_on"])

    def to_draft(self) -> BrandDraft:
        """Return the brand; name and colour of the settings are no choice of their own."""
        accent, name = self.cleaned_data["accent"].strip(), self.cleaned_data["name"]
        return BrandDraft(
            name="" if name == settings.SITE_NAME else name,
            accent="" if accent.lower() == settings.ACCENT_COLOUR.lower() else accent,
            density=self.cleaned_data["density"],
            pairing=self.cleaned_data["pairing"],
            files=dict(self._read_files()),
            removed=frozenset(kind for kind in BrandFile.Kind if self.data.get(f"remove_{kind}")),
        )

    def _read_files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the uploaded files by kind, each only as far as its limit is exceeded."""
        for kind in BrandFile.Kind:
            upload = self.cleaned_data[kind]
            if upload is not None:
                yield kind.value, upload.read(MAX_SIZES[kind] + 1)


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of the brand on the form."""

    kind: BrandFile.Kind
    field: Any
    accept: str
    hint: Any
    current: BrandFileSummary | None

    @property
    def is_font(self) -> bool:
        return self.current is not None and self.current.media_type.startswith("font/")


def describe_contrast(colour: str) -> list[str]:
    """Return sentences about the colour on light and dark pages, and of words on it."""
    shades = AccentShades.derive(colour)
    schemes = (
        (_("On light pages"), shades.light, shades.light_contrast(), LIGHT_GROUNDS),
        (_("On dark pages"), shades.dark, shades.dark_contrast(), DARK_GROUNDS),
    )
    sentences = [
        _("%(where)s the colour has a contrast of %(ratio)s to 1 and is used as it is.")
        % {"where": where, "ratio": _ratio(ratio)}
        if shade == colour
        else _(
            "%(where)s the colour has a contrast of %(ratio)s to 1, and words need %(least)s to 1: words are shown "
            "in the shade %(shade)s with %(better)s to 1."
        )
        % {
            "where": where, "ratio": _ratio(ratio), "least": _ratio(MIN_CONTRAST), "shade": shade,
            "better": _ratio(least_contrast(shade, grounds)),
        }
        for where, shade, ratio, grounds in schemes
    ]  # fmt: skip
    white, black = _("Words on this colour are white."), _("Words on this colour are black.")
    on_colour = white if shades.on_chosen == WHITE else black
    return [*sentences, on_colour]


def _ratio(number: float) -> str:
    """Return the ratio rounded down, so that 4.49 does not look sufficient."""
    return _("%(whole)d.%(tenth)d") % {"whole": int(number), "tenth": int(number * 10) % 10}


class BrandView(DeskView):
    """View that shows a brand; query parameters replace what is stored."""

    permission_required = VIEW_PERMISSION

    @cached_property
    def brand(self) -> BrandSummary:
        stored, params = read_brand(), self.request.GET
        pairing, density = params.get("pairing", ""), params.get("density", "")
        return replace(
            stored,
            name=params.get("name", "").strip() or stored.name,
            accent=read_colour(params.get("accent", "")) or stored.accent,
            pairing=pairing if pairing in Brand.Pairing else stored.pairing,
            density=density if density in Brand.Density else stored.density,
        )

    @property
    def is_dark(self) -> bool:
        return self.request.GET.get("scheme") == "dark"


@page(Brand, "sample/")
@method_decorator([csp_override(FRAMED_CSP), xframe_options_sameorigin], name="dispatch")
class BrandSampleView(BrandView):
    """Show every component of the readers' site in one scheme."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sheet = f"{reverse('admin:articles_brand_sheet')}?{urlencode(request.GET.dict())}"
        return render_sample(self.brand, sheet, dark=self.is_dark)


@page(Brand, "sheet.css", "sheet")
class BrandSheetView(BrandView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sheet = build_sample_sheet(self.brand, dark=self.is_dark)
        response = HttpResponse(sheet, content_type="text/css; charset=utf-8")
        response.headers["Cache-Control"] = "no-store"
        return response


@page(Brand, "contrast/")
class ContrastView(BrandView):
    """Describe the contrast of a colour, for the form while a colour is chosen."""

    template_name = "admin/articles/brand/contrast.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return build_contrast(self.brand.accent_colour)


def build_contrast(colour: str) -> dict[str, Any]:
    return {"shades": AccentShades.derive(colour), "sentences": describe_contrast(colour)}


@page(Brand, "components/")
class ComponentsView(BrandView):
    template_name = "admin/articles/brand/components.html"
    title = gettext_lazy("Components of the site")


@page(Brand)
class EditBrandView(BrandView, FormView):  # type: ignore[type-arg]  # generic only in the stubs
    template_name = "admin/articles/brand/edit.html"
    form_class = BrandForm
    title = gettext_lazy("Brand")
    has_newer = False
    """Whether somebody else has saved the brand meanwhile; the next save overwrites theirs."""

    def get_initial(self) -> dict[str, str]:
        brand = read_brand()
        return {
            "name": brand.name, "accent": brand.accent_colour,
            "density": brand.density, "pairing": brand.pairing, "based_on": _saved_at(),
        }  # fmt: skip

    def form_valid(self, form: BrandForm) -> HttpResponse:
        try:
            save_brand(
                form.to_draft(),
                by=current_user(self.request),
                at=now(),
                based_on=form.cleaned_data["based_on"],
            )
        except ActionRefused as refusal:
            self.has_newer = isinstance(refusal, BrandChanged)
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("The brand is saved. Readers see it with the next page they open."))
        return HttpResponseRedirect(reverse("admin:articles_brand_changelist"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.setdefault("form", self.get_form())
        colour = read_colour(form["accent"].value() or "") or self.brand.accent_colour
        rows = [
            FileRow(kind, form[kind], *FILES[kind], getattr(read_brand(), kind)) for kind in BrandFile.Kind
        ]
        return super().get_context_data(
            based_on=_saved_at() if self.has_newer else form["based_on"].value(),
            logos=rows[:3],
            fonts=rows[3:],
            pairings=[
                (value, label, PAIRINGS[value].names if value in PAIRINGS else "")
                for value, label in Brand.Pairing.choices
            ],
            swatch=colour,
            **build_contrast(colour),
            **kwargs,
        )


def _saved_at() -> str:
    saved = Brand.objects.values_list("saved_at", flat=True).first()
    return saved.isoformat() if saved else ""


admin.site.register(Brand, PageAdmin)
