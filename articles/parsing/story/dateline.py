"""The dateline of a story: `BERLIN (dpa) -`, `PARIS, Jan 12 (Reuters) -`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from articles.parsing.lexicon import Lexicon, PhraseKind, fold_spelling
from articles.parsing.lexicon.tag_signs import NON_INITIALS
from articles.parsing.lexicon.types import AgencyEntry
from articles.parsing.story.dateline_words import (
    BEFORE_TOWNS,
    CANTONS,
    FIRST_OF_TOWNS,
    LAST_OF_TOWNS,
    NO_PLACES,
    NO_TOWNS,
    OPENERS,
    PARTIES,
    SENTENCE_STARTS,
)
from newsroom.text.places import COUNTRIES, LOCAL_TOWNS, MORE_TOWNS, REGIONS, TOWNS
from newsroom.text.spans import Confidence, Reading, Span
from newsroom.text.wordlists import split_words
from people.recognition.word_classes import is_given_name

_MAX_LENGTH = 160
_LINK = (
    r"(?:am|an|auf|bei|bis|da|das|de|del|den|der|des|di|dem|do|dos|el|im|in|la|le|les|ob|of|the|upon|van|v\.|d\."
    r"|vor|zu|zum|zur|y|und|and|[abiov]\.[ ]?d\.|[aiob]\.)"
)
_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = rf"(?:(?:St|Ste|Mt|Ft|Pt|Gr|Kl|ST|STE|MT|FT)\.|(?:{_UPPER}\.){{1,2}}{_UPPER}[a-z]{{0,3}}\.|{_UPPER}[\w'’\-]*)"
_PLACE = rf"{_NAME}(?:[ ]?/[ ]?{_NAME}|[ ](?:{_LINK}[ ]){{0,2}}{_NAME}|,[ ]{_NAME}\.?){{0,5}}?"
_DAY = r"(?:\d{1,2}\.?|\d{1,2}(?:st|nd|rd|th))"
_MONTH = (
    r"(?:(?i:jan|jän|gen|ene|feb|fév|fev|mär|mrz|mar|maa|apr|avr|abr|mai|may|mag|mei|jun|juin|giu|jul|juil|lug|aug|aoû"
    r"|ago|sep|set|okt|oct|ott|out|nov|dez|dec|déc|dic)[a-zéû]{0,8}\.?|\d{1,2}\.)"
)
_DATE = (
    rf"(?:,?[ ](?:{_MONTH}[ ]{_DAY}(?:,?[ ]\d{{4}})?|{_DAY}[ ]?{_MONTH}(?:[ ]?\d{{2,4}})?)"
    rf"|,[ ](?:den|le|el|il|am|on)[ ]{_DAY}[ ]{_MONTH}(?:[ ]\d{{4}})?|,[ ]\d{{1,2}}(?=[ ]\())"
)
_REGION = r"(?:[ ]\((?:Oder|Saale|Main|Donau|Neckar|Ruhr|Westf\.|Württ\.|Sachsen|Eifel|Harz|[A-Z]{2})\)"
_REGION += r"|[ ][aiobv]\.[ ]?(?:d\.[ ]?)?[A-Z][a-z]{0,2}\.)?"
_DASHES = "-\u2010\u2011\u2012–—\u2015\u2212"
"""Also the hyphens, the bar and the minus sign that some sites print as a dash: `Berlin ‐ Die …`"""
_DASH = rf"(?:[ ]?[{_DASHES}_]{{1,2}}(?=[ ]|$)|[.:](?:[{_DASHES}])?(?=[ ]|$)|[ ][{_DASHES}_](?=\S)|[ ]?[·⋅•](?=[ ]))"

_CLOCK = r"(?:[ ]/[ ]\d{1,2}:\d\d[ ]?(?:am|pm|Uhr)?)?"

_WITH_AGENCY = re.compile(
    rf"(?:(?P<place>{_PLACE})?{_REGION}(?P<date>{_DATE})?{_CLOCK}\.?[ ]?|(?:{_MONTH}[ ]{_DAY}[ ]))"
    rf"\((?P<agency>[^()\n]{{1,40}})\)(?P<dash>{_DASH})?[ ]?"
)
_BARE = re.compile(
    rf"(?P<place>{_PLACE}){_REGION}(?P<date>{_DATE})?(?P<dash>[ ](?:--|[{_DASHES}])(?=[ ])|[ ]>>(?=[ ])"
    rf"|\.[ ]?[{_DASHES}](?=[ ])|\.(?=[ ])|:(?=[ ])|[ ]?\|(?=[ ])|[ ]?[·⋅•](?=[ ])|[ ][–-](?=[^\W\d_]))[ ]?"
)
_STOPPED_PLACE = re.compile(
    rf"(?P<place>{_UPPER}[a-zß-ÿ]{{2,}}(?:[-/ ]{_UPPER}[a-zß-ÿ]{{2,}}){{0,2}})(?:\.|[ ]\|)[ ](?=[\"„“»«]?{_UPPER})"
)
_PLACE_BEFORE_SENTENCE = re.compile(
    rf"(?P<place>{_UPPER}[a-zß-ÿ]{{2,}}(?:[-/ ]{_UPPER}[a-zß-ÿ]{{2,}}){{0,2}}?)"
    rf"(?P<sign>[ ](?!vs)[b-df-hj-np-tv-xz]{{2,4}})?(?=[ ](?:{'|'.join(word.title() for word in sorted(OPENERS))})[ ])"
)
"""`Nordheim Bei einem Unfall …`, `Nordheim nz Die …`: a sign has no vowel."""
_SIGN_FIRST = re.compile(
    rf"(?P<sign>[a-zäöü]{{2,5}}\.?(?:/[a-z]{{2,5}}\.?)*)[ ](?P<place>{_PLACE})(?P<date>{_DATE})?"
    rf"(?:\.|[ ][{_DASHES}])(?=[ ])[ ]?"
)
"""`dpa Berlin. Die …`, `abc. BERLIN, 3. Mai. Der …`: the sign before the place."""
_PIPED = re.compile(
    rf"(?P<place>{_PLACE})[ ](?:\|[ ])?(?P<agency>[A-Za-z]{{2,10}}(?:/[A-Za-z]{{2,10}}){{0,3}})[ ]?\|[ ]?"
)
_CAPITALS = rf"(?:ST\.|{_UPPER}{{2,}}(?:[-']{_UPPER}+)*)"
_AGENCY_BEFORE_DASH = re.compile(
    rf"(?P<place>{_PLACE})(?:[ ](?P<medium>[A-Z]{{3,8}})|/(?P<agency>[a-z]{{2,8}}))(?:[ ][{_DASHES}]|\.)[ ]"
)
"""`Chicago CNN — A …`, `Wernigerode/dpa - Die …`"""
_MEDIUM_BEFORE_DASH = re.compile(r"(?P<medium>[A-Z]{3,8}) [—\u2015] ")
_UNMARKED = re.compile(
    rf"(?P<place>{_CAPITALS}(?:[ ]?/[ ]?{_CAPITALS}|[ ]{_CAPITALS}){{0,3}})[ ][\"„“»«]?"
    rf"(?P<next>A(?=[ ])|{_UPPER}\w*[a-zß-ÿ]\w*)"
)
"""`BERN Die …`: capitals without a sign, then the first word of a sentence."""
_TOWN_NEAR = re.compile(
    rf"(?P<town>{_NAME})[ ](?:an|am|im|in|auf|bei|ob|vor|v\.|a\.)[ ]?(?:der[ ]|d\.[ ]?)?{_NAME}"
)
_TOWN_AND_STATE = re.compile(rf"{_CAPITALS}(?:[ ]{_CAPITALS}){{0,2}}, [A-Z][A-Za-z]{{0,5}}\.(?:[A-Z]\.)?")
_TOWN_ENDINGS = tuple(
    split_words(
        "stadt burg berg dorf heim hausen kirchen bach feld furt hofen ingen weiler münde brück brunn see au"
    )
)
_STATION = re.compile(r"[A-Z]{2,5} [A-Z][a-z]{2,12}")
"""`MARLOW, Ore. (KXQ Oregon) -`"""
_CAPITAL = re.compile(r"[\"'„“”«»‚]?[^\W_a-zß-öø-ÿ]")
_SMALL = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class StoryDateline:
    """A dateline; `reading` is without its dash, the running text begins at `end`."""

    reading: Reading[str]
    end: int
    place: str | None
    agencies: tuple[str, ...]


def read_dateline(line: str, lexicon: Lexicon) -> StoryDateline | None:
    """Return the dateline at the start of a line; spans count from there."""
    start = line[:_MAX_LENGTH]
    return (
        _read_with_agency(start, lexicon)
        or _read_piped(start, lexicon)
        or _read_sign_first(start, lexicon)
        or _read_agency_before_dash(start, lexicon)
        or _read_bare(start, line)
        or _read_unmarked(start)
    )


def _read_with_agency(start: str, lexicon: Lexicon) -> StoryDateline | None:
    match = _WITH_AGENCY.match(start)
    if match is None:
        return None
    codes = find_agencies(match["agency"], lexicon)
    dash, place = match["dash"], match["place"]
    rest = start[match.end() :]
    if rest and not (codes and dash) and not _CAPITAL.match(rest):
        return None
    opens_sentence = rest.partition(" ")[0].lower() in OPENERS
    if not codes and not _is_signed(match, lexicon, has_stop=bool(dash) or opens_sentence):
        return None
    if codes and place is None and dash:
        after = _read_place_after_agency(start, match.end(), codes)
        if after is not None:
            return after
    if place is None and not dash and not (codes and rest):
        return None
    confidence = Confidence.SURE if codes and place else Confidence.LIKELY
    return _make_dateline(match, "agency", match.end("agency") + 1, codes, confidence)


def _make_dateline(
    match: re.Match[str],
    rule: str,
    end: int,
    agencies: tuple[str, ...] = (),
    confidence: Confidence = Confidence.LIKELY,
) -> StoryDateline:
    """Return the dateline up to `end`; the text begins at the end of the match."""
    value = Span(0, end)
    reading = Reading(value.of(match.string), value, f"dateline.{rule}", confidence)
    return StoryDateline(reading, match.end(), match["place"], agencies)


def _is_signed(match: re.Match[str], lexicon: Lexicon, *, has_stop: bool) -> bool:
    """Return whether the brackets of a dateline have a medium or a writer's sign.

    `has_stop`: a sentence begins after them.
    """
    words, dash, place = match["agency"], match["dash"], match["place"]
    is_house = _is_house(words, lexicon)
    has_dash = bool(dash) and dash[-1] in f"{_DASHES}_·⋅•"
    if place is None:
        return is_house and has_dash
    if has_dash:
        return (
            fold_place(words) in _REGIONS
            or _could_be_agency(words, lexicon)
            or ("," in place and _STATION.fullmatch(words) is not None)
        )
    if match["date"] or (is_house and is_known_place(place)):
        return _could_be_agency(words, lexicon)
    is_initials = words.islower()
    if is_house and words.isupper() and not is_known_place(place):
        return False  # `Tatort (ARD). Der …` names a programme
    return _is_sign(words, allow_units=has_stop or is_known_place(place)) and _is_signed_place(
        place, is_initials=is_initials, has_stop=has_stop
    )


def _is_sign(words: str, *, allow_units: bool = False) -> bool:
    """Return whether the words may be initials or a newsroom: `jk`, `RPO`, `ots/pol`.

    After a known place or before a full stop a unit such as `lb` is a sign, too.
    """
    parts = words.split("/")
    return all(
        part.rstrip(".").isalpha()
        and 2 <= len(part.rstrip(".")) <= 5
        and fold_place(part) not in PARTIES
        and (
            part.rstrip(".").casefold() not in NON_INITIALS
            or (allow_units and _VOWELS.isdisjoint(part.casefold()))
        )
        for part in parts
    )


def _is_signed_place(place: str, *, is_initials: bool, has_stop: bool) -> bool:
    """Return whether a sign may follow a place known or written like one.

    `Zumdorf (ZB). Der …`: the full stop after the brackets shows that no sentence goes on.
    """
    if is_known_place(place) or place.startswith(BEFORE_TOWNS):
        return True
    words = place.split()
    if fold_place(place) in NO_TOWNS or place in NO_PLACES or words[0].lower() in OPENERS:
        return False
    if is_initials and not _SMALL.search(place):
        return len(place) > 3
    return has_stop and len(words) <= _MAX_TOWN_WORDS and not (len(words) > 1 and is_given_name(words[0]))


_VOWELS = frozenset("aeiouäöüy")
_MAX_TOWN_WORDS = 3
_MIN_LEAD_LENGTH = 160
"""A paragraph below a place, a date and a colon is longer than most captions."""


def _read_sign_first(start: str, lexicon: Lexicon) -> StoryDateline | None:
    match = _SIGN_FIRST.match(start) if start[:1].islower() else None
    is_place = match is not None and (is_known_place(match["place"]) or not _SMALL.search(match["place"]))
    if match is None or not is_place or not _is_sign(match["sign"], allow_units=True):
        return None
    end = match.end("date" if match["date"] else "place")
    return _make_dateline(match, "sign", end, find_agencies(match["sign"], lexicon))


def _read_place_after_agency(start: str, at: int, codes: tuple[str, ...]) -> StoryDateline | None:
    """Read the place of `(ANSA) - ROMA, 3 MAR - Il …`."""
    match = _BARE.match(start, at)
    if match is None or _SMALL.search(match["place"]) or not match["date"]:
        return None
    return _make_dateline(match, "agency", match.end("date"), codes)


def _read_piped(start: str, lexicon: Lexicon) -> StoryDateline | None:
    """Read `HAMBURG dpa/afp | Die …`, `BERLIN taz | Der …`."""
    match = _PIPED.match(start) if "|" in start else None
    if match is None:
        return None
    codes = find_agencies(match["agency"], lexicon)
    if _SMALL.search(match["place"]) and not codes and not is_known_place(match["place"]):
        return None
    if not codes and not match["agency"].islower():
        return None
    return _make_dateline(match, "piped", match.end("agency"), codes)


def _read_agency_before_dash(start: str, lexicon: Lexicon) -> StoryDateline | None:
    """Read a known place and a known medium without brackets."""
    match = _AGENCY_BEFORE_DASH.match(start)
    if match is None:
        return _read_medium_before_dash(start, lexicon)
    house = match["medium"] or match["agency"]
    if not is_known_place(match["place"]) or not _is_agency_or_house(house, lexicon):
        return None
    end = match.end("medium" if match["medium"] else "agency")
    return _make_dateline(match, "agency", end, find_agencies(house, lexicon))


def _read_medium_before_dash(start: str, lexicon: Lexicon) -> StoryDateline | None:
    """Read `CNN — A …`, a medium without a place."""
    match = _MEDIUM_BEFORE_DASH.match(start)
    if match is None or not _is_agency_or_house(match["medium"], lexicon):
        return None
    value = Span(*match.span("medium"))
    reading = Reading(match["medium"], value, "dateline.medium", Confidence.LIKELY)
    return StoryDateline(reading, match.end(), None, find_agencies(match["medium"], lexicon))


def _is_agency_or_house(words: str, lexicon: Lexicon) -> bool:
    return lexicon.find_agency(words) is not None or _is_house(words, lexicon)


def _is_house(words: str, lexicon: Lexicon) -> bool:
    entry = lexicon.entries.get(fold_spelling(words))
    return entry is not None and entry.kind is PhraseKind.HOUSE


def _could_be_agency(words: str, lexicon: Lexicon) -> bool:
    if _is_house(words, lexicon):
        return True
    return len(words) <= 12 and " " not in words and fold_place(words) not in PARTIES


def _read_bare(start: str, line: str) -> StoryDateline | None:
    """Read `Berlin – Die …`, `MÜNCHEN. Der …`: a place before running text."""
    match = _BARE.match(start)
    if match is None or not _CAPITAL.match(line, match.end()):
        return None
    place, sign = match["place"], match["dash"].strip()
    is_long = len(line) > _MIN_LEAD_LENGTH and is_known_place(place)
    if sign == ":" and ("," in place or (match["date"] and not is_long)):
        return None  # `Berlin, 12.01.2022:` and `Syrien, Damaskus:` head a caption
    if (sign[0] != "." or sign == ".") and not _is_place(place, sign):
        return None
    end = match.end("date") if match["date"] else match.start("dash")
    return _make_dateline(match, "colon" if sign == ":" else "place", end)


def _read_unmarked(start: str) -> StoryDateline | None:
    """Read `BERN Die …`; an unlisted place needs an article or preposition next."""
    match = _UNMARKED.match(start)
    if match is None or match["place"].isdecimal():
        return None
    place = match["place"]
    first, _, others = place.partition(" ")
    is_like_town = len(place) > 4 and place not in NO_PLACES and (not others or first in FIRST_OF_TOWNS)
    if not is_known_place(place) and not (is_like_town and match["next"].lower() in OPENERS):
        return None
    value = Span(0, match.end("place"))
    reading = Reading(place, value, "dateline.place", Confidence.LIKELY)
    return StoryDateline(reading, match.end("place") + 1, place, ())


def read_repeated_place(line: str, lines: Iterable[str]) -> StoryDateline | None:
    """Return a place that the copy names again, before a full stop or a new sentence.

    A known place before a new sentence needs no repetition.
    """
    match = _STOPPED_PLACE.match(line)
    if match is None:
        match = _PLACE_BEFORE_SENTENCE.match(line)
        if match is None or match["place"].partition(" ")[0].lower() in OPENERS:
            return None
        if is_known_place(match["place"]):
            return _make_place_reading(match)
    place = match["place"]
    if not is_place_of(place, lines) and not _goes_on_with_preposition(match):
        return None
    return _make_place_reading(match)


def _goes_on_with_preposition(match: re.Match[str]) -> bool:
    """Return whether a new sentence begins after one word: `Nordheim Bei einem …`."""
    next_word, _, rest = match.string[match.end() + 1 :].partition(" ")
    is_town = match.re is _PLACE_BEFORE_SENTENCE and " " not in match["place"]
    return is_town and next_word.lower() in SENTENCE_STARTS and rest[:1].islower()


def _make_place_reading(match: re.Match[str]) -> StoryDateline:
    """Return the place as a dateline; the text begins after its stop or blank."""
    if match.re is _STOPPED_PLACE:
        return _make_dateline(match, "place", match.end("place"))
    return replace(_make_dateline(match, "place", match.end()), end=match.end() + 1)


def is_place_of(place: str, lines: Iterable[str]) -> bool:
    """Return whether the copy has the words as a place: `in Nordhaven`."""
    town = place.partition(",")[0]
    towns = "|".join(map(re.escape, [*town.split("/"), *town.split("-")[1:]]))
    again = re.compile(
        rf"\b(?:in|nach|aus|bei|near|from|at|Gemeinde|Stadt|Markt|Ort|Kreis|Landkreis|Bezirk) (?:{towns})\b",
        re.IGNORECASE,
    )
    return fold_place(place) not in NO_TOWNS and any(again.search(other) for other in lines)


def is_known_place(words: str) -> bool:
    """Return whether a list has the place, or the form is clear: `GLOBE, Ariz.`."""
    if fold_place(words) in KNOWN_PLACES or _TOWN_AND_STATE.fullmatch(words):
        return True
    near = _TOWN_NEAR.fullmatch(words)
    if near is not None:
        return fold_place(near["town"]) in KNOWN_PLACES
    return all(fold_place(part) in KNOWN_PLACES for part in re.split(r"[/,]", words))


def _is_place(words: str, sign: str) -> bool:
    """Return whether the words before a sign are a place; a colon needs a known town."""
    if sign == ":":
        return is_known_place(words) and fold_place(words) not in _FOLDED_COUNTRIES
    if is_known_place(words) or words.startswith(BEFORE_TOWNS) or words.endswith("-Kreis"):
        return True
    if not _SMALL.search(words.partition(",")[0]):
        return _is_place_in_capitals(words)
    town, _, canton = words.rpartition(" ")
    if town and canton in CANTONS:
        return len(town.split()) <= _MAX_TOWN_WORDS
    near = _TOWN_NEAR.fullmatch(words)
    if near is not None:
        return is_known_place(near["town"]) or near["town"].endswith(_TOWN_ENDINGS)
    is_one_word = " " not in words and fold_place(words) not in NO_TOWNS
    return is_one_word and sign not in {".", "|"}


def _is_place_in_capitals(words: str) -> bool:
    if _is_name_in_capitals(words) or words in NO_PLACES:
        return False
    return len(words) > 3 and ("." not in words or "," in words)


def _is_name_in_capitals(words: str) -> bool:
    """Return whether a given name and a surname are in capitals: `JANE ROE — …`."""
    names = words.title().split()
    if len(names) != 2 or "," in words or not is_given_name(names[0]):
        return False
    return names[0].upper() not in FIRST_OF_TOWNS and names[1] not in LAST_OF_TOWNS


def find_agencies(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the codes of the agencies named, in order.

    The whole text is tried first, then the parts between slashes and commas. A name of several words makes the result
    empty: `(Foto: Ina Dorn/dpa)` is the credit of a picture.
    """
    whole = lexicon.find_agency(text)
    if whole is not None:
        return (whole.code,)
    parts = [part.strip() for part in re.split(r"[/,+]| und | and | mit ", text)]
    agencies = [lexicon.find_agency(part) or _find_regional(part, lexicon) for part in parts]
    if any(agency is None and " " in part for part, agency in zip(parts, agencies, strict=True)):
        return ()
    return tuple(dict.fromkeys(agency.code for agency in agencies if agency is not None))


def _find_regional(part: str, lexicon: Lexicon) -> AgencyEntry | None:
    """Return the agency of a regional service: `ddp-bln`, `epd-Niedersachsen`."""
    head, sign, region = part.partition("-")
    return lexicon.find_agency(head) if sign and _REGION_OF_SERVICE.fullmatch(region) else None


_REGION_OF_SERVICE = re.compile(r"[a-z]{2,4}|[A-Z][a-zäöüß]+(?:-[A-Z][a-zäöüß]+)*")


def fold_place(place: str) -> str:
    return " ".join(place.casefold().replace("st. ", "sankt ").split())


_FOLDED_COUNTRIES = frozenset(fold_place(name) for name in COUNTRIES)

_REGIONS = frozenset(fold_place(name) for name in REGIONS | COUNTRIES)
KNOWN_PLACES = frozenset(fold_place(name) for name in TOWNS | MORE_TOWNS | LOCAL_TOWNS | COUNTRIES)
