"""One field of a credit line -> the facts in it: known phrases peeled off, the rest named by its shape."""

from dataclasses import dataclass, replace

from articles.sourcing.bodies import (
    AMBIGUOUS_BODY_WORDS,
    BODY_ENDINGS,
    BODY_STARTS,
    BODY_WORDS,
    LEADING_BODY_WORDS,
)
from articles.sourcing.fields import Field, Word
from articles.sourcing.houses import DOMAIN_ENDINGS, HOUSE_ENDINGS, HOUSE_WORDS
from articles.sourcing.lexicon import Known, Lexicon
from articles.sourcing.parts import PartKind
from newsroom.reading import Confidence, Span
from people.names.particles import LOWERED

KIND_OF: dict[Known, PartKind] = {
    Known.AGENCY: PartKind.AGENCY,
    Known.HANDOUT: PartKind.HANDOUT,
    Known.BODY: PartKind.BODY,
    Known.POOL: PartKind.POOL,
    Known.ARCHIVE: PartKind.ARCHIVE,
    Known.HOUSE: PartKind.MEDIA,
    Known.NETWORK: PartKind.NETWORK,
    Known.NOBODY: PartKind.NOBODY,
    Known.PREFIX: PartKind.PREFIX,
    Known.NOTE: PartKind.NOTE,
    Known.COPYRIGHT: PartKind.COPYRIGHT,
    Known.STAFF: PartKind.OWN_STAFF,
}
LONGEST_NAME = 6
_PHOTO_WORDS = frozenset({"photo", "photos", "foto", "fotos", "image", "photograph", "bild"})
_JOINERS = frozenset({"und", "and", "&", "sowie", "et", "u."})
_EDGE_WORDS = frozenset(
    {"von", "by", "vom", "aus", "der", "die", "the", "of", "des", "-", "–", "—", "…", "..."}
)
_TAIL_FILLERS = frozenset(
    {
        "gmbh",
        "ag",
        "ltd",
        "inc",
        "com",
        "de",
        "online",
        "international",
        "agency",
        "contributor",
        "bilder",
        "bild",
        "foto",
        "fotos",
    }
    | {
        "photo",
        "photos",
        "images",
        "or",
        "licensors",
        "news",
        "service",
        "services",
        "dienst",
        "sport",
        "eg",
        "co",
        "kg",
        "se",
    }
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A part before it knows its neighbours. Spans count in the clean text."""

    kind: PartKind
    span: Span
    value: str
    rule: str
    confidence: Confidence = Confidence.SURE
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A look-up key with its place: `first`/`last` say whether it starts or ends a word."""

    key: str
    span: Span
    word: int
    first: bool
    last: bool


def facts_of(field: Field, lexicon: Lexicon, *, opening: bool) -> list[Fact]:
    """The facts of one field; `opening` is true for the first field, where `Foto` may lead without a colon."""
    pieces = _pieces(field)
    if not pieces:
        return [Fact(PartKind.NOBODY, field.span, "", "credit.dash")]
    whole = _cover(pieces, lexicon)
    if whole is not None:
        return _named_alone(field, whole, lexicon)
    if field.label:
        return _label(field, pieces, lexicon)
    return _mixed(field, pieces, lexicon, opening=opening)


def _pieces(field: Field) -> list[_Piece]:
    out: list[_Piece] = []
    for place, word in enumerate(field.words):
        count = len(word.keys)
        for index, (key, span) in enumerate(zip(word.keys, word.spans, strict=True)):
            out.append(_Piece(key, span, place, index == 0, index == count - 1))
    return out


def _cover(pieces: list[_Piece], lexicon: Lexicon) -> list[Fact] | None:
    """Facts that account for every piece, or None as soon as one is unknown."""
    keys = [piece.key for piece in pieces]
    facts: list[Fact] = []
    at = 0
    while at < len(pieces):
        found = _phrase(pieces, keys, at, lexicon) or _year(pieces, at)
        if found is None:
            return None
        fact, length = found
        facts.append(fact)
        at += length
    return facts


def _phrase(
    pieces: list[_Piece], keys: list[str], at: int, lexicon: Lexicon, *, strong: bool = False
) -> tuple[Fact, int] | None:
    found = lexicon.find(keys, at, len(pieces))
    if found is None:
        return None
    entry, length = found
    if strong and entry.alone:
        return None
    span = Span(pieces[at].span.start, pieces[at + length - 1].span.end)
    value = entry.values[0] if entry.values else ""
    rule = entry.rule or f"credit.{entry.known}"
    return Fact(KIND_OF[entry.known], span, value, rule, values=entry.values), length


def _year(pieces: list[_Piece], at: int) -> tuple[Fact, int] | None:
    key = pieces[at].key
    if not (key.isascii() and key.isdigit()):
        return None
    if len(key) == 4 and 1840 <= int(key) <= 2099:
        return Fact(PartKind.YEAR, pieces[at].span, key, "credit.year"), 1
    return Fact(PartKind.NOTE, pieces[at].span, key, "credit.number"), 1


def _named_alone(field: Field, facts: list[Fact], lexicon: Lexicon) -> list[Fact]:
    """A field of known phrases only. Case decides between `PA` the agency and `pa`, picture alliance."""
    only = facts[0]
    if len(field.words) == 1 and field.words[0].text == "pa" and only.values == ("pa",):
        return [
            replace(only, value="picture-alliance", rule="credit.agency.pa", values=("picture-alliance",))
        ]
    if only.kind in {PartKind.NOTE, PartKind.PREFIX} and _sign_of_staff(field, lexicon):
        return [Fact(PartKind.OWN_STAFF, field.span, field.words[0].text.lower(), "credit.staff")]
    return facts


def _sign_of_staff(field: Field, lexicon: Lexicon) -> bool:
    return len(field.words) == 1 and "".join(field.words[0].keys) in lexicon.initials


def _label(field: Field, pieces: list[_Piece], lexicon: Lexicon) -> list[Fact]:
    """Words before a colon name the kind of picture or its place on the page, never a person."""
    keys = [piece.key for piece in pieces]
    facts: list[Fact] = []
    at = 0
    while at < len(pieces):
        found = _phrase(pieces, keys, at, lexicon) or _year(pieces, at)
        if found is None:
            at += 1
            continue
        facts.append(found[0])
        at += found[1]
    return facts or [Fact(PartKind.NOTE, field.span, "", "credit.label", Confidence.LIKELY)]


def _mixed(field: Field, pieces: list[_Piece], lexicon: Lexicon, *, opening: bool) -> list[Fact]:
    head, first = _peel_head(pieces, lexicon, opening=opening)
    tail, last = _peel_tail(pieces, first, lexicon)
    rest = pieces[first:last]
    if rest and head and all(piece.key in _TAIL_FILLERS for piece in rest):
        span = Span(rest[0].span.start, rest[-1].span.end)
        return [*head, Fact(PartKind.NOTE, span, "", "credit.filler"), *tail]
    return head + (_rest(field, rest, lexicon) if rest else []) + tail


def _peel_head(pieces: list[_Piece], lexicon: Lexicon, *, opening: bool) -> tuple[list[Fact], int]:
    keys = [piece.key for piece in pieces]
    facts: list[Fact] = []
    at = 0
    while at < len(pieces) and pieces[at].first:
        found = _opening_prefix(pieces, keys, at, lexicon) if opening and at == 0 else None
        found = found or _phrase(pieces, keys, at, lexicon, strong=True) or _year(pieces, at)
        if found is None or not _may_part(pieces, at + found[1]) or _is_held(found[0], pieces, at + found[1]):
            break
        facts.append(found[0])
        at += found[1]
    return facts, at


def _is_held(fact: Fact, pieces: list[_Piece], at: int) -> bool:
    """Bodies and houses are not parted from what follows: `Deutsche Bahn Berlin` is one body."""
    return fact.kind in {PartKind.BODY, PartKind.MEDIA} and at < len(pieces)


def _opening_prefix(
    pieces: list[_Piece], keys: list[str], at: int, lexicon: Lexicon
) -> tuple[Fact, int] | None:
    found = _phrase(pieces, keys, at, lexicon)
    if found is None:
        return None
    leads = {PartKind.PREFIX, PartKind.ARCHIVE, PartKind.NETWORK, PartKind.COPYRIGHT}
    fact = found[0]
    return (
        found
        if fact.kind in leads or (fact.rule == "credit.handout" and " " in pieces_text(pieces, found[1]))
        else None
    )


def pieces_text(pieces: list[_Piece], count: int) -> str:
    return " ".join(piece.key for piece in pieces[:count])


def _may_part(pieces: list[_Piece], end: int) -> bool:
    """Whether a phrase may be cut off at `end`: after a whole word, or after a hyphen before pool or archive."""
    return pieces[end - 1].last or (
        end < len(pieces) and pieces[end].key in _TAIL_FILLERS | {"pool", "archiv"}
    )


def _peel_tail(pieces: list[_Piece], first: int, lexicon: Lexicon) -> tuple[list[Fact], int]:
    keys = [piece.key for piece in pieces]
    facts: list[Fact] = []
    last = len(pieces)
    while last > first:
        found = _ending_phrase(pieces, keys, first, last, lexicon)
        if found is None:
            break
        facts.append(found[0])
        last -= found[1]
    return facts[::-1], last


def _ending_phrase(
    pieces: list[_Piece], keys: list[str], first: int, last: int, lexicon: Lexicon
) -> tuple[Fact, int] | None:
    """The longest strong phrase that ends exactly at `last`."""
    for start in range(max(first, last - LONGEST_NAME), last):
        entry = lexicon.entries.get(" ".join(keys[start:last]))
        if entry is None or entry.alone or not _parts_at(pieces, start, entry.known):
            continue
        if entry.known in {Known.BODY, Known.HOUSE}:
            continue
        span = Span(pieces[start].span.start, pieces[last - 1].span.end)
        value = entry.values[0] if entry.values else ""
        rule = entry.rule or f"credit.{entry.known}"
        return Fact(KIND_OF[entry.known], span, value, rule, values=entry.values), last - start
    return _year(pieces, last - 1) if pieces[last - 1].first else None


def _parts_at(pieces: list[_Piece], start: int, known: Known) -> bool:
    return pieces[start].first or known in {Known.POOL, Known.ARCHIVE}


def _rest(field: Field, pieces: list[_Piece], lexicon: Lexicon) -> list[Fact]:
    """The unknown middle of a field: a body, a house, one or more persons, or a question."""
    words = [field.words[place] for place in sorted({piece.word for piece in pieces})]
    words = _trimmed(words)
    while len(words) > 1 and words[-1].text.casefold() in _PHOTO_WORDS:
        words.pop()
    if not words:
        return []
    span = Span(words[0].span.start, words[-1].span.end)
    keys = [key for word in words for key in word.keys]
    known = _leading_house(keys, lexicon)
    if known:
        return [Fact(known, span, "", f"credit.{known}.leading", Confidence.LIKELY)]
    if is_body(keys) or _leads_with_acronym(words):
        return [Fact(PartKind.BODY, span, "", "credit.body.word", Confidence.LIKELY)]
    if _is_house(words, keys):
        return [Fact(PartKind.MEDIA, span, "", "credit.media.word", Confidence.LIKELY)]
    return _people(words, lexicon)


def _trimmed(words: list[Word]) -> list[Word]:
    start, end = 0, len(words)
    while start < end and (not words[start].keys or (words[start].text in _EDGE_WORDS - {"von"})):
        start += 1
    while end > start and (not words[end - 1].keys or words[end - 1].text in _EDGE_WORDS):
        end -= 1
    return words[start:end]


def _leading_house(keys: list[str], lexicon: Lexicon) -> PartKind | None:
    """A field that starts or ends with a house or body of several words, or a body that is nobody's name."""
    found = lexicon.find(keys, 0, len(keys))
    if found and found[0].known in {Known.BODY, Known.HOUSE} and not found[0].alone:
        return KIND_OF[found[0].known]
    for start in range(max(1, len(keys) - LONGEST_NAME), len(keys)):
        entry = lexicon.entries.get(" ".join(keys[start:]))
        if entry and entry.known in {Known.BODY, Known.HOUSE} and not entry.alone:
            return KIND_OF[entry.known]
    return None


def is_body(keys: list[str]) -> bool:
    if keys[0] in LEADING_BODY_WORDS and (len(keys) > 1 or keys[0] in BODY_WORDS):
        return True
    if any(key in BODY_WORDS and key not in AMBIGUOUS_BODY_WORDS for key in keys):
        return True
    if any(key.endswith(BODY_ENDINGS) and len(key) > 6 for key in keys):
        return True
    if any(key.startswith(BODY_STARTS) and len(key) > 10 for key in keys):
        return True
    marked = [place for place, key in enumerate(keys) if key in AMBIGUOUS_BODY_WORDS]
    if not marked or any(key in HOUSE_WORDS for key in keys):
        return False
    return len(keys) != 2 or marked[0] == 0


def _is_house(words: list[Word], keys: list[str]) -> bool:
    if any(key in HOUSE_WORDS for key in keys):
        return True
    if len(words) == 1 and len(keys) > 1 and keys[-1] in DOMAIN_ENDINGS and "." in words[0].text:
        return True
    return any(key.endswith(HOUSE_ENDINGS) and len(key) > 7 for key in keys)


def _people(words: list[Word], lexicon: Lexicon) -> list[Fact]:
    groups: list[list[Word]] = [[]]
    for word in words:
        if word.text.casefold() in _JOINERS:
            groups.append([])
        else:
            groups[-1].append(word)
    groups = [_trimmed(group) for group in groups]
    return [_person(group, lexicon) for group in groups if group]


def _person(words: list[Word], lexicon: Lexicon) -> Fact:
    span = Span(words[0].span.start, words[-1].span.end)
    if len(words) == 1 and "".join(words[0].keys) in lexicon.initials:
        return Fact(PartKind.OWN_STAFF, span, "".join(words[0].keys), "credit.staff")
    if _is_number(words):
        return Fact(PartKind.NOTE, span, "", "credit.number", Confidence.LIKELY)
    if len(words) == 1 and _is_acronym(words[0].text):
        return Fact(PartKind.MEDIA, span, "", "credit.acronym", Confidence.DOUBTFUL)
    if len(words) > 6 or _is_prose(words):
        return Fact(PartKind.UNKNOWN, span, "", "credit.unknown", Confidence.DOUBTFUL)
    surest = Confidence.SURE if 2 <= len(words) <= 4 else Confidence.LIKELY
    return Fact(PartKind.PERSON, span, "", "credit.person", surest)


def _leads_with_acronym(words: list[Word]) -> bool:
    """`RWTH Aachen`: capitals in front of mixed case. `Odd ANDERSEN` has them behind."""
    first, *others = (word.text for word in words)
    if len(first) < 3 or not first.isalpha() or not first.isupper() or not others:
        return False
    return all(len(text) > 2 and text[:1].isupper() and not text.isupper() for text in others)


def _is_acronym(text: str) -> bool:
    """Three capitals, or four that cannot be spoken: an office or a firm, hardly a surname."""
    spoken = any(char in "AEIOUYÄÖÜ" for char in text)
    if "&" in text and len(text) <= 5:
        return True
    return text.isalpha() and text.isupper() and (len(text) <= 3 or (len(text) == 4 and not spoken))


def _is_prose(words: list[Word]) -> bool:
    """Three words and more with small ones among them that are no particles."""
    small = [word for word in words if _is_small(word.text)]
    return 0 < len(small) < len(words) and (len(words) >= 3 or _is_small(words[-1].text))


def _is_small(text: str) -> bool:
    return (
        text[:1].islower()
        and text.casefold() not in LOWERED
        and text[1:2] not in {"'", "’"}
        and "-" not in text
    )


def _is_number(words: list[Word]) -> bool:
    """File numbers: at least three digits and more digits than letters."""
    text = "".join(word.text for word in words)
    digits = sum(char.isdigit() for char in text)
    return digits >= 3 and digits >= sum(char.isalpha() for char in text)
