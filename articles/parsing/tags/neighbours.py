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
    out: list[TagUnit] = []
    for index, unit in enumerate(units):
        key = fold_initials(unit.text)
        follows_name = index > 0 and units[index - 1].kind is TagKind.NAME
        kind, value = unit.kind, unit.value
        if kind is TagKind.UNKNOWN and has_agency and _is_capital_sign(unit.text):
            kind, value = TagKind.SIGN, key
        if kind is TagKind.SIGN and unit.text in {"am", "vom", "on"} and _is_before_date(units, index):
            kind, value = TagKind.FILLER, ""
        elif kind is TagKind.SIGN and key == "ats" and key not in lexicon.initials:
            kind, value = TagKind.AGENCY, "sda"
        elif kind is TagKind.SIGN and key in (
            DPA_SERVICES if has_dpa else UNMISTAKABLE_DPA_SERVICES - lexicon.initials
        ):
            kind, value = TagKind.SERVICE, "dpa"
        elif kind is TagKind.SIGN and is_plain and key not in lexicon.initials:
            kind = TagKind.REFUSED
        elif kind is TagKind.UNKNOWN and (
            (follows_name and unit.text[:1].isupper()) or (unit.text in TOWNS and has_agency)
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


def _is_capital_sign(text: str) -> bool:
    letters = text.replace(".", "")
    return letters.isalpha() and (len(letters) == 2 or (len(letters) == 3 and letters[1:].islower()))
