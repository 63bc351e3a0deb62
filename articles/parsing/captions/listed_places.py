"""Listed places at set positions: at the start, after a comma or a site.

Linear in the length of the text.
"""

import re
from collections.abc import Iterator

from articles.parsing.captions.place_candidates import PlaceCandidate
from articles.parsing.captions.place_words import SITE_ENDINGS
from articles.parsing.captions.toponyms import find_capitalised_name, find_listed_place, is_before_land
from newsroom.text.spans import Confidence

_SITE = re.compile(rf"(?<![\w-])(?:\w+-)?\w*(?:{'|'.join(SITE_ENDINGS)})\s(?=[A-ZÄÖÜ])", re.IGNORECASE)
_PART = re.compile(r"(?<![\w-])(?:[Dd]owntown|[Cc]entral|[Ii]nner)\s(?=[A-Z])")
_RECORDING = re.compile(
    r"(?:[Vv]ideos?|[Aa]ufnahmen?|[Bb]ild|[Bb]ilder|[Ff]otos?|footage|video|images)\s(?:aus|from)\s(?=[A-ZÄÖÜ])"
)
_BEFORE_A_TOWN = (
    (2.5, "place.site_name", _SITE), (2.9, "place.downtown", _PART), (3.2, "place.recording", _RECORDING),
)  # fmt: skip
"""Rank, rule and words before a listed town."""
_BORDER = re.compile(
    r"(?<![\w-])(?:Grenzübergang|Grenzposten|Flüchtlingslager|Lager|border crossing)\s(?=[A-ZÄÖÜ])"
)
_COMMA = re.compile(r"(?<=[\w)\"“”»])\s?[,–|]\s(?=[A-ZÄÖÜ])")
_AFTER_THE_SENTENCE = re.compile(r"(?:[.!?)]\s|^)(?=[A-ZÄÖÜ])")
_THEN_A_DATE = re.compile(r",\s(?:(?:am|den|[A-Z]\w+,?)\s){0,2}(?:\d|[A-ZÄÖÜ]\w+\s\d{4})")
_CLOSES = re.compile(r"\s*(?:$|[,.;)\n(–]|\d)")


def find_listed_places(text: str) -> Iterator[PlaceCandidate]:
    """Yield the places that need no preposition."""
    yield from _find_after_words(text)
    yield from _find_before_dates(text)
    yield from _find_after_commas(text)


def _find_after_words(text: str) -> Iterator[PlaceCandidate]:
    """Find `am Flughafen Leipzig`, `downtown Leeds`, `am Grenzübergang Medyka, Polen`."""
    for rank, rule, pattern in _BEFORE_A_TOWN:
        for match in pattern.finditer(text):
            name = find_listed_place(text, match.end())
            if name and name.kind == "town":
                yield PlaceCandidate(rank, name, rule, Confidence.LIKELY)
    for match in _BORDER.finditer(text):
        name = find_capitalised_name(text, match.end())
        if name and is_before_land(text, name):
            yield PlaceCandidate(2.5, name, "place.border", Confidence.LIKELY)


def _find_before_dates(text: str) -> Iterator[PlaceCandidate]:
    for match in _AFTER_THE_SENTENCE.finditer(text):
        name = find_listed_place(text, match.end())
        if name and name.kind == "town" and _THEN_A_DATE.match(text, name.span.end):
            yield PlaceCandidate(1.4, name, "place.before_date")


def _find_after_commas(text: str) -> Iterator[PlaceCandidate]:
    for match in _COMMA.finditer(text):
        name = find_listed_place(text, match.end())
        if name and name.kind == "town" and _CLOSES.match(text, name.span.end):
            yield PlaceCandidate(3, name, "place.comma", Confidence.LIKELY)
        elif name and _THEN_A_DATE.match(text, name.span.end):
            yield PlaceCandidate(5.5, name, "place.land_before_date", Confidence.LIKELY)
