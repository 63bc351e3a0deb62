"""How the site's templates write times, credits, captions and sources. They format; they decide nothing."""

import html
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from articles.search.highlight import marked
from articles.site.pictures import Picture
from articles.site.visit import Visit
from articles.sourcing.render import in_words
from articles.text.person_links import mark, resolve

register = template.Library()

FORMS = {
    "de": {"day": "j. F Y", "short": "j. F", "clock": r"H:i \U\h\r", "weekday": "l, j. F Y", "month": "F Y"},
    "en": {"day": "j F Y", "short": "j F", "clock": "H:i", "weekday": "l, j F Y", "month": "F Y"},
}
SAFE_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
CREDIT_BEGINS = ("©", "foto", "photo", "bild", "image", "illustration", "grafik", "quelle")


def _form(name: str) -> str:
    return FORMS["en" if get_language() == "en" else "de"][name]


@register.filter
def day(moment: date) -> str:
    """`2. März 2026`"""
    return written(_local(moment), _form("day"))


@register.filter
def weekday(moment: date) -> str:
    """`Montag, 2. März 2026`"""
    return written(_local(moment), _form("weekday"))


@register.filter
def month(moment: date) -> str:
    return written(_local(moment), _form("month"))


@register.filter
def clock(moment: datetime) -> str:
    """`12:42 Uhr`"""
    return written(_local(moment), _form("clock"))


@register.filter
def full_time(moment: datetime) -> str:
    return f"{day(moment)}, {clock(moment)}"


@register.filter
def brief_time(moment: datetime, now: datetime) -> str:
    """The clock for today, the day for this year, else day and year."""
    then, today = _local(moment), _local(now)
    if then.date() == today.date():
        return clock(moment)
    return written(then, _form("short" if then.year == today.year else "day"))


@register.filter
def machine_time(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _local(moment: Any) -> Any:
    return timezone.localtime(moment) if isinstance(moment, datetime) else moment


@register.filter
def credit_words(credit: str) -> str:
    """`Foto: Jonna Ekvall`; a line that says what it is stays as it is."""
    if not credit or credit.lower().startswith(CREDIT_BEGINS):
        return credit
    return f"{'Photo' if get_language() == 'en' else 'Foto'}: {credit}"


@register.filter
def caption_linked(picture: Picture, addresses: Mapping[int, str]) -> SafeString:
    """The caption with each person of the directory led to their page at the first naming."""
    known = [(p.name, p.person_id) for p in picture.people if p.person_id is not None]
    linked = resolve(mark(html.escape(picture.caption, quote=False), known), addresses.get)
    return mark_safe(linked)  # noqa: S308  # the caption is escaped, the links are ours


@register.filter
def sourcing_words(story: Any) -> str:
    """`Mit Material der AFP · bearbeitet von dl`"""
    return in_words(tuple(story.agency_codes), tuple(story.initials), get_language() or "de")


@register.filter
def hits_marked(excerpt: str) -> SafeString:
    return marked(excerpt)


@register.filter
def foreign(language: str) -> SafeString:
    """The `lang` attribute of a passage in another language than the page, else nothing."""
    same = not language or language == settings.SITE_LANGUAGE
    return mark_safe("" if same else f' lang="{escape(language)}"')  # noqa: S308  # escaped


@register.filter
def linked_data(told: Mapping[str, Any]) -> SafeString:
    """JSON for a script element of type application/ld+json; nothing in it can close the element."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(SAFE_IN_SCRIPT)
    return mark_safe(text)  # noqa: S308  # markup signs are escaped above


@register.filter
def is_period(cell: Any) -> bool:
    return hasattr(cell, "count") and hasattr(cell, "path")


@register.simple_tag
def page_title(site_name: str, *steps: str) -> str:
    return " | ".join([*(step for step in steps if step), site_name])


@register.simple_tag
def today(visit: Visit) -> str:
    return weekday(visit.at)
