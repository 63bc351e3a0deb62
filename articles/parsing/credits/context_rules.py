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


@dataclass(slots=True)
class _PictureContext:
    """Facts of one picture; `has_full_name` means a capitalised person."""

    dts: bool = False
    pool: bool = False
    stock_platform: bool = False
    network: bool = False
    has_full_name: bool = False

    def join(self, fact: CreditFact, text: str, lexicon: Lexicon) -> None:
        self.dts = self.dts or "dts" in fact.values
        self.pool = self.pool or fact.kind is PartKind.POOL
        self.stock_platform = self.stock_platform or is_stock_platform(fact, lexicon)
        self.network = self.network or fact.kind is PartKind.NETWORK
        self.has_full_name = self.has_full_name or (
            fact.kind is PartKind.PERSON and _is_capital(fact.span.of(text))
        )


def apply_context(
    text: str, facts: list[list[CreditFact]], pictures: list[int], lexicon: Lexicon
) -> list[list[tuple[int, CreditFact]]]:
    """Return each fact with the number of its picture, changed by the context."""
    contexts: dict[int, _PictureContext] = {}
    for picture, found in zip(pictures, facts, strict=True):
        context = contexts.setdefault(picture, _PictureContext())
        for fact in found:
            context.join(fact, text, lexicon)
    return [
        [(picture, _change_fact(fact, contexts[picture], fact.span.of(text))) for fact in found]
        for picture, found in zip(pictures, facts, strict=True)
    ]


def apply_handout_rule(fields: list[CreditField], facts: list[list[CreditFact]]) -> list[list[CreditFact]]:
    """Return facts with the firm of a handout: `Nordkram/Handout`, `obs/Nordkram`.

    The firm would otherwise be a photographer.
    """
    out = list(facts)
    for index in range(1, len(fields)):
        if fields[index].before != "/":
            continue
        if _is_handout_sign(facts[index], fields[index], _HANDOUT_SIGNS) and is_bare_word(
            facts[index - 1], fields[index - 1]
        ):
            out[index - 1] = [_make_organisation(fields[index - 1])]
        elif _is_handout_sign(facts[index - 1], fields[index - 1], _RELEASE_SIGNS) and is_bare_word(
            facts[index], fields[index]
        ):
            out[index] = [_make_organisation(fields[index])]
    return out


def _is_handout_sign(facts: list[CreditFact], field: CreditField, marks: frozenset[str]) -> bool:
    return len(facts) == 1 and facts[0].kind is PartKind.HANDOUT and field.words[-1].text.casefold() in marks


def is_bare_word(facts: list[CreditFact], field: CreditField) -> bool:
    """Return whether the field is one word that names a person or a medium."""
    return len(facts) == 1 == len(field.words) and facts[0].kind in {PartKind.PERSON, PartKind.MEDIA}


def _make_organisation(field: CreditField) -> CreditFact:
    return CreditFact(PartKind.BODY, field.span, "", "credit.body.handout", Confidence.LIKELY)


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
    has_digits = fact.rule == "credit.number" and text[:1].isalpha()
    studio = fact.rule == "credit.body.word" and text.lower().endswith(_STUDIOS)
    if context.stock_platform and fact.kind is PartKind.UNKNOWN and text.count(" ") == 1:
        return CreditFact(PartKind.PERSON, fact.span, "", "credit.handle", Confidence.LIKELY)
    if context.stock_platform and (has_digits or studio or fact.rule == "credit.media.word"):
        return CreditFact(PartKind.PERSON, fact.span, "", "credit.handle", Confidence.LIKELY)
    if fact.kind is PartKind.PERSON and _is_small_firm(text, context):
        return CreditFact(PartKind.MEDIA, fact.span, "", "credit.media.small", Confidence.DOUBTFUL)
    return fact


def _is_capital(text: str) -> bool:
    return " " in text or (text[:1].isupper() and text.isalpha())


def _is_small_firm(text: str, context: _PictureContext) -> bool:
    """Return whether a word in lower case next to a name is a firm: `factum/Jane Doe`.

    On platforms and networks it is a handle.
    """
    return (
        context.has_full_name
        and not (context.stock_platform or context.network)
        and text.isalpha()
        and text.islower()
    )
