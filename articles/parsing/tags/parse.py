"""Parser of the closing tag at the end of a text, such as `(afp/dl)`.

A tag is accepted only at the very end and only with plausible tokens; unclear tokens are reported, never dropped. Only
the last `REACH` characters are read, so that the cost does not grow with the story.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from articles.parsing.lexicon import BUILTIN, Lexicon, fold_spelling
from articles.parsing.lexicon.tag_signs import NON_INITIALS, TAG_WORDS
from articles.parsing.normalized_text import NormalizedText, normalize
from articles.parsing.tags.fixed_forms import read_fixed_form, split_programme
from articles.parsing.tags.medium_lines import is_signed_medium, signs_stories
from articles.parsing.tags.regions import (
    FULL_STOPS,
    MAX_LENGTH,
    TagRegion,
    find_last_bracket,
    find_regions,
    find_source_regions,
)
from articles.parsing.tags.source_lines import split_source_line
from articles.parsing.tags.tokenize import TagKind, TagUnit, split_units
from newsroom.text.spans import Confidence, Span, lowest_confidence
from newsroom.text.wordlists import split_words
from people.recognition.word_lists import PARTIES

__all__ = ["Tag", "TagKind", "TagPart", "read_tag"]

REACH = 800
MAX_SIGN_LENGTH = 4
"""Letters with the full stop: in `abc. (dpa)` the text before the bracket is initials."""

_YEAR = re.compile(r"\d{1,2}\.\s?(?:\d{1,2}\.|\w{3,9})\s?\d{4}")
_SIGN = re.compile(r"^\(\s?[cC]\s?\)\s*")
_LONE_SIGN = re.compile(
    r"(?:[.!?…“”\"]\s?|\n|^)(?P<whole>[(\[■●•◆–—-]\s?(?P<sign>[a-zäöü]{2,4}|[A-ZÄÖÜ]{2})\s?[)\]–—-]?)\s*$"
)
_UNITS = split_words("cm mm km kg mg ml kw kwh mw gw hp db hz mb gb tb ft yd lb")
_NO_SIGNS = NON_INITIALS | split_words("ende mehr hier pr eu un us uk ki oö nö")
_JOINING_WORDS = frozenset({"und", "and", "u.", "et", "sowie"})
_MATERIAL_WORDS = frozenset({"mit", "with", "avec", "con"})
_AGENCIES_IN_GENERAL = frozenset({"agenturen", "mit agenturen", "agencies", "agences", "agenzie", "agencias"})
_SOURCE_KINDS = frozenset(
    {TagKind.AGENCY, TagKind.SERVICE, TagKind.SOURCE_WORD, TagKind.MEDIUM, TagKind.NAME}
)
_UNKNOWN_KINDS = frozenset({TagKind.MEDIUM, TagKind.RELEASE, TagKind.NAME, TagKind.UNKNOWN})


@dataclass(frozen=True, slots=True)
class TagPart:
    """A token of the tag and the rule that classified it."""

    kind: TagKind
    text: str
    value: str
    span: Span
    rule: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Tag:
    """A closing tag.

    `trailing` is False where the text has none; then all tuples and `span` are empty.
    """

    raw: str
    span: Span
    agencies: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    trailing: bool = False
    parts: tuple[TagPart, ...] = ()
    confidence: Confidence = Confidence.SURE


def read_tag(raw: str, lexicon: Lexicon = BUILTIN) -> Tag:
    """Return the tag that ends `raw`, or one that is not `trailing`."""
    shift = max(0, len(raw) - REACH)
    clean = normalize(raw[shift:])
    for region in find_source_regions(clean.text):
        fixed = read_fixed_form(clean.text, region.start, region.end) if region.own_line else None
        if fixed is not None:
            return _make_tag(raw, clean, shift, region, fixed, lexicon)
        found = split_source_line(clean.text, region.start, region.end, lexicon)
        if found is not None and _is_source_line(clean.text, region, found):
            return _make_tag(raw, clean, shift, region, found, lexicon)
    for region in find_regions(clean.text):
        if _is_running_text(clean.text[region.start : region.end], lexicon):
            continue
        programme, start = split_programme(clean.text, region.start, region.end)
        units = programme + split_units(clean.text, start, region.end, lexicon)
        if _is_tag(clean.text, region, units, lexicon):
            return _make_tag(raw, clean, shift, region, units, lexicon)
    return _read_lone_sign(raw, clean, shift, lexicon) or Tag(raw, Span(len(raw), len(raw)))


def _read_lone_sign(raw: str, clean: NormalizedText, shift: int, lexicon: Lexicon) -> Tag | None:
    """Return a proposal for initials set apart at the end: `… Ende. (JP)`, `■ kaz`.

    No list tells them from a unit or an abbreviation, their place does.
    """
    found = _LONE_SIGN.search(clean.text)
    sign = found["sign"] if found else ""
    refused = _NO_SIGNS - _UNITS if found and found.group()[0] in FULL_STOPS else _NO_SIGNS
    if found is None or sign in PARTIES or sign.casefold() in refused or lexicon.find_agency(sign):
        return None
    unit = TagUnit(TagKind.SIGN, sign, sign.casefold(), Span(*found.span("sign")), "")
    region = TagRegion(*found.span("whole"), enclosed=True, own_line=False)
    tag = _make_tag(raw, clean, shift, region, [unit], lexicon)
    return replace(tag, confidence=Confidence.DOUBTFUL)


@lru_cache(maxsize=64)
def read_cached_tag(raw: str, lexicon: Lexicon = BUILTIN) -> Tag:
    """Return the tag from a small cache.

    While one story is parsed, the same lines are tried as credits and as tags.
    """
    return read_tag(raw, lexicon)


def _is_source_line(text: str, region: TagRegion, units: list[TagUnit]) -> bool:
    """Return whether the brackets are paired and a sentence ends before the line."""
    words = _SIGN.sub("", text[region.start : region.end])
    is_paired = words.count("(") == words.count(")") and words.count("[") == words.count("]")
    if not is_paired or not _is_well_placed(text, region, {unit.kind for unit in units}):
        return False
    return region.own_line or region.enclosed or units[0].kind is TagKind.SOURCE_WORD


def _is_running_text(text: str, lexicon: Lexicon) -> bool:
    """Return whether a long word in lower case is in no tag.

    A cheap test before anything is parsed.
    """
    bare = (word.strip("()[],.;:/–-") for word in text.split())
    long = (word for word in bare if len(word) > 6 and word.isalpha() and word.islower())
    return any(word not in TAG_WORDS and word not in lexicon.max_words for word in long)


def _is_tag(text: str, region: TagRegion, units: list[TagUnit], lexicon: Lexicon) -> bool:
    kinds = {unit.kind for unit in units}
    if not units or TagKind.REFUSED in kinds or region.end - region.start > MAX_LENGTH:
        return False
    if (
        _is_labelled(units)
        or not _is_balanced(text[region.start : region.end], units)
        or _has_leading_prose(text, region, units)
        or not _is_well_placed(text, region, kinds)
    ):
        return False
    if kinds & {TagKind.AGENCY, TagKind.SERVICE}:
        return _is_agency_tag(region, units)
    if TagKind.SIGN in kinds:
        return _is_sign_tag(text, region, units, lexicon)
    if kinds & _UNKNOWN_KINDS:
        is_named = region.enclosed or (region.own_line and TagKind.SOURCE_WORD in kinds)
        return is_named and _is_unknown_tag(text, region, units)
    return TagKind.SOURCE_WORD in kinds


def _is_labelled(units: list[TagUnit]) -> bool:
    """Return whether a label is before the agency: `Übersetzung: dpa`, `Foto: dpa`."""
    return any(unit.kind is TagKind.UNKNOWN and after.before == ":" for unit, after in pairwise(units))


def _is_balanced(text: str, units: list[TagUnit]) -> bool:
    """Return whether brackets are paired; after a group only initials: `(dpa) - ab`."""
    text = _SIGN.sub("", text)
    is_paired = text.count("(") + text.count("[") == text.count(")") + text.count("]")
    is_open = text.endswith((")", "]")) or not text.startswith(("(", "["))
    signs = {unit.kind for unit in units[1:]} if text.startswith(f"({units[0].text})") else None
    return is_paired and (is_open or signs == {TagKind.SIGN})


def _has_leading_prose(text: str, region: TagRegion, units: list[TagUnit]) -> bool:
    """Return whether a sentence without a source is before the bracket: `Ende. (dpa)`."""
    bracket = find_last_bracket(text, region.start, region.end)
    before = text[region.start : max(bracket, region.start)].rstrip()
    if len(before) <= MAX_SIGN_LENGTH or not before.endswith(FULL_STOPS):
        return False
    return not any(unit.kind in _SOURCE_KINDS for unit in units if unit.span.end <= bracket)


def _is_well_placed(text: str, region: TagRegion, kinds: set[TagKind]) -> bool:
    """Return whether a finished sentence is before, or the tag is clear without one."""
    if region.own_line:
        return True
    before = text[: region.start].rstrip(" /|–—−-")
    if before.endswith(FULL_STOPS):
        return True
    return region.enclosed and {TagKind.AGENCY, TagKind.SIGN} <= kinds


def _is_agency_tag(region: TagRegion, units: list[TagUnit]) -> bool:
    names = [unit for unit in units if unit.kind is TagKind.NAME]
    if any(unit.text.isupper() for unit in names) or (names and _is_picture_credit(units)):
        return False
    if any(unit.kind is TagKind.UNKNOWN and not _is_plausible_unknown(unit, units) for unit in units):
        return False
    if region.enclosed or not names:
        return True
    ends_in_bracket = units[-1].kind is TagKind.AGENCY and units[-1].before == "("
    is_signed = region.own_line and any(unit.kind is TagKind.SIGN and unit.before == "/" for unit in units)
    if ends_in_bracket or units[0].kind is TagKind.FILLER or is_signed:
        return True
    return any(unit.before == "," or unit.text in _MATERIAL_WORDS for unit in units)


def _is_picture_credit(units: list[TagUnit]) -> bool:
    """Return whether the text is a picture's credit: `REUTERS/Jane Doe`."""
    named = [unit for unit in units if unit.kind is not TagKind.FILLER]
    is_joined = len(named) > 1 and named[1].before == "/"
    is_agency_first = is_joined and fold_spelling(named[0].text) in {"reuters", "keystone", "canadian press"}
    return is_agency_first or any(unit.text == "via" for unit in units)


