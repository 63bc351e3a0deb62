"""The dateline of a story: `BERLIN (dpa) -`, `PARIS, Jan 12 (Reuters) -`."""

import re
from dataclasses import dataclass

from articles.parsing.lexicon import Lexicon
from newsroom.text.places import COUNTRIES, MORE_TOWNS, TOWNS
from newsroom.text.spans import Confidence, Reading, Span
from newsroom.text.wordlists import split_words

_MAX_LENGTH = 160
_LINK = (
    r"(?:am|an|auf|bei|bis|da|das|de|del|den|der|des|di|dem|do|dos|el|im|in|la|le|les|ob|of|the|upon|van|v\.|d\."
    r"|vor|zu|zum|zur|y|und|and|a\.)"
)
_NAME = r"[^\W\d_a-zß-öø-ÿ][\w.'’\-]*"
_PLACE = rf"{_NAME}(?:[ ]?/[ ]?{_NAME}|[ ](?:{_LINK}[ ]){{0,2}}{_NAME}|,[ ]{_NAME}\.?){{0,5}}?"
_DAY = r"(?:\d{1,2}\.?|\d{1,2}(?:st|nd|rd|th))"
_MONTH = r"(?:[A-Za-zÄäé]{3,9}\.?|\d{1,2}\.)"
_DATE = (
    rf"(?:,?[ ](?:{_MONTH}[ ]{_DAY}(?:,?[ ]\d{{4}})?|{_DAY}[ ]?{_MONTH}(?:[ ]?\d{{2,4}})?)"
    rf"|,[ ]den[ ]{_DAY}[ ]{_MONTH})"
)
_REGION = r"(?:[ ]\((?:Oder|Saale|Main|Donau|Neckar|Ruhr|Westf\.|Württ\.|Sachsen|Eifel|Harz|[A-Z]{2})\)"
_REGION += r"|[ ][aiobv]\.[ ]?(?:d\.[ ]?)?[A-Z][a-z]{0,2}\.)?"
_DASH = r"(?:[ ]?[-–—_]{1,2}(?=[ ]|$)|[.:](?:[-–—])?(?=[ ]|$)|[ ][-–—_](?=\S))"

_WITH_AGENCY = re.compile(
    rf"(?P<place>{_PLACE})?{_REGION}(?P<date>{_DATE})?[ ]?\((?P<agency>[^()\n]{{1,40}})\)(?P<dash>{_DASH})?[ ]?"
)
_BARE = re.compile(
    rf"(?P<place>{_PLACE}){_REGION}(?P<date>{_DATE})?(?P<dash>[ ][-–—](?=[ ])|\.[ ]?[–—-](?=[ ])|\.(?=[ ]))[ ]?"
)
_PIPED = re.compile(
    rf"(?P<place>{_PLACE})[ ](?:\|[ ])?(?P<agency>[A-Za-z]{{2,10}}(?:/[A-Za-z]{{2,10}}){{0,3}})[ ]?\|[ ]?"
)
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
    return _read_with_agency(start, lexicon) or _read_piped(start, lexicon) or _read_bare(start, line)


def _read_with_agency(start: str, lexicon: Lexicon) -> StoryDateline | None:
    match = _WITH_AGENCY.match(start)
    if match is None:
        return None
    codes = find_agencies(match["agency"], lexicon)
    dash, place = match["dash"], match["place"]
    rest = start[match.end() :]
    if rest and not (codes and dash) and not _CAPITAL.match(rest):
        return None
    has_dash = bool(dash) and dash[-1] in "-–—_"
    if not codes and not (has_dash and place and _could_be_agency(match["agency"])):
        return None
    if place is None and not dash and not (codes and rest):
        return None
    value = Span(0, match.end("agency") + 1)
    confidence = Confidence.SURE if codes and place else Confidence.LIKELY
    return StoryDateline(
        Reading(value.of(start), value, "dateline.agency", confidence), match.end(), place, codes
    )


def _read_piped(start: str, lexicon: Lexicon) -> StoryDateline | None:
    """Read `HAMBURG dpa/afp | Die …`, `BERLIN taz | Der …`."""
    match = _PIPED.match(start) if "|" in start else None
    if match is None or _SMALL.search(match["place"]):
        return None
    codes = find_agencies(match["agency"], lexicon)
    if not codes and not match["agency"].islower():
        return None
    value = Span(0, match.end("agency"))
    return StoryDateline(
        Reading(value.of(start), value, "dateline.piped", Confidence.LIKELY),
        match.end(),
        match["place"],
        codes,
    )


def _could_be_agency(words: str) -> bool:
    return len(words) <= 12 and " " not in words and fold_place(words) not in _PARTIES


def _read_bare(start: str, line: str) -> StoryDateline | None:
    """Read `Berlin – Die …`, `MÜNCHEN. Der …`: a place before running text."""
    match = _BARE.match(start)
    if match is None or not _CAPITAL.match(line, match.end()):
        return None
    place = match["place"]
    if not _is_place(place, after_stop="." in match["dash"]):
        return None
    end = match.end("date") if match["date"] else match.start("dash")
    value = Span(0, end)
    return StoryDateline(
        Reading(value.of(start), value, "dateline.place", Confidence.LIKELY), match.end(), place, ()
    )


def _is_place(words: str, *, after_stop: bool) -> bool:
    if all(fold_place(part) in KNOWN_PLACES for part in re.split(r"[/,]", words)):
        return True
    if not _SMALL.search(words):
        return len(words) > 3 and "." not in words and words not in _ACRONYMS
    return not after_stop and " " not in words


def find_agencies(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the codes of the agencies named, in order.

    The whole text is tried first, then the parts between slashes and commas. A name of several words makes the result
    empty: `(Foto: Ina Dorn/dpa)` is the credit of a picture.
    """
    whole = lexicon.find_agency(text)
    if whole is not None:
        return (whole.code,)
    parts = [part.strip() for part in re.split(r"[/,+]| und | and | mit ", text)]
    agencies = [lexicon.find_agency(part) for part in parts]
    if any(agency is None and " " in part for part, agency in zip(parts, agencies, strict=True)):
        return ()
    return tuple(dict.fromkeys(agency.code for agency in agencies if agency is not None))


def fold_place(place: str) -> str:
    return " ".join(place.casefold().split())


_PARTIES = split_words(
    "cdu csu spd fdp afd bsw grüne linke övp spö fpö neos svp sp fdp gop cdu/csu dem rep d r"
)
_ACRONYMS = split_words("NATO UEFA FIFA OPEC NASA UNESCO UNICEF OECD OSZE")

KNOWN_PLACES = frozenset(fold_place(name) for name in TOWNS | MORE_TOWNS | COUNTRIES)
