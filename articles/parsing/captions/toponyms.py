"""The name of a place at a position in a text, from the list or by its form."""

import re
from dataclasses import dataclass
from typing import Literal

from articles.parsing.captions import place_words
from newsroom.text.places import COUNTRIES, MORE_TOWNS, REGIONS, TOWNS
from newsroom.text.spans import Span
from newsroom.text.wordlists import read_phrases


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name; `genitive` if a genitive s follows the span (`Frankreichs`)."""

    span: Span
    kind: Literal["town", "region", "country", "unknown"]
    genitive: bool = False


_CANTONS = "AG|AI|AR|BE|BL|BS|FR|GE|GL|GR|JU|LU|NE|NW|OW|SG|SH|SO|SZ|TG|TI|UR|VD|VS|ZG|ZH"
_CANTON = re.compile(rf"\s(?:\((?:{_CANTONS})\)|(?:{_CANTONS})(?![\w-]))")
_ARABIC = re.compile(r"\s(?:al|el|ad|as|ash|an|ar|at|az)-[A-Z][\w'’-]+")
_TOWNS = (TOWNS | MORE_TOWNS) - COUNTRIES
_MORE_REGIONS = frozenset(read_phrases("articles/parsing/captions/data/more_regions.txt"))
_LANDS = COUNTRIES | REGIONS | place_words.INFLECTED_LANDS | _MORE_REGIONS
_MAX_WORDS = 5
_WORD = re.compile(r"[^\s,;:!?()\"„“”»«]+")
_CAPITAL = re.compile(
    r"(?:St|Ste)\.(?=\s[A-Z])|[A-ZÄÖÜÉÈÁÀÅØÓŁŻŠČŽĐÇİŞ'’][\w'’-]*[\w]|[A-ZÄÖÜ]{1,2}\.(?=\s[A-Z])"
)
_JOINT = re.compile(r"\s(?P<joint>[a-z]{2,4})\s(?:(?:der|dem|den|die)\s)?(?P<second>[A-ZÄÖÜ][\w-]+)")
_LANDS_AFTER_SLASHES = frozenset(
    {"Westfalen", "Ostfriesland", "Nordheide", "Holstein", "Sachsen", "Bayern", "Tirol"}
)
_BRACKETED = re.compile(r"\s\((?P<river>[A-ZÄÖÜ][a-zäöü]{2,10})\)|/(?P<slashed>[A-ZÄÖÜ][\wäöü]+)\b")


def find_listed_place(text: str, at: int) -> Toponym | None:
    """Return the longest listed place that begins at `at`."""
    ends = _find_word_ends(text, at)
    for end in reversed(ends):
        for stop in (end, _strip_ending(text, end)):
            kind = _classify_name(text[at:stop])
            if kind:
                return Toponym(
                    Span(at, _find_town_end(text, stop) if kind == "town" else _find_city_end(text, stop)),
                    "town" if _find_city_end(text, stop) > stop else kind,
                )
    stop = ends[0] - (text[ends[0] - 1] == ".") if ends else at
    if stop > at and text[stop - 1] == "s":
        kind = _classify_name(text[at : stop - 1])
        if kind:
            return Toponym(Span(at, stop - 1), kind, genitive=True)
    return None


def _strip_ending(text: str, end: int) -> int:
    """Return the end without a full stop or an English genitive: `Dublin's`."""
    if text[end - 2 : end] in {"'s", "’s"}:
        return end - 2
    return end - 1 if text[end - 1] == "." else end


def _find_word_ends(text: str, at: int) -> list[int]:
    ends: list[int] = []
    position = at
    while len(ends) < _MAX_WORDS:
        match = _WORD.match(text, position)
        if match is None:
            break
        ends.append(match.end())
        if text[match.end() : match.end() + 1] != " ":
            break
        position = match.end() + 1
    return ends


def _classify_name(name: str) -> Literal["town", "region", "country"] | None:
    if name in _TOWNS:
        return "town"
    if name in COUNTRIES:
        return "country"
    if name in _LANDS:
        return "region"
    return None


def _find_town_end(text: str, stop: int) -> int:
    """Return the end of a listed town with the words that belong to it."""
    return (
        find_canton_end(text, stop)
        or _find_romance_end(text, stop)
        or max(_find_city_end(text, stop), _find_joint_end(text, stop))
    )


_CITY = re.compile(r"\s(?:City|Stadt)\b(?!\s(?:Hall|Council|of|Centre|Center|FC))")


def find_canton_end(text: str, end: int) -> int:
    """Return the end of the canton in `Wil SG`, `Buchs (SG)`; 0 if none follows."""
    match = _CANTON.match(text, end)
    return match.end() if match else 0


def _find_city_end(text: str, end: int) -> int:
    """Return the end of `Gaza City`; `Bradford City Hall` is a building."""
    match = _CITY.match(text, end)
    return match.end() if match else end


def _find_joint_end(text: str, end: int) -> int:
    """Return the end of `Frankfurt am Main`, `Halle (Saale)`, `Frankfurt/Main`."""
    match = _JOINT.match(text, end)
    if (
        match
        and match["joint"] in place_words.TOWN_PREPOSITIONS
        and match["second"] in place_words.TOWN_SUFFIXES
    ):
        return match.end()
    bracket = _BRACKETED.match(text, end)
    if (
        bracket
        and (bracket["slashed"] or bracket["river"]) in place_words.TOWN_SUFFIXES | _LANDS_AFTER_SLASHES
    ):
        return bracket.end()
    return end


def find_capitalised_name(text: str, at: int, endings: tuple[str, ...] = ()) -> Toponym | None:
    """Return the unlisted name at `at`, if it has one of the `endings`."""
    match = _CAPITAL.match(text, at)
    if match is None:
        return None
    end = match.end()
    if match.group() in place_words.TOWN_OPENERS or match.group().rstrip(".") in place_words.TOWN_OPENERS:
        second = _CAPITAL.match(text, end + 1) if text[end : end + 1] == " " else None
        end = second.end() if second else end
    else:
        end = _find_romance_end(text, end) or _find_english_end(text, end) or end
    if text[end - 2 : end] in {"'s", "’s"}:
        return None if endings else Toponym(Span(at, end - 2), "unknown")
    end = find_canton_end(text, end) or _find_joint_end(text, end)
    if endings and not text[at:end].endswith(endings):
        return None
    return Toponym(Span(at, end), "unknown")


_COUNTY = re.compile(r"(?:Co\.?|County)\s[A-Z]")
_COMPASS = re.compile(r"(?:mid|central|(?:north|south)?(?:east|west)?(?:ern)?)\s", re.IGNORECASE)


def is_before_land(text: str, name: Toponym) -> bool:
    """Return whether a country or region follows, as in `Paradise, California`."""
    if text[name.span.end : name.span.end + 2] != ", ":
        return False
    if _COUNTY.match(text, name.span.end + 2):
        return True
    compass = _COMPASS.match(text, name.span.end + 2)
    land = find_listed_place(text, compass.end() if compass else name.span.end + 2)
    return land is not None and land.kind != "town"


_ENGLISH = re.compile(r"\b(?:the|a|an|at|of|is|and|speaks|her|his)\b")
_ENDS_SENTENCE = re.compile(r"\.?\s*$|\.\s|\s(?:on|in|after|during|before|as|where|when)\s")
_ROMANCE = re.compile(
    r"(?:\s[A-ZÁÉÍÓÚ][\w-]+)?\s(?:de|da|do|del|della|di|du|la|sur|upon|y)\s(?:la\s|los\s)?[A-ZÁÉÍÓÚ][\w-]+"
)


def _find_romance_end(text: str, end: int) -> int:
    """Return the end of `Vila Nova de Gaia`, `Deir al-Balah`."""
    match = _ROMANCE.match(text, end) or _ARABIC.match(text, end)
    return match.end() if match else 0


def _find_english_end(text: str, end: int) -> int:
    """Return the end of two words before a state or a full stop: `in Silver Spring`."""
    second = _CAPITAL.match(text, end + 1) if text[end : end + 1] == " " else None
    if second is None:
        return 0
    if _ENDS_SENTENCE.match(text, second.end()) and _ENGLISH.search(text):
        return second.end()
    if text[second.end() : second.end() + 2] != ", ":
        return 0
    land = find_listed_place(text, second.end() + 2)
    return second.end() if land and land.kind != "town" else 0
