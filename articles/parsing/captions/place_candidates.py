"""Candidates for the place of a picture, with their rank, and unlisted towns."""

import re
from dataclasses import dataclass

from articles.parsing.captions import place_words
from articles.parsing.captions.toponyms import (
    Toponym,
    find_capitalised_name,
    is_before_land,
)
from articles.parsing.dates.calendar_names import MONTHS
from newsroom.text.spans import Confidence

CAPITAL_RUN = re.compile(r"[A-ZÄÖÜ][\w'’.-]*(?: [A-ZÄÖÜ][\w'’.-]*){0,4}")


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    rank: float
    name: Toponym
    rule: str
    confidence: Confidence = Confidence.SURE

    @property
    def order(self) -> tuple[float, int]:
        return self.rank, self.name.span.start


def find_unlisted_town(text: str, at: int) -> PlaceCandidate | None:
    name = find_capitalised_name(text, at)
    if name is None:
        return None
    first = place_words.WORD.match(text, at)
    word = first.group().rstrip(".") if first else ""
    if is_before_land(text, name):
        return PlaceCandidate(1.0, name, "place.before_land", Confidence.LIKELY)
    if (
        is_building(text, at)
        or word in place_words.NO_PLACE_AFTER_IN
        or word.lower().endswith(place_words.NO_PLACE_ENDINGS)
        or word in place_words.TOWN_SUFFIXES
        or word.lower() in MONTHS
    ):
        return None
    fits = word.endswith(place_words.TOWN_ENDINGS) or " " in name.span.of(text)
    return PlaceCandidate(
        1.2 if fits else 2.0, name, "place.in_unknown", Confidence.LIKELY if fits else Confidence.DOUBTFUL
    )


def is_building(text: str, at: int) -> bool:
    """Return whether a building, event or month is named: `in Schloss Bellevue`."""
    run = CAPITAL_RUN.match(text, at)
    return run is not None and any(word.strip(".") in place_words.BUILDINGS for word in run.group().split())


def rank_toponym(name: Toponym, rule: str) -> PlaceCandidate:
    ranks = {"town": 1.0, "unknown": 1.2, "region": 4.0, "country": 5.0}
    return PlaceCandidate(
        ranks[name.kind], name, rule, Confidence.LIKELY if name.kind == "unknown" else Confidence.SURE
    )


def is_part_of_club(text: str, name: Toponym) -> bool:
    """Return whether the name is like `Bayern München`, `Mainz 05`."""
    follow = text[name.span.end : name.span.end + 2]
    return len(follow) == 2 and follow[0] == " " and (follow[1].isupper() or follow[1].isdigit())
