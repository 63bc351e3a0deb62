"""One field of a credit line -> the facts in it: known phrases peeled off, the rest named by its shape."""

from dataclasses import dataclass, replace

from articles.parsing.credits.tokenize import Field, Word
from articles.parsing.credits.types import KIND_OF, LONGEST_NAME, Fact, PartKind
from articles.parsing.credits.unknown_words import classify_unknown
from articles.parsing.credits.word_shapes import is_restriction
from articles.parsing.lexicon import Known, Lexicon
from newsroom.text.spans import Confidence, Span

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


_BY_WHOM = frozenset(
    (word, link)
    for link, pictures in (("von", ("foto", "fotos", "bild", "bilder")), ("by", ("photo", "photos", "image")))
    for word in pictures
)


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
    if is_restriction(field.words):
        return [Fact(PartKind.NOTE, field.span, "", "credit.restriction")]
    if field.label and not _names_the_maker(pieces):
        return _label(field, pieces, lexicon)
    return _classify_mixed(field, pieces, lexicon, opening=opening)


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


def _names_the_maker(pieces: list[_Piece]) -> bool:
    """`Foto von Jana Ott: https://…`: what stands before the colon is no label."""
    return len(pieces) > 3 and (pieces[0].key, pieces[1].key) in _BY_WHOM


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


def _classify_mixed(field: Field, pieces: list[_Piece], lexicon: Lexicon, *, opening: bool) -> list[Fact]:
    head, first = _peel_head(pieces, lexicon, opening=opening)
    tail, last = _peel_tail(pieces, first, lexicon)
    rest = pieces[first:last]
    if rest and head and all(piece.key in _TAIL_FILLERS for piece in rest):
        span = Span(rest[0].span.start, rest[-1].span.end)
        return [*head, Fact(PartKind.NOTE, span, "", "credit.filler"), *tail]
    return head + (classify_unknown(_words_of(field, rest), lexicon) if rest else []) + tail


def _words_of(field: Field, pieces: list[_Piece]) -> list[Word]:
    """The words from the first piece to the last; of a word such as `Berg-Pool` only the part that is left."""
    words = list(field.words[pieces[0].word : pieces[-1].word + 1])
    words[-1] = _cut(words[-1], words[-1].span.start, pieces[-1], whole=pieces[-1].last)
    words[0] = words[0] if pieces[0].first else _cut_head(words[0], pieces[0].span.start)
    return words


def _cut(word: Word, start: int, piece: _Piece, *, whole: bool) -> Word:
    if whole:
        return word
    kept = [place for place, span in enumerate(word.spans) if span.end <= piece.span.end]
    span = Span(start, piece.span.end)
    keys, spans = word.keys[: len(kept)], word.spans[: len(kept)]
    return Word(word.text[: span.end - start], span, keys, spans)


def _cut_head(word: Word, start: int) -> Word:
    kept = [place for place, span in enumerate(word.spans) if span.start >= start]
    keys, spans = word.keys[kept[0] :], word.spans[kept[0] :]
    return Word(word.text[start - word.span.start :], Span(start, word.span.end), keys, spans)


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
