"""Places after a bare `at` or `auf`: `at Templemore`, `auf Kirchberg`."""

import re

from articles.parsing.captions.place_candidates import PlaceCandidate, is_building
from articles.parsing.captions.place_words import VENUES
from articles.parsing.captions.toponyms import Toponym, find_capitalised_name, is_before_land
from newsroom.text.spans import Confidence
from people.recognition.word_lists import CLUBS, FIRMS, PARTIES

_HILLS = ("berg", "höhe", "alp", "alm")
"""Endings of quarters and villages that are named after `auf`."""
_ENDS_CLAUSE = re.compile(r"\s*(?:$|[,.;:)\n])")
_AIMED_AT = re.compile(
    r"(?:out|aimed|directed|looks?|looking|angry|shouts?|stares?|points?|smiles?|waves?|laughs?|works?|worked)\sat\s$"
)
_ENCOUNTER = re.compile(
    r"(?:trifft|treffen|traf|trafen|wartet|warten|setzt|setzen|hofft|stößt|Verdacht)\s(?:\w+\s)?auf\s$"
)
"""Words before `at` and `auf` whose object is no place."""
_REACH = 40
_NOT_TOWNS = VENUES | PARTIES | CLUBS | FIRMS


def find_bare_place(text: str, at: int, word: str, listed: Toponym | None) -> PlaceCandidate | None:
    """Return the name after `at` or `auf` if it ends the clause or its county follows."""
    name = listed or find_capitalised_name(text, at)
    if word not in {"at", "auf"} or name is None or is_building(text, at):
        return None
    if name.kind not in {"town", "unknown"}:
        return None
    if word == "at" and is_before_land(text, name):
        return PlaceCandidate(1.8, name, "place.at", Confidence.LIKELY)
    if not _ENDS_CLAUSE.match(text, name.span.end) or not _may_be_scene(text, at, word, name):
        return None
    return PlaceCandidate(3.4, name, f"place.{word}", Confidence.DOUBTFUL)


def _may_be_scene(text: str, at: int, word: str, name: Toponym) -> bool:
    """Return whether the name is a town after `at`, or a hill after `auf`."""
    value = name.span.of(text)
    start = max(0, at - _REACH)
    if word == "auf":
        return value.endswith(_HILLS) and _ENCOUNTER.search(text, start, at) is None
    is_town = name.kind == "unknown" and _NOT_TOWNS.isdisjoint({value, value.split()[0]})
    return is_town and _AIMED_AT.search(text, start, at) is None
