"""The header of an agency caption: `07.12.2019, USA, Newport News:`, `ARCHIV - …`.

Also `Berlin, 12.01.2022:` and Getty's `BRUSSELS, BELGIUM - FEBRUARY 16:`.
"""

import re
from dataclasses import dataclass

from articles.parsing.captions.toponyms import find_listed_place
from articles.parsing.dates.calendar_names import LONG_WEEKDAYS
from articles.parsing.dates.dates import find_dates
from newsroom.text.spans import Confidence, Reading, Span

_HEAD = re.compile(r"\s*[^:\n]{2,110}?(?:\d[^:\n]{0,4}|[^:\n]):(?=\s)")
_SEMICOLONS = re.compile(r"\s*[^;:\n]{6,30};\s[^;:\n]{3,80};(?=\s)")
"""`Dec 3, 2023; Kansas City, Missouri, USA; …`: American sports pictures."""
_ARCHIVE = re.compile(
    r"\s*(?:ARCHIV(?:BILD|FOTO)?|Archiv(?:bild|foto)?|FILE(?:\sPHOTO)?|File(?:\s[Pp]hoto)?)\s*(?:[-–—:/]\s*|$|,\s*)"
)
_DAY_WORDS = re.compile(
    rf"\b(?:am|on|den|dem|{'|'.join(sorted(LONG_WEEKDAYS, key=len, reverse=True))})\b", re.IGNORECASE
)
_NAME = re.compile(r"(?:[A-ZÄÖÜ][\w.'’-]*+|an|am|der|de|la|le|ob|im|bei|[-/]|\([A-ZÄÖÜ]\w+\)|\s)++")
_ARTICLE = re.compile(r"(?:Das|Der|Die|Ein|Eine|Im|Am|The|An|A|In)\s")
_STATE = re.compile(r"[A-Z]{2}|D\.C\.|[A-Z]\w{2,4}\.")


@dataclass(frozen=True, slots=True)
class CaptionHeader:
    """A header; `span` includes the colon, `archive` is true for ARCHIV or FILE."""

    span: Span
    place: Reading[str] | None
    date: Reading[str] | None
    archive: bool


def read_header(text: str, start: int = 0) -> CaptionHeader | None:
    """Return the header of places, dates and ARCHIV at `start`; None for other words."""
    archive = _ARCHIVE.match(text, start)
    begin = archive.end() if archive else start
    head = _SEMICOLONS.match(text, begin) or _HEAD.match(text, begin)
    parsed = _parse_header(text, begin, head.end() - 1) if head else None
    if parsed is None:
        return CaptionHeader(Span(start, begin), None, None, archive=True) if archive else None
    place, date = parsed
    return CaptionHeader(Span(start, head.end() if head else begin), place, date, archive=archive is not None)


def _parse_header(text: str, start: int, end: int) -> tuple[Reading[str] | None, Reading[str] | None] | None:
    head = text[start:end]
    dates = find_dates(head)
    if len(dates) > 1:
        return None
    date = Reading(dates[0].value, dates[0].span.shift(start), "dateline.date") if dates else None
    places: list[tuple[Span, str]] = []
    rest = _DAY_WORDS.sub(_blank, _blank_dates(head, dates))
    for part in _split_parts(rest):
        kind = _classify_part(rest, part, has_date=date is not None and len(date.value) > 4)
        if kind is None:
            return None
        places.append((part.shift(start), kind))
    if not date and not any(kind in {"town", "region", "country"} for _, kind in places):
        return None
    return _choose_place(text, places), date


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _blank_dates(head: str, dates: tuple[Reading[str], ...]) -> str:
    for date in dates:
        head = head[: date.span.start] + " " * (date.span.end - date.span.start) + head[date.span.end :]
    return head


def _split_parts(head: str) -> list[Span]:
    parts = []
    position = 0
    for match in re.finditer(r"[,;]|\s[-–—/]\s|$", head):
        piece = head[position : match.start()]
        if piece.strip(" .-–"):
            start = position + len(piece) - len(piece.lstrip())
            parts.append(Span(start, position + len(piece.rstrip())))
        position = match.end()
    return parts


def _classify_part(head: str, part: Span, *, has_date: bool) -> str | None:
    """Return town, region, country, state or unknown; None for no name."""
    word = part.of(head)
    for spelling in (word, word.title()):
        known = find_listed_place(spelling, 0)
        if known and not known.genitive and known.span.end == len(spelling):
            return known.kind
    if _STATE.fullmatch(word):
        return "state"
    if _ARTICLE.match(word):
        return None
    return "unknown" if has_date and _NAME.fullmatch(word) and len(word.split()) < 5 else None


def _choose_place(text: str, places: list[tuple[Span, str]]) -> Reading[str] | None:
    """Return the town, else the last unknown name, region or country."""
    ranks = {"town": 0, "unknown": 1, "region": 2, "country": 3, "state": 4}
    best = min(places, key=lambda place: (ranks[place[1]], -place[0].start), default=None)
    if best is None or best[1] == "state":
        return None
    sure = Confidence.SURE if best[1] != "unknown" else Confidence.LIKELY
    return Reading(best[0].of(text), best[0], "dateline.place", sure)
