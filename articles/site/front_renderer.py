"""The front page as HTML, from precompiled templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.site.card_renderer import render_card, render_headlines
from articles.site.cards import Card
from articles.site.json_ld import website
from articles.site.page_context import PageContext, SectionSummary
from articles.site.page_meta import build_page_meta
from articles.site.render import render_framed
from articles.site.template_precompiler import PrecompiledTemplate
from articles.url_paths import absolute_url

MAIN = PrecompiledTemplate("site/front.html", optional=())
EMPTY, MORE_TOP, STRIP = (
    PrecompiledTemplate(f"includes/front_parts.html#{name}") for name in ("empty", "more_top", "strip")
)
LEAD_SIZES = "(min-width: 1000px) 800px, 100vw"
STRIP_SIZES = "(min-width: 640px) 300px, 100vw"


@dataclass(frozen=True, slots=True)
class SectionStrip:
    section: SectionSummary
    cards: Sequence[Card]


def render_front(
    page_context: PageContext, top: Sequence[Card], latest: Sequence[Card], strips: Sequence[SectionStrip]
) -> HttpResponse:
    main = _render_main(page_context, top, latest, strips)
    description = _("News from %(site_name)s, with an archive and all corrections.")
    page_meta = build_page_meta(
        absolute_url("/"), description=description % {"site_name": settings.SITE_NAME}
    )
    context = {"front": True, "json_ld": [website()]}
    return render_framed(page_context, main, context, page_meta=page_meta, path="/")


def _render_main(
    page_context: PageContext, top: Sequence[Card], latest: Sequence[Card], strips: Sequence[SectionStrip]
) -> str:
    at = page_context.at
    if not top:
        return EMPTY({"site_name": settings.SITE_NAME}, {})
    values = {
        "site_name": settings.SITE_NAME,
        "lead": _safe(render_card(top[0], at, eager=True, sizes=LEAD_SIZES, style="card-lead")),
        "secondary": _safe(f'<ul class="pair">{_render_items(top[1:3], at)}</ul>' if top[1:] else ""),
        "latest": render_headlines(latest, at),
        "more_top": _safe(MORE_TOP({"cards": _render_items(top[3:], at)}, {}) if top[3:] else ""),
        "strips": _safe("".join(_render_strip(strip, at) for strip in strips)),
    }
    return MAIN(values, {})


def _render_items(cards: Sequence[Card], at: datetime) -> SafeString:
    return _safe("".join(f"<li>{render_card(card, at)}</li>" for card in cards))


def _render_strip(strip: SectionStrip, at: datetime) -> str:
    first: dict[str, Any] = {"level": "h3", "within": True, "sizes": STRIP_SIZES}
    others: dict[str, Any] = {"level": "h3", "within": True, "short": True, "bare": True}
    items = [render_card(card, at, **(others if n else first)) for n, card in enumerate(strip.cards)]
    section = strip.section
    values = {
        "slug": section.slug,
        "path": section.path,
        "name": section.name,
        "cards": _safe("".join(f"<li>{item}</li>" for item in items)),
    }
    return STRIP(values, {})


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308  # made of escaped values
