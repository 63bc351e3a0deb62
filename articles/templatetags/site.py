"""Template tags of the site. They format values and decide nothing."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from articles.site import card_renderer, date_formats
from articles.site.figure_renderer import render_figure
from articles.site.page_meta import PageMeta
from articles.text.typography import add_thin_spaces, add_thin_spaces_to_html, hyphenate
from articles.url_paths import site_path
from newsroom import csp

register = template.Library()


for name in ("day", "weekday", "month"):  # `2. März 2026`, `Montag, 2. März 2026`, `März 2026`
    register.filter(name, partial(date_formats.format_date, name=name))
register.filter("clock", date_formats.format_time)
register.filter("iso_time", date_formats.format_iso)
register.filter("credit_with_origin", card_renderer.format_credit_with_origin)
register.filter(card_renderer.lang_attribute)
register.filter(site_path)
register.filter(hyphenate)
register.filter(add_thin_spaces)
register.filter("thin_spaces", add_thin_spaces_to_html, is_safe=True)
register.filter("full_time", date_formats.format_full)
register.filter("credit", card_renderer.format_credit)
register.filter(card_renderer.origin_label)
register.simple_tag(render_figure, name="figure")
for name in ("card", "card_list", "card_list_by_year", "hits"):
    register.simple_tag(getattr(card_renderer, f"render_{name}"), name=name)
for name in ("headline", "compact_headline", "opinion"):
    render = partial(card_renderer.render_items, f"includes/{name}.html")
    register.simple_tag(render, name=f"{name}s")


@register.filter
def is_period(cell: Any) -> bool:
    return hasattr(cell, "count") and hasattr(cell, "path")


@register.simple_tag
def plain_style() -> SafeString:
    return mark_safe(csp.PLAIN_STYLE)  # noqa: S308  # our own file


@register.simple_tag(takes_context=True, name="page_meta")
def page_meta(context: Mapping[str, Any], *steps: Any, **facts: str) -> SafeString:
    """Return title, description and Open Graph; `steps` lead from page to site."""
    return PageMeta(steps, **facts).render(context["canonical"], context["site_name"])
