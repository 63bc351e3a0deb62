"""Template tags of the site. They format values and decide nothing."""

import html
import json
from collections.abc import Hashable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from articles.parsing.format import describe_sources
from articles.site import card_renderer, date_formats
from articles.site.cards import Card
from articles.site.photos import Picture
from articles.text.authors import link_authors
from articles.text.person_links import mark_people, resolve_person_marks
from articles.url_paths import absolute_url
from newsroom import csp
from newsroom.language_tags import text_direction

register = template.Library()

REGIONS = {
    "ar": "AR", "ca": "ES", "cs": "CZ", "da": "DK", "el": "GR", "en": "GB", "et": "EE", "ga": "IE", "he": "IL",
    "ja": "JP", "lb": "LU", "nb": "NO", "nn": "NO", "rm": "CH", "sl": "SI", "sq": "AL", "sr": "RS", "sv": "SE",
    "uk": "UA", "zh": "CN",
}  # fmt: skip
"""Regions of Open Graph locales that are not spelt as their language."""
CARD_PATH = "/share-card.png"
MAX_DESCRIPTION = 200  # characters: search engines show fewer
SAFE_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def day(time: date) -> str:
    """Return `2. März 2026`."""
    return date_formats.format_date(time, "day")


@register.filter
def weekday(time: date) -> str:
    """Return `Montag, 2. März 2026`."""
    return date_formats.format_date(time, "weekday")


@register.filter
def month(time: date) -> str:
    return date_formats.format_date(time, "month")


@register.filter
def clock(time: datetime) -> str:
    """Return `12:42 Uhr`."""
    return date_formats.format_time(time)


@register.filter
def full_time(time: datetime) -> str:
    return f"{day(time)}, {clock(time)}"


@register.filter
def brief_time(time: datetime, now: datetime) -> str:
    """Return the time of day for today, else the date, with the year if it is another."""
    return date_formats.format_brief(time, date_formats.to_desk_time(now).date())


@register.filter
def iso_time(time: datetime) -> str:
    return date_formats.format_iso(time)


register.filter("absolute", absolute_url)
register.filter(card_renderer.genre_label)
register.filter("credit_line", card_renderer.format_credit)
register.filter("credit_with_origin", card_renderer.format_credit_with_origin)
register.filter(card_renderer.origin_label)
register.simple_tag(card_renderer.render_card_list, name="card_list")
register.simple_tag(card_renderer.render_card_list_by_year, name="card_list_by_year")
register.simple_tag(card_renderer.render_headlines, name="headlines")
register.filter(card_renderer.language_label)


@register.simple_tag
def card(shown_card: Card, at: datetime, **variant: Hashable) -> SafeString:
    """Render a card; options are those of `card_renderer.DEFAULT_VARIANT` and `bare`."""
    bare = bool(variant.pop("bare", False))
    return mark_safe(card_renderer.render_card(shown_card, at, bare=bare, **variant))  # noqa: S308  # values are escaped


@register.filter
def link_caption_people(picture: Picture, addresses: Mapping[int, str]) -> SafeString:
    """Return the caption with a link at the first mention of each person."""
    people = [(p.name, p.person_id) for p in picture.people if p.person_id is not None]
    linked = resolve_person_marks(
        mark_people(html.escape(picture.caption, quote=False), people), addresses.get
    )
    return mark_safe(linked)  # noqa: S308  # the caption is escaped, the links are ours


@register.filter("link_authors")
def link_byline_authors(byline: str, addresses: Mapping[str, str]) -> SafeString:
    return mark_safe(link_authors(byline, addresses))  # noqa: S308  # names are escaped, the links are ours


@register.filter
def sourcing_line(story: Any) -> str:
    """Return `Mit Material der AFP · bearbeitet von dl`."""
    return describe_sources(tuple(story.agency_codes), tuple(story.initials), get_language() or "de")


@register.filter
def lang_attribute(language: str) -> SafeString:
    """Return the `lang` attribute of text in another language than the page."""
    same = not language or language == settings.SITE_LANGUAGE
    if same:
        return mark_safe("")
    direction = ' dir="rtl"' if text_direction(language) == "rtl" else ""
    return mark_safe(f' lang="{escape(language)}"{direction}')  # noqa: S308  # escaped


@register.filter
def json_ld(item: Mapping[str, Any]) -> SafeString:
    """Return JSON for a script element, which nothing in it can close."""
    text = json.dumps(item, ensure_ascii=False, separators=(",", ":")).translate(SAFE_IN_SCRIPT)
    return mark_safe(text)  # noqa: S308  # markup signs are escaped above


@register.filter
def is_period(cell: Any) -> bool:
    return hasattr(cell, "count") and hasattr(cell, "path")


@register.simple_tag
def plain_style() -> SafeString:
    return mark_safe(csp.PLAIN_STYLE)  # noqa: S308  # our own file


@register.simple_tag(takes_context=True)
def page_meta(
    context: Mapping[str, Any],
    *steps: Any,
    description: str = "",
    kind: str = "website",
    picture: str = "",
    language: str = "",
) -> SafeString:
    """Return title, description and Open Graph; `steps` lead from page to site.

    A page without a canonical URL cannot be shared and has no Open Graph.
    """
    names = [str(step) for step in steps if step]
    lines = [format_html("<title>{}</title>", " | ".join([*names, context["site_name"]]))]
    short = shorten(description)
    if short:
        lines.append(format_html('<meta name="description" content="{}">', short))
    if context["canonical"]:
        locale = to_open_graph_locale(language or settings.SITE_LANGUAGE)
        properties = {
            "type": kind, "site_name": context["site_name"], "title": names[0] if names else context["site_name"],
            "description": short, "url": context["canonical"], "image": picture or absolute_url(CARD_PATH),
            "locale": locale,
        }  # fmt: skip
        lines += [
            format_html('<meta property="og:{}" content="{}">', *item)
            for item in properties.items()
            if item[1]
        ]
    return mark_safe("\n".join(lines))  # noqa: S308  # each line is escaped


def to_open_graph_locale(tag: str) -> str:
    """Return `de_AT` for `de-AT`, and `de_DE` for a tag without a region."""
    primary, *others = tag.split("-")
    region = next((part for part in others if len(part) == 2), REGIONS.get(primary, primary.upper()))
    return f"{primary}_{region}"


def shorten(text: str) -> str:
    """Cut the text between words to at most `MAX_DESCRIPTION` characters."""
    one_line = " ".join(str(text).split())
    if len(one_line) <= MAX_DESCRIPTION:
        return one_line
    return f"{one_line[:MAX_DESCRIPTION].rpartition(' ')[0]} …"
