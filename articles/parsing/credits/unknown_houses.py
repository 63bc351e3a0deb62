"""Houses that no list contains, known by their form and their place among names."""

from dataclasses import replace

from articles.parsing.credits.context_rules import is_bare_word, is_stock_platform
from articles.parsing.credits.tokenize import JOINING_SEPARATORS, CreditField
from articles.parsing.credits.types import CreditFact, PartKind
from articles.parsing.credits.word_shapes import is_broadcaster, is_like_person
from articles.parsing.lexicon import Lexicon
from newsroom.text.spans import Confidence
from people.recognition.word_classes import is_given_name

BY_FORM = "credit.form"
"""Rule of words without the form of a personal name."""
_MAX_ACRONYM_LENGTH = 4
_TWO_WORDS = 2


def apply_house_rules(
    fields: list[CreditField], facts: list[list[CreditFact]], lexicon: Lexicon
) -> list[list[CreditFact]]:
    """Return facts with unknown houses that would otherwise be photographers.

    `Jane Doe/Blattspiel`, `ddp/Nordlicht/Jane Doe`, `Jane Doe/Harbor Lights via AP`, `KXQR via AP`; also words
    that name no person by their form: `© Rega Schweiz`.
    """
    has_agency = _has_agency_only([fact for found in facts for fact in found], lexicon)
    out = list(facts)
    for index, field in enumerate(fields):
        if not _is_person(facts[index]):
            continue
        if _is_before_by(fields, index) or (has_agency and _is_unknown_house(fields, facts, index)):
            house = CreditFact(PartKind.MEDIA, field.span, "", "credit.media.between", Confidence.DOUBTFUL)
            out[index] = [house]
        elif not _has_form_of_person(field, facts[index][0]):
            kind = PartKind.MEDIA if has_agency else PartKind.BODY
            out[index] = [replace(facts[index][0], kind=kind, rule=BY_FORM, confidence=Confidence.DOUBTFUL)]
    return out


def _has_form_of_person(field: CreditField, fact: CreditFact) -> bool:
    words = [word.text for word in field.words if fact.span.covers(word.span)]
    return len(words) < _TWO_WORDS or is_like_person(words)


def _is_before_by(fields: list[CreditField], index: int) -> bool:
    """Return whether the maker follows: `Harbor Post photo by Jane Doe`."""
    return index + 1 < len(fields) and fields[index + 1].before == "by"


def _has_agency_only(facts: list[CreditFact], lexicon: Lexicon) -> bool:
    """Return whether an agency is named, and no stock platform with its accounts.

    Without an agency `Kern/Jane Doe` are two photographers of the paper.
    """
    is_stock = any(is_stock_platform(fact, lexicon) for fact in facts)
    return not is_stock and any(fact.kind is PartKind.AGENCY for fact in facts)


def _is_person(facts: list[CreditFact]) -> bool:
    return len(facts) == 1 and facts[0].kind is PartKind.PERSON


def _is_unknown_house(fields: list[CreditField], facts: list[list[CreditFact]], index: int) -> bool:
    field = fields[index]
    before = _classify_neighbour(fields, facts, index - 1) if field.before in JOINING_SEPARATORS else ""
    following = fields[index + 1].before if index + 1 < len(fields) else ""
    after = _classify_neighbour(fields, facts, index + 1) if following in JOINING_SEPARATORS else ""
    if not before and not after:
        return False
    if _is_surname_alone(fields[index], facts[index]):
        return _is_surname_a_house(field.words[0].text, before, after, is_via=following == "via")
    return (
        before == "name"
        and after == "agency"
        and len(field.words) >= _TWO_WORDS
        and not is_given_name(field.words[0].text.title())
        and _is_plain_name(fields[index - 1])
        and not field.words[0].text.endswith(".")
    )


def _is_surname_a_house(text: str, before: str, after: str, *, is_via: bool) -> bool:
    """Return whether a single word is a house.

    Next to a full name nobody is named by the surname alone.
    """
    if "name" in {before, after}:
        return True
    if is_via and is_broadcaster(text):
        return True
    return text.isupper() and len(text) <= _MAX_ACRONYM_LENGTH and before == after == "agency"


def _is_surname_alone(field: CreditField, facts: list[CreditFact]) -> bool:
    text = field.words[0].text
    return is_bare_word(facts, field) and text.replace("-", "").isalpha() and text[:1].isupper()


def _classify_neighbour(fields: list[CreditField], facts: list[list[CreditFact]], index: int) -> str:
    found = facts[index]
    if found and found[0].kind is PartKind.PERSON:
        return "name" if len(fields[index].words) > 1 else "surname"
    return "agency" if any(fact.kind is PartKind.AGENCY for fact in found) else "other"


def _is_plain_name(field: CreditField) -> bool:
    return is_given_name(field.words[0].text.title())
