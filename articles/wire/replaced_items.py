"""Identifiers of other messages that a kill or a correction names. Pure."""

import re
from collections.abc import Iterable
from datetime import datetime

from articles.wire.text_messages.wire_time import parse_month

_NUMBERED = re.compile(
    r"(?<![\w/.-])(?P<name>[a-z]{2,4}\d{3,4}|[A-Za-z]\d{4})(?![\w/-])"
    r"(?:,?\s+(?:of|vom|from|du|del|le)\s+(?:(?P<day>\d{1,2})\.?\s+(?P<month>[^\W\d_]{3,10})"
    r"|(?P<month_first>[A-Z][a-z]{2,9})\.?\s+(?P<day_after>\d{1,2})))?"
)
"""`bdt0144`, `G7001 of March 2`"""
_SLUG = re.compile(r"\b(?P<slug>(?:BC|AM|PM|AP)-[A-Z][^\s,.;:]*(?:\s[A-Z0-9][^\s,.;:]*){0,6})")

_QUOTED = re.compile(r"[\"„“«»]([^\"„“”«»]{12,200})[\"“”«»]")


def find_replaced(texts: Iterable[str], created: datetime | None) -> tuple[str, ...]:
    """Return the numbers and slugs of messages; without any, quoted headlines.

    `G7001-20260302` has the form of the identifiers made for such messages; `bdt0144` is the last one whose identifier
    begins with `bdt0144-`, because the text names no date.
    """
    text = " ".join(texts)
    numbered = [_add_date(match, created) for match in _NUMBERED.finditer(text)]
    named = [*numbered, *(match["slug"] for match in _SLUG.finditer(text))]
    return tuple(dict.fromkeys(named or _QUOTED.findall(text)))


def _add_date(match: re.Match[str], created: datetime | None) -> str:
    month = parse_month(match["month"] or match["month_first"] or "")
    day = match["day"] or match["day_after"]
    if created is None or month is None or day is None:
        return match["name"]
    year = created.year - (month > created.month + 1)
    return f"{match['name']}-{year}{month:02}{int(day):02}"