def _is_plausible_unknown(unit: TagUnit, units: list[TagUnit]) -> bool:
    """Return whether an unknown token may stay next to agencies.

    It is short, one word, no common word in lower case and no end of a sentence; next to a slash, a word in lower case
    is a medium: `vaticannews/kap`.
    """
    text = unit.text
    ends_sentence = len(text) > MAX_SIGN_LENGTH and text.endswith((".", "!", "?", "…"))
    if len(text) > 20 or text.isdecimal() or ends_sentence:
        return False
    if not text.islower() or len(text) <= 5 or "-" in text:
        return True
    following = units[units.index(unit) + 1 :][:1]
    return text.isalpha() and "/" in {unit.before, *(other.before for other in following)}


def _is_sign_tag(text: str, region: TagRegion, units: list[TagUnit], lexicon: Lexicon) -> bool:
    if any(unit.kind is TagKind.UNKNOWN for unit in units) or _are_words(units, lexicon):
        return False
    if region.enclosed:
        return True
    if any(unit.kind not in {TagKind.SIGN, TagKind.DATE, TagKind.RELEASE} for unit in units):
        return is_signed_medium(region, units)
    signs = [unit for unit in units if unit.kind is TagKind.SIGN]
    if all(unit.kind in {TagKind.SIGN, TagKind.RELEASE} for unit in units) and len(units) > 1:
        return all(unit.before in {"/", ""} for unit in units)
    if len(signs) > 1:
        has_slash = "/" in text[region.start : region.end]
        return has_slash and all(unit.before in {"/", "", "-", "–", "("} for unit in signs)
    is_known = signs[0].value in lexicon.initials or signs[0].value == "red"
    is_alone = region.own_line and len(signs[0].value) <= 3 and "\n" in text[: region.start]
    is_between_hyphens = signs[0].text.startswith("-") and signs[0].text.endswith("-")
    return is_known or is_alone or is_between_hyphens


