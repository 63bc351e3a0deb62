"""Parser of a credit line: photographers, agencies, distributor, handout.

The clean text is cut into fields with their separators, each field into facts, the facts are assigned to pictures. Any
text is accepted. Linear in the length of the text.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from articles.parsing.credits.classify import classify_field
from articles.parsing.credits.context_rules import (
    apply_context,
    apply_handout_rule,
    is_stock_platform,
)
from articles.parsing.credits.tokenize import CreditField, split_fields
from articles.parsing.credits.types import Credit, CreditFact, CreditPart, PartKind
from articles.parsing.credits.unknown_houses import apply_house_rules
from articles.parsing.credits.word_shapes import is_handle
from articles.parsing.lexicon import BUILTIN, Lexicon, fold_spelling
from articles.parsing.normalized_text import NormalizedText, normalize
from newsroom.text.spans import Confidence, Span, lowest_confidence
from people.names.case import apply_name_case

__all__ = ["Credit", "CreditPart", "PartKind", "read_cached_credit", "read_credit"]

MAX_LENGTH = 4_000
"""Characters; a longer text is not a credit line."""

_TRAILING_DOT = re.compile(r"(?<=\w{3})\.$")
_PLURALS = frozenset({"fotos", "bilder", "photos", "images", "quellen", "grafiken", "pictures"})


def read_credit(raw: str, lexicon: Lexicon = BUILTIN) -> Credit:
    """Return the parsed credit line.

    Text that is not one has no parts and is doubtful.
    """
    if len(raw) > MAX_LENGTH:
        return _make_too_long(raw)
    clean = normalize(raw)
    fields, has_sign = split_fields(clean.text, lexicon)
    facts = [classify_field(field, lexicon, opening=index == 0) for index, field in enumerate(fields)]
    facts = apply_handout_rule(fields, _apply_position(fields, facts))
    facts = apply_house_rules(fields, facts, lexicon)
    photo_facts = apply_context(clean.text, facts, _number_photos(clean.text, fields, facts), lexicon)
    parts = tuple(_make_parts(raw, clean, fields, photo_facts, lexicon))
    return _assemble_credit(raw, parts, has_sign=has_sign, lexicon=lexicon)


@lru_cache(maxsize=64)
def read_cached_credit(raw: str, lexicon: Lexicon = BUILTIN) -> Credit:
    """Return the parsed credit line from a small cache.

    While one story is parsed, its credit is searched for, cut off and read in turn.
    """
    return read_credit(raw, lexicon)


def _make_too_long(raw: str) -> Credit:
    whole = Span(0, len(raw))
    part = CreditPart(PartKind.UNKNOWN, raw, raw, whole, "", "", 0, "credit.too_long", Confidence.DOUBTFUL)
    return Credit(raw, (part,))


def _apply_position(fields: list[CreditField], facts: list[list[CreditFact]]) -> list[list[CreditFact]]:
    """Apply the position of fields: a client after `for`, brackets after a name.

    `Stadt Halle (Saale)` has its river in brackets.
    """
    out: list[list[CreditFact]] = []
    for field, found in zip(fields, facts, strict=True):
        last = out[-1][-1].kind if out and out[-1] else None
        if field.before == "for" and not any(fact.kind is PartKind.AGENCY for fact in found):
            out.append([CreditFact(PartKind.CLIENT, field.span, "", "credit.client", Confidence.LIKELY)])
        elif last and field.before == "(" and len(field.words) == 1:
            out.append([_resolve_brackets(field, fact, last) for fact in found])
        else:
            out.append(found)
    return out


def _resolve_brackets(field: CreditField, found: CreditFact, before: PartKind) -> CreditFact:
    """Read brackets as an organisation's place or a person's handle or initials."""
    if found.kind is not PartKind.PERSON:
        return found
    if before is PartKind.BODY:
        return CreditFact(PartKind.NOTE, field.span, "", "credit.body.place")
    if before is PartKind.PERSON and field.words[0].text.islower():
        return CreditFact(PartKind.NOTE, field.span, "", "credit.person.sign")
    return found


def _number_photos(text: str, fields: list[CreditField], facts: list[list[CreditFact]]) -> list[int]:
    """Return the number of the picture of each field.

    `A/B; C/D` are two pictures, `A/B, C/D` as well if both name their source.
    """
    numbers: list[int] = []
    current, seen_source = 0, False
    plural = any(fact.span.of(text).casefold() in _PLURALS for found in facts for fact in found)
    for index, field in enumerate(fields):
        if _is_photo_separator(field, current, seen_source=seen_source) or (
            field.before in {",", "|"}
            and seen_source
            and _is_photo_start(fields, facts, index, plural=plural)
        ):
            current, seen_source = current + 1, False
        numbers.append(current)
        seen_source = seen_source or _has_source(facts[index])
    return numbers


def _is_photo_separator(field: CreditField, current: int, *, seen_source: bool) -> bool:
    """Return whether the next picture begins once this one has a source.

    It begins after a semicolon or a new line, or with another `Foto rechts:`.
    """
    return (field.before in {";", "\n"} and (seen_source or current > 0)) or (field.label and seen_source)


def _has_source(facts: list[CreditFact]) -> bool:
    return any(fact.kind is PartKind.AGENCY for fact in facts)


def _is_photo_start(
    fields: list[CreditField], facts: list[list[CreditFact]], index: int, *, plural: bool
) -> bool:
    """Return whether a person is followed by a source before the next comma."""
    kinds = {fact.kind for fact in facts[index]}
    if not plural and PartKind.PERSON not in kinds:
        return False
    for later in range(index, len(fields)):
        if later > index and fields[later].before in {",", ";", "|", "\n"}:
            return False
        if _has_source(facts[later]):
            return fields[index].before == "," or plural
    return False


def _make_parts(
    raw: str,
    clean: NormalizedText,
    fields: list[CreditField],
    photo_facts: list[list[tuple[int, CreditFact]]],
    lexicon: Lexicon,
) -> Iterable[CreditPart]:
    at = 0
    stock_photos = _find_stock_photos(photo_facts, lexicon)
    for field, found in zip(fields, photo_facts, strict=True):
        sign = field.before
        for picture, fact in found:
            span = clean.raw_span(fact.span.start, fact.span.end)
            text = fact.span.of(clean.text)
            for part in _split_agencies(fact, text, is_stock=picture in stock_photos, lexicon=lexicon):
                kind, value = part
                yield CreditPart(
                    kind, text, value, span, raw[at : span.start], sign, picture, fact.rule, fact.confidence
                )
                at, sign = max(at, span.end), " "


def _find_stock_photos(photo_facts: list[list[tuple[int, CreditFact]]], lexicon: Lexicon) -> set[int]:
    return {picture for found in photo_facts for picture, fact in found if is_stock_platform(fact, lexicon)}


def _split_agencies(
    fact: CreditFact, text: str, *, is_stock: bool, lexicon: Lexicon
) -> list[tuple[PartKind, str]]:
    if fact.kind is PartKind.AGENCY:
        return [
            (PartKind.DISTRIBUTOR, code) if code in lexicon.distributors else (PartKind.AGENCY, code)
            for code in fact.values
        ]
    if fact.kind is PartKind.PERSON:
        return [(PartKind.PERSON, _display_name(text, is_stock=is_stock))]
    return [(fact.kind, fact.value or text)]


def _display_name(text: str, *, is_stock: bool) -> str:
    """Return the name in display case; handles on stock platforms stay as they are."""
    name = _TRAILING_DOT.sub("", " ".join(text.split()))
    if is_handle(name):
        return name
    return name if is_stock and " " not in name else apply_name_case(name, capitalise_lowercase=not is_stock)


def _assemble_credit(raw: str, parts: tuple[CreditPart, ...], *, has_sign: bool, lexicon: Lexicon) -> Credit:
    kinds = {part.kind for part in parts}
    years = [int(part.value) for part in parts if part.kind is PartKind.YEAR]
    last_hop = [part.value for part in parts if part.kind is PartKind.DISTRIBUTOR]
    return Credit(
        raw=raw,
        parts=parts,
        photographers=_remove_duplicates(part.value for part in parts if part.kind is PartKind.PERSON),
        agencies=_list_agencies(parts, lexicon),
        pool=PartKind.POOL in kinds,
        distributor=lexicon.distributors[last_hop[-1]] if last_hop else None,
        handout=bool(kinds & {PartKind.HANDOUT, PartKind.BODY}),
        archive=PartKind.ARCHIVE in kinds,
        year=years[0] if years else None,
        copyright=has_sign or PartKind.COPYRIGHT in kinds,
        confidence=_rate_parts(parts),
    )


def _list_agencies(parts: tuple[CreditPart, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the codes in order, once each.

    A platform counts only for a picture that names no other agency and ends with it.
    """
    out: list[str] = []
    for _, group in groupby(parts, key=lambda part: part.picture):
        picture = list(group)
        codes = [part.value for part in picture if part.kind is PartKind.AGENCY]
        hops = [part.value for part in picture if part.kind is PartKind.DISTRIBUTOR]
        if not codes and hops and lexicon.agencies[hops[-1]].counts_as_agency:
            codes = [hops[-1]]
        out.extend(codes)
    return tuple(dict.fromkeys(out))


def _remove_duplicates(names: Iterable[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for name in names:
        key = _fold_name(name)
        if not any(_is_short_form(key, other) or _is_short_form(other, key) for other in seen):
            seen.setdefault(key, name)
    return tuple(seen.values())


def _is_short_form(short: str, full: str) -> bool:
    """Return whether `m popow` is short for `metodi popow`."""
    initial, _, surname = short.partition(" ")
    return len(initial) == 1 and bool(surname) and full[:1] == initial and full.partition(" ")[2] == surname


def _fold_name(name: str) -> str:
    key = fold_spelling(name)
    for umlaut, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        key = key.replace(umlaut, written)
    return key


def _rate_parts(parts: tuple[CreditPart, ...]) -> Confidence:
    return lowest_confidence(part.confidence for part in parts) if parts else Confidence.DOUBTFUL
