"""Rendering of a page with the parts that all pages share."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import override

from articles.site import static_page_links
from articles.site.brand import BrandSummary, build_sheet, list_first_fonts
from articles.site.brand_files import FAVICON, TOUCH_ICON
from articles.site.page_context import BreakingNews, PageContext, SectionSummary
from articles.site.page_language import label_language, page_language
from articles.site.page_meta import format_json_ld
from articles.url_paths import absolute_url, front_path
from newsroom.env import DEFAULT_ACCENT
from newsroom.language_tags import name_language


def render_page(
    page_context: PageContext,
    template: str,
    context: Mapping[str, Any],
    *,
    path: str | None,
    status: int = 200,
    noindex: bool = False,
) -> HttpResponse:
    """Render a page; without a canonical `path` search engines must not index it."""
    noindex = noindex or path is None
    frame = {
        **_frame_values(page_context, context, path),
        "now": page_context.at,
        "language": page_language(),
        "site_name": page_context.site_name,
        "has_sheet": page_context.state.brand.has_sheet,
        "noindex": noindex,
    }
    linked_data = {"json_ld": format_json_ld(context.get("json_ld", ()))}
    return _build_response(
        render_to_string(template, {**frame, **context, **linked_data}), status=status, noindex=noindex
    )


def _frame_values(page_context: PageContext, context: Mapping[str, Any], path: str | None) -> dict[str, str]:
    return {
        "canonical": build_canonical(page_context, path) if path is not None else "",
        **render_masthead_and_footer(page_context, context),
        "breaking_banner": render_breaking_banner(page_context.state.breaking),
        "head_links": _cached_links(page_language(), settings.ACCENT_COLOUR, page_context.state.brand),
    }


def build_canonical(page_context: PageContext, path: str) -> str:
    """Return the address of the page; an older page of a list is one of its own."""
    before = page_context.params.get("before") if "section" not in page_context.params else None
    return absolute_url(f"{path}?before={before}" if before else path)


def render_masthead_and_footer(page_context: PageContext, context: Mapping[str, Any]) -> dict[str, str]:
    return {
        "masthead": _render_masthead(page_context, context),
        "footer": _cached_footer(
            page_language(),
            page_context.site_name,
            page_context.state.static_pages,
            bool(page_context.state.newsletters) and settings.SENDS_MAIL,
        ),
    }


def render_breaking_banner(breaking: BreakingNews | None) -> SafeString:
    if breaking is None:
        return SafeString("")
    return _cached_breaking_banner(page_language(), breaking)


@lru_cache(maxsize=16)
def _cached_breaking_banner(language: str, breaking: BreakingNews) -> SafeString:
    return render_to_string("includes/breaking_banner.html", {"language": language, "breaking": breaking})


def _build_response(html: str, *, status: int, noindex: bool) -> HttpResponse:
    response = HttpResponse(html, status=status)
    if noindex:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _render_masthead(page_context: PageContext, context: Mapping[str, Any]) -> SafeString:
    section = context.get("section")
    main_id = (section.parent_id or section.id) if section else None
    return _cached_masthead(
        page_language(),
        timezone.localdate(page_context.at),
        page_context.main_sections,
        section.id if section else None,
        main_id,
        tuple(one for one in page_context.sections if one.parent_id and one.parent_id == main_id),
        "story" in context,
        "front" in context,
        page_context.state.brand,
        page_context.state.languages,
        context.get("front_language", settings.SITE_LANGUAGE),
    )


LONG_NAME = 24
"""Characters above which the name of the site is set smaller."""

# The shared parts are rendered once for each combination of what they show.


@lru_cache(maxsize=256)
def _cached_masthead(  # noqa: PLR0913  # the arguments are the cache's key
    language: str, day: date, sections: tuple[SectionSummary, ...], current: int | None,
    main: int | None, parts: tuple[SectionSummary, ...],
    within: bool, front: bool, brand: BrandSummary,  # noqa: FBT001  # the arguments are the cache's key
    languages: tuple[str, ...], current_language: str,
) -> SafeString:  # fmt: skip
    context = {
        "languages": [_describe_front(tag, current=tag == current_language) for tag in languages],
        "language": language, "site_name": brand.name, "day": day, "sections": sections, "current": current,
        "main": main, "parts": parts, "within": within, "front": front, "logo": brand.logo,
        "logo_dark": brand.logo_dark, "long_name": len(brand.name) > LONG_NAME,
    }  # fmt: skip
    return render_to_string("includes/masthead.html", context)


def _describe_front(language: str, *, current: bool) -> dict[str, Any]:
    """Return the entry of the language switch, with its name in that language."""
    with override(label_language(language)):
        name = name_language(language)
    return {"language": language, "name": name, "path": front_path(language), "current": current}


@lru_cache(maxsize=16)
def _cached_footer(language: str, site_name: str, written: tuple[str, ...], newsletters: bool) -> SafeString:  # noqa: FBT001  # the arguments are the cache's key
    context = {
        "language": language,
        "site_name": site_name,
        "newsletters": newsletters,
        "static_pages": list(static_page_links.list_static_pages(written)),
    }
    return render_to_string("includes/footer.html", context)


@lru_cache(maxsize=8)
def _cached_links(language: str, accent: str, brand: BrandSummary) -> SafeString:
    typefaces, icon = brand.typefaces, brand.icon
    context = {
        "language": language,
        "site_name": brand.name,
        "coloured": accent != DEFAULT_ACCENT,
        "sheet": build_sheet(brand)[1] if brand.has_sheet else "",
        "fonts": list_first_fonts(typefaces) if typefaces else (),
        "icon": icon and {"favicon": icon.icon_path(FAVICON), "touch": icon.icon_path(TOUCH_ICON)},
    }
    return render_to_string("includes/links.html", context)
