"""Changes to the units of a closing tag by the units next to them."""

from articles.parsing.lexicon import Lexicon, fold_initials
from articles.parsing.lexicon.agencies import DPA_SERVICES, UNMISTAKABLE_DPA_SERVICES
from articles.parsing.lexicon.tag_signs import DOTTED_ABBREVIATIONS, NON_INITIALS
from articles.parsing.tags.units import TagKind, TagUnit
from newsroom.text.places import TOWNS


def apply_context(units: list[TagUnit], lexicon: Lexicon) -> list[TagUnit]:
    """Change tokens by their neighbours.

    Services count next to dpa, capitals next to agencies, places after a name.
    """
    kinds = {unit.kind for unit in units}
    has_agency = TagKind.AGENCY in kinds
    has_dpa = any("dpa" in unit.value.split() for unit in units if unit.kind is TagKind.AGENCY)
    has_source = has_agency or not kinds.isdisjoint({TagKind.SOURCE_WORD, TagKind.RELEASE, TagKind.MEDIUM})
    is_plain = not has_source and all(_is_abbreviation(unit) for unit in units if unit.kind is TagKind.SIGN)
    is_slashed = _is_slashed(units)
    out: list[TagUnit] = []
    for index, unit in enumerate(units):
        key = fold_initials(unit.text)
        follows_name = index > 0 and units[index - 1].kind is TagKind.NAME
        kind, value = unit.kind, unit.value
        if kind is TagKind.UNKNOWN and (
            (has_agency and _is_capital_sign(unit.text))
            or (is_slashed and unit.text.isalpha() and unit.text.isupper() and len(key) <= 3)
            or _is_before_medium(units, index)
        ):
            kind, value = TagKind.SIGN, key
        if kind is TagKind.SIGN and unit.text in {"am", "vom", "on"} and _is_before_date(units, index):
            kind, value = TagKind.FILLER, ""
        elif kind is TagKind.SIGN and key == "ats" and _is_swiss_agency(units, index, lexicon):
            kind, value = TagKind.AGENCY, "sda"
        elif kind is TagKind.SIGN and key in (
            DPA_SERVICES if has_dpa else UNMISTAKABLE_DPA_SERVICES - lexicon.initials
        ):
            kind, value = TagKind.SERVICE, "dpa"
        elif kind is TagKind.SIGN and is_plain and key not in lexicon.initials:
            kind = TagKind.REFUSED
        elif kind is TagKind.UNKNOWN and (
            (follows_name and unit.text[:1].isupper())
            or (unit.text in TOWNS and (has_agency or _follows_sign(units, index)))
        ):
            kind = TagKind.PLACE
        out.append(TagUnit(kind, unit.text, value, unit.span, unit.before))
    return out


def _is_abbreviation(unit: TagUnit) -> bool:
    key = fold_initials(unit.text)
    return key in NON_INITIALS or ("." in unit.text and key in DOTTED_ABBREVIATIONS)


def _is_before_date(units: list[TagUnit], at: int) -> bool:
    """Return whether a date follows: `dpa am 3.3.2026`."""
    return at + 1 < len(units) and units[at + 1].kind is TagKind.DATE


def _is_slashed(units: list[TagUnit]) -> bool:
    """Return whether every token has a slash before it, as in `/abc/DE/fg`."""
    kinds = {unit.kind for unit in units}
    return TagKind.SIGN in kinds and len(units) > 1 and all(unit.before == "/" for unit in units)


def _is_before_medium(units: list[TagUnit], at: int) -> bool:
    """Return whether the tag is capitals and a paper: `ABC, Kronen Zeitung`."""
    text = units[at].text
    if len(units) != 2 or at or not (text.isalpha() and text.isupper() and 2 <= len(text) <= 4):
        return False
    return units[1].kind is TagKind.MEDIUM and units[1].before == "," and " " in units[1].text


def _follows_sign(units: list[TagUnit], at: int) -> bool:
    """Return whether initials and a sign are before the place: `(kol, Kiel)`."""
    return at > 0 and units[at - 1].kind is TagKind.SIGN and units[at].before in {",", "/"}


def _is_swiss_agency(units: list[TagUnit], at: int, lexicon: Lexicon) -> bool:
    """Return whether `ats` is the agency: first, or next to `sda` or `avec`."""
    if "ats" in lexicon.initials:
        return False
    if at == 0 or units[at - 1].kind is TagKind.FILLER:
        return True
    return units[at - 1].kind in {TagKind.MEDIUM, TagKind.NAME} or any(
        unit.value == "sda" for unit in units[at - 1 : at + 2]
    )


def _is_capital_sign(text: str) -> bool:
    letters = text.replace(".", "")
    return letters.isalpha() and (len(letters) == 2 or (len(letters) == 3 and letters[1:].islower()))
