"""A page with every component of the readers' site, for the preview of a brand."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.brand.style_rules import DARK
from articles.site.brand import BrandSummary, build_sheet
from articles.site.page_context import PageContext, SectionSummary, SiteState
from articles.site.render import render_masthead_and_footer

TIMES = ("14:20", "13:05", "11:47", "09:30", "08:12")
TITLES = (
    ".sample-title { font: 700 var(--s3)/1.1 var(--headline); letter-spacing: -.02em; text-wrap: balance; }\n"
)


def render_sample(brand: BrandSummary, sheet_url: str, *, dark: bool) -> HttpResponse:
    """Return the page of a brand in one scheme, whatever the device prefers."""
    at = timezone.now()
    with translation.override(settings.SITE_LANGUAGE):
        state = replace(SiteState.read(at), brand=brand)
        if not state.sections:
            state = replace(state, sections=(SectionSummary(0, "sample", _("Politics"), "", None),))
        context = {
            **render_masthead_and_footer(PageContext(at, state, {}), {"front": True}),
            "head_links": format_html('<link rel="stylesheet" data-brand-sheet href="{}">', sheet_url),
            "language": settings.SITE_LANGUAGE,
            "noindex": True,
            "times": TIMES,
            "strips": (_("Politics"), _("Culture")),
        }
        html = render_to_string("admin/articles/brand/sample.html", context)
    response = HttpResponse(set_scheme(html, dark=dark))
    response.headers["Cache-Control"] = "no-store"
    return response


def build_sample_sheet(brand: BrandSummary, *, dark: bool) -> str:
    """Return the style sheet of a brand in one scheme.

    Its fonts are shown as soon as they are loaded.
    """
    sheet = build_sheet(brand)[0].replace("font-display: optional", "font-display: swap")
    return f"{set_scheme(sheet, dark=dark)}:root {{ color-scheme: {'dark' if dark else 'light'}; }}\n{TITLES}"


def set_scheme(text: str, *, dark: bool) -> str:
    """Replace the question for the reader's scheme in a sheet or page by its answer."""
    return text.replace(DARK, "all" if dark else "not all")