def _are_words(units: list[TagUnit], lexicon: Lexicon) -> bool:
    """Return whether the tokens are words: `(sagt er)`, `(siehe Text unten)`."""
    kinds = [unit.kind for unit in units if unit.text not in _JOINING_WORDS]
    if kinds.count(TagKind.SIGN) < 2 or not set(kinds) <= {TagKind.SIGN, TagKind.FILLER, TagKind.SOURCE_WORD}:
        return False
    is_adjacent = any(
        second.kind is TagKind.SIGN and second.before == " " and first.text not in _JOINING_WORDS
        for first, second in pairwise(units)
        if first.kind in {TagKind.SIGN, TagKind.FILLER}
    )
    return is_adjacent and any(
        unit.value not in lexicon.initials for unit in units if unit.kind is TagKind.SIGN
    )


def _is_unknown_tag(text: str, region: TagRegion, units: list[TagUnit]) -> bool:
    """Return whether unknown tokens alone are a tag.

    They are a byline with date or medium, a medium known to sign so, or the sign of a press release.
    """
    has_date = bool(_YEAR.search(text, region.start, region.end))
    kinds = {unit.kind for unit in units}
    if TagKind.NAME in kinds:
        has_capitals = any(unit.kind is TagKind.NAME and unit.text.isupper() for unit in units)
        return not has_capitals and TagKind.UNKNOWN not in kinds and (has_date or TagKind.MEDIUM in kinds)
    if TagKind.UNKNOWN in kinds:
        return False
    if TagKind.RELEASE in kinds:
        return all(unit.text != "PR" for unit in units)
    if any(fold_spelling(unit.text) in _AGENCIES_IN_GENERAL for unit in units):
        return True
    return has_date or all(signs_stories(unit) for unit in units if unit.kind is TagKind.MEDIUM)


