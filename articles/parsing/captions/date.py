"""The date of the picture among the dates of its caption."""

import re

from articles.parsing.captions.place_words import PAST_EVENTS
from articles.parsing.dates.dates import find_dates
from newsroom.text.spans import Reading, Span

_CONTEXT = 70
_PICTURE = re.compile(
    r"(?:Archiv\w*|\w*[Aa]ufnahme|\w*[Bb]ild|\w*[Ff]oto|Screenshot|file photo|photo|picture|image|taken|photographed|"
    r"Videostill|\w*still)"
    r"\W{0,3}(?:dated\s|vom\s|von\s|aus\s(?:dem\s(?:Jahr\s)?)?|from\s|of\s|on\s|am\s|im\s(?:Jahr\s)?|in\s|made\savailable\son\s)?"
    r"(?:\w+day,?\s|\w+tag,?\s(?:dem\s|den\s)?)?$",
    re.IGNORECASE,
)
_BEFORE_OTHER_DATE = re.compile(
    r"(?:\b(?:seit|ab|bis|geboren|gestorben|born|died|since|until|till|vor|before|after|nach|zum|zur|ahead of|"
    r"gegründet|founded|built|gebaut|erbaut|eröffnet|for|für|über|about|des|der|gegen|Jahrgang|anno|"
    r"rund|etwa|gut|fast|knapp|mehr als|"
    r"bis zu|some|nearly|over|around|von rund)|\*|†)\s*"
    r"(?:(?:dem|den|der|das|the|am|on|im|in|Jahr|Jahre|Jahres|year)\s)*"
    r"(?:\w+day,?\s|\w+tag,?\s(?:dem\s|den\s)?)?$",
    re.IGNORECASE,
)
_OF_AN_EVENT = re.compile(
    r"(?P<nouns>\w+(?:\s\w+){0,3})\s(?:vom|of|from)\s(?:\w+tag,?\s(?:dem\s|den\s)?|\w+day,?\s)?$"
)
_EVENT_WORD = re.compile(
    r"(?:Agenda|Haushalt|Programm|Vision|Strategie|Plan|Expo|Baujahr|Jahrgang|Modell|Euro|EURO|Bundeshaushalt|Klimaziel\w*)\s$"
)
_BEFORE_YEAR_ALONE = re.compile(
    r"(?:[,(;–-]|^|\bim Jahr|\bJahre|\bJahr|\bsummer|\bspring|\bautumn|\bfall|\bwinter|\bof)\s?$"
)
_YEAR_ENDS = re.compile(r"\s*(?:$|[,.;)\n(:–]|(?:in|im|am|an|auf|bei|beim|vor|at|during|mit|with)\s)")
_COUNTED = re.compile(
    r"\s(?:[A-ZÄÖÜ][\w-]*(?:en|er|e|n|s)\b|people|Euro|Meter|Kilometer|Grad|Uhr|verletzte|zerstörte|neue)"
)

_SENTENCE_BEFORE = re.compile(r"[a-zäöüß.)]\s$")
_NAMED_BY_YEAR = re.compile(r"(?:wahl|WM|EM|Spiele|Jahr|Messe|Preis|Open|Cup)\s$")
_TIME_OF_DAY = re.compile(r"(?:[Mm]orgen|Nacht|[Aa]bend|[Mm]ittag|Tag)(?:s|es)?\sdes\s$")


def find_scene_date(
    text: str, prefix: str | None = None, dateline: Reading[str] | None = None
) -> Reading[str] | None:
    """Return the picture's date; `prefix` (`2022-01`) adds a missing year or month."""
    chosen = dateline or _choose_date(text)
    if chosen is None:
        return None
    if dateline is not None and chosen.value.startswith("--"):
        chosen = _find_full_date(text, chosen)
    value = complete_date(chosen.value, prefix)
    return None if value is None else Reading(value, chosen.span, chosen.rule, chosen.confidence)


def _find_full_date(text: str, day: Reading[str]) -> Reading[str]:
    """Return the full form of the day: `BERLIN - JANUARY 12: … on January 12, 2022`."""
    whole = (
        found
        for found in find_dates(text)
        if found.value[4:] == day.value[1:] and len(found.value) > len(day.value)
    )
    return next(whole, day)


def complete_date(iso: str, prefix: str | None) -> str | None:
    """Return `2022-01-12` for `--01-12` with the prefix `2022-01`.

    A month without a year and a prefix is None.
    """
    year, _, month = (prefix or "").partition("-")
    if iso.startswith("--"):
        if year:
            return f"{year}{iso[1:]}"
        return iso if len(iso) == 7 else None
    if len(iso) == 4 and iso == year and month:
        return prefix
    return iso


def _choose_date(text: str) -> Reading[str] | None:
    ranked = []
    for found in find_dates(text):
        rank = _rank_date(text, found)
        if rank is not None:
            ranked.append((rank, -len(found.value), found.span.start, found))
    return min(ranked)[3] if ranked else None


def _rank_date(text: str, found: Reading[str]) -> int | None:
    """Return 0 for a date of the picture, more for others, None for no date of it."""
    before = text[max(0, found.span.start - _CONTEXT) : found.span.start]
    if _PICTURE.search(before):
        return 0
    if found.value.startswith("--") and len(found.value) == 4:
        return 3
    if len(found.value) == 4:
        return _rank_year(before, text, found.span)
    if _BEFORE_OTHER_DATE.search(before) and not _TIME_OF_DAY.search(before):
        return None
    event = _OF_AN_EVENT.search(before)
    is_past = event is not None and any(noun.endswith(PAST_EVENTS) for noun in event["nouns"].lower().split())
    return None if is_past else 1


def _rank_year(before: str, text: str, span: Span) -> int | None:
    if _EVENT_WORD.search(before) or _BEFORE_OTHER_DATE.search(before) or _COUNTED.match(text, span.end):
        return None
    if _BEFORE_YEAR_ALONE.search(before):
        return 1
    if not _YEAR_ENDS.match(text, span.end):
        return None
    return 2 if _SENTENCE_BEFORE.search(before) and not _NAMED_BY_YEAR.search(before) else None
