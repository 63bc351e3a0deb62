"""Rules that change a fact by the other facts of its picture."""

from dataclasses import dataclass

from articles.parsing.credits.tokenize import CreditField
from articles.parsing.credits.types import CreditFact, PartKind
from articles.parsing.lexicon import POOL_SOURCE, Lexicon
from articles.parsing.lexicon.media_houses import STOCK_SHOPS
from newsroom.text.places import COUNTRIES
from newsroom.text.spans import Confidence
from newsroom.text.wordlists import read_toml

_MOTIF_KINDS = frozenset(
    {PartKind.PERSON, PartKind.BODY, PartKind.MEDIA, PartKind.UNKNOWN, PartKind.NETWORK, PartKind.OWN_STAFF}
)
_HANDOUT_SIGNS = frozenset({"handout", "ho"})
_RELEASE_SIGNS = frozenset({"obs"})
_NATIONALITIES = frozenset(read_toml("articles/parsing/credits/data/words.toml")["nationalities"])
"""Press pools: `Russian Pool`."""
_STUDIOS = (" studio", " studios", " production", " productions", " film", " records")
"""On a stock platform such an organisation is the maker of the picture."""


@dataclass(frozen=True, slots=True)
class _PictureContext:
    """Facts of one picture; `has_full_name` means a capitalised person."""

    dts: bool
    pool: bool
    stock_platform: bool
    network: bool
    has_full_name: bool


def apply_context(
    text: str, facts: list[list[CreditFact]], pictures: list[int], lexicon: Lexicon
) -> list[list[tuple[int, CreditFact]]]:
    """Return each fact with the number of its picture, changed by the context."""
    of_picture: dict[int, list[CreditFact]] = {}
    for picture, found in zip(pictures, facts, strict=True):
        of_picture.setdefault(picture, []).extend(found)
    contexts = {picture: _describe_picture(text, found, lexicon) for picture, found in of_picture.items()}
    return [
        [(picture, _change_fact(fact, contexts[picture], fact.span.of(text))) for fact in found]
        for picture, found in zip(pictures, facts, strict=True)
    ]


def _describe_picture(text: str, facts: list[CreditFact], lexicon: Lexicon) -> _PictureContext:
    kinds = {fact.kind for fact in facts}
    people = [fact.span.of(text) for fact in facts if fact.kind is PartKind.PERSON]
    return _PictureContext(
        dts=any("dts" in fact.values for fact in facts),
        pool=PartKind.POOL in kinds,
        stock_platform=any(is_stock_platform(fact, lexicon) for fact in facts),
        network=PartKind.NETWORK in kinds,
        has_full_name=any(" " in name or (name[:1].isupper() and name.isalpha()) for name in people),
    )


def apply_handout_rule(fields: list[CreditField], facts: list[list[CreditFact]]) -> list[list[CreditFact]]:
    """Return facts with the firm of a handout: `Nordkram/Handout`, `obs/Nordkram`.

    The firm would otherwise be a photographer.
    """
    out = list(facts)
    for index in range(1, len(fields)):
        for sign, firm, marks in ((index, index - 1, _HANDOUT_SIGNS), (index - 1, index, _RELEASE_SIGNS)):
            is_marked = fields[index].before == "/" and _is_handout_sign(facts[sign], fields[sign], marks)
            if is_marked and is_bare_word(facts[firm], fields[firm]):
                span = fields[firm].span
                out[firm] = [CreditFact(PartKind.BODY, span, "", "credit.body.handout", Confidence.LIKELY)]
    return out


def _is_handout_sign(facts: list[CreditFact], field: CreditField, marks: frozenset[str]) -> bool:
    return len(facts) == 1 and facts[0].kind is PartKind.HANDOUT and field.words[-1].text.casefold() in marks


def is_bare_word(facts: list[CreditFact], field: CreditField) -> bool:
    """Return whether the field is one word that names a person or a medium."""
    return len(facts) == 1 == len(field.words) and facts[0].kind in {PartKind.PERSON, PartKind.MEDIA}


def is_stock_platform(fact: CreditFact, lexicon: Lexicon) -> bool:
    return any(lexicon.distributors.get(code) in STOCK_SHOPS for code in fact.values)


def _is_pool_source(fact: CreditFact, text: str) -> bool:
    """Return whether the fact is the source of a pool: `Kremlin Pool`, `Korea Pool`."""
    is_foreign = fact.kind is PartKind.PERSON and (text in COUNTRIES or text in _NATIONALITIES)
    return is_foreign or fact.rule == POOL_SOURCE


def _change_fact(fact: CreditFact, context: _PictureContext, text: str) -> CreditFact:
    if context.dts and fact.kind in _MOTIF_KINDS:
        return CreditFact(PartKind.MOTIF, fact.span, "", "credit.motif", Confidence.LIKELY)
    if context.pool and _is_pool_source(fact, text):
        return CreditFact(PartKind.NOTE, fact.span, "", "credit.pool.source")
    if context.stock_platform and _is_account(fact, text):
        return CreditFact(PartKind.PERSON, fact.span, "", "credit.handle", Confidence.LIKELY)
    if fact.kind is PartKind.PERSON and _is_small_firm(text, context):
        return CreditFact(PartKind.MEDIA, fact.span, "", "credit.media.small", Confidence.DOUBTFUL)
    return fact


def _is_account(fact: CreditFact, text: str) -> bool:
    """Return whether the words name a contributor: two words, `Seaview99`, a studio."""
    has_digits = fact.rule == "credit.number" and text[:1].isalpha()
    is_studio = fact.rule == "credit.body.word" and text.lower().endswith(_STUDIOS)
    is_unknown = fact.kind is PartKind.UNKNOWN and text.count(" ") == 1
    return is_unknown or has_digits or is_studio or fact.rule == "credit.media.word"


def _is_small_firm(text: str, context: _PictureContext) -> bool:
    """Return whether a word in lower case next to a name is a firm: `factum/Jane Doe`.

    On platforms and networks it is a handle.
    """
    is_account = context.stock_platform or context.network
    return context.has_full_name and not is_account and text.isalpha() and text.islower()