def _make_tag(
    raw: str, clean: NormalizedText, shift: int, region: TagRegion, units: list[TagUnit], lexicon: Lexicon
) -> Tag:
    parts = tuple(_make_part(clean, shift, unit, lexicon) for unit in units)
    agencies = (
        code
        for unit in units
        if unit.kind in {TagKind.AGENCY, TagKind.SERVICE}
        for code in unit.value.split()
    )
    return Tag(
        raw=raw,
        span=clean.raw_span(region.start, region.end).shift(shift),
        agencies=tuple(dict.fromkeys(agencies)),
        editors=tuple(dict.fromkeys(unit.value for unit in units if unit.kind is TagKind.SIGN)),
        unknown=tuple(dict.fromkeys(unit.value for unit in units if unit.kind in _UNKNOWN_KINDS)),
        trailing=True,
        parts=parts,
        confidence=lowest_confidence(part.confidence for part in parts),
    )


def _make_part(clean: NormalizedText, shift: int, unit: TagUnit, lexicon: Lexicon) -> TagPart:
    span = clean.raw_span(unit.span.start, unit.span.end).shift(shift)
    return TagPart(unit.kind, unit.text, unit.value, span, f"tag.{unit.kind}", _rate_unit(unit, lexicon))


def _rate_unit(unit: TagUnit, lexicon: Lexicon) -> Confidence:
    if unit.kind is TagKind.UNKNOWN:
        return Confidence.DOUBTFUL
    if unit.kind in {TagKind.NAME, TagKind.MEDIUM, TagKind.RELEASE, TagKind.PLACE}:
        return Confidence.LIKELY
    if unit.kind is TagKind.SIGN and unit.value not in lexicon.initials:
        return Confidence.LIKELY
    return Confidence.SURE
