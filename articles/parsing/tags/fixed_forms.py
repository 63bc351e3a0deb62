"""Closing lines of a fixed form: press releases, newsrooms, programmes."""

import re

from articles.parsing.tags.units import TagKind, TagUnit
from newsroom.text.spans import Span

_PRESS_RELEASE = re.compile(
    r"(?P<role>original[- ]content (?:von|of)|contenu original(?: de)?|contenuto originale(?: di)?)\s?:\s?"
    r"(?P<name>[^\n]{2,160}?),?\s"
    r"(?P<by>(?:übermittelt durch|übermittelt von|transmitted by|transmis par|trasmesso da)\snews\s?aktuell)\.?",
    re.IGNORECASE,
)
_PRESS_RELEASE_OF_APA = re.compile(r"OTS-ORIGINALTEXT(?=\s)[^\n]{0,200}")
_NEWSROOM = re.compile(
    r"\((?P<name>[^\W\d_a-zß-öø-ÿ][\w.'’-]*(?: [^\W\d_a-zß-öø-ÿ][\w.'’-]*){0,2} (?:[Nn]ewsroom|[Bb]ureau|[Bb]üro))"
    r"(?:[,;] ?[^()\n]{0,60})?\)"
)
_PROGRAMME = re.compile(
    r"(?P<names>[^\W\d_a-zß-öø-ÿ][^;\n]{1,80}?),\s?\d{1,2}\.\s?(?:\d{1,2}\.\s?|[A-Za-zäé]{3,9}\s)(?:\d{4}|\d{2})"
    r"(?:,?\s(?:um\s)?\d{1,2}(?:[.:]\d\d)?(?:\s?Uhr)?)?\s?;\s?(?=\S)"
)
"""`Regionaljournal Ost, 09.11.2021, 12:03 Uhr; sda/abcd`: before the tag, the programme."""
_NAME = re.compile(r"[^\s,][^,]*")


def read_fixed_form(text: str, start: int, end: int) -> list[TagUnit] | None:
    """Return the units of a whole line in one of the forms, None for any other line."""
    release = _PRESS_RELEASE.fullmatch(text, start, end)
    if release is not None:
        return [
            _make_unit(TagKind.SOURCE_WORD, release, "role", ""),
            _make_unit(TagKind.NAME, release, "name", release["name"]),
            _make_unit(TagKind.AGENCY, release, "by", "ots"),
        ]
    if _PRESS_RELEASE_OF_APA.fullmatch(text, start, end):
        span = Span(start, end)
        return [TagUnit(TagKind.AGENCY, span.of(text), "ots", span, "")]
    newsroom = _NEWSROOM.fullmatch(text, start, end)
    if newsroom is not None:
        return [_make_unit(TagKind.NAME, newsroom, "name", newsroom["name"])]
    return None


def split_programme(text: str, start: int, end: int) -> tuple[list[TagUnit], int]:
    """Return the names of the programme that opens the line and the start of the rest."""
    programme = _PROGRAMME.match(text, start, end)
    if programme is None:
        return [], start
    names = _NAME.finditer(text, programme.start("names"), programme.end("names"))
    units = [TagUnit(TagKind.MEDIUM, name.group(), name.group(), Span(*name.span()), "") for name in names]
    return units, programme.end()


def _make_unit(kind: TagKind, match: re.Match[str], group: str, value: str) -> TagUnit:
    return TagUnit(kind, match[group], value, Span(*match.span(group)), "")
