"""One field of a credit line as facts.

Known phrases are taken from both ends, the rest is classified by its form.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from articles.parsing.credits.tokenize import CreditField, CreditWord
from articles.parsing.credits.types import MAX_PHRASE_WORDS, PART_KINDS, CreditFact, PartKind
from articles.parsing.credits.unknown_words import classify_unknown
from articles.parsing.credits.word_shapes import is_restriction
from articles.parsing.lexicon import Lexicon, LexiconEntry, PhraseKind
from newsroom.text.spans import Confidence, Span
from newsroom.text.wordlists import read_toml, split_phrases

_TAIL_FILLERS = frozenset(read_toml("articles/parsing/credits/data/words.toml")["tail_fillers"])
_BYLINE_OPENINGS = split_phrases("foto von, fotos von, bild von, bilder von, photo by, photos by, image by")
_LEADS = frozenset({PartKind.PREFIX, PartKind.ARCHIVE, PartKind.NETWORK, PartKind.COPYRIGHT})
_NAMES = frozenset({PartKind.BODY, PartKind.MEDIA})


@dataclass(frozen=True, slots=True)
class _FieldPiece:
    """A look-up key; `first` and `last` mean the start and end of a word."""

    key: str
    span: Span
    word: int
    first: bool
    last: bool


def classify_field(field: CreditField, lexicon: Lexicon, *, opening: bool) -> list[CreditFact]:
    """Return the facts of a field; in the `opening` one, `Foto` needs no colon."""
    pieces = _split_field(field)
    if not pieces:
        return [CreditFact(PartKind.NOBODY, field.span, "", "credit.dash")]
    facts = list(_find_facts(pieces, lexicon))
    known = [fact for fact in facts if fact is not None]
    if len(known) == len(facts):
        return _resolve_known_field(field, known, lexicon)
    if is_restriction(field.words):
        return [CreditFact(PartKind.NOTE, field.span, "", "credit.restriction")]
    if field.label and not _is_byline(pieces):  # a kind or place of picture, no person
        return known or [CreditFact(PartKind.NOTE, field.span, "", "credit.label", Confidence.LIKELY)]
    return _classify_mixed(field, pieces, lexicon, opening=opening)


def _split_field(field: CreditField) -> list[_FieldPiece]:
    out: list[_FieldPiece] = []
    for index, word in enumerate(field.words):
        last = len(word.keys) - 1
        for place, (key, span) in enumerate(zip(word.keys, word.spans, strict=True)):
            out.append(_FieldPiece(key, span, index, place == 0, place == last))
    return out


def _find_facts(pieces: list[_FieldPiece], lexicon: Lexicon) -> Iterator[CreditFact | None]:
    """Yield the fact of each phrase and year, None for each unknown piece."""
    keys = [piece.key for piece in pieces]
    at = 0
    while at < len(pieces):
        fact, length = _match_phrase(pieces, keys, at, lexicon) or _match_year(pieces, at) or (None, 1)
        yield fact
        at += length


def _match_phrase(
    pieces: list[_FieldPiece], keys: list[str], at: int, lexicon: Lexicon, *, strong: bool = False
) -> tuple[CreditFact, int] | None:
    found = lexicon.find_phrase(keys, at, len(pieces))
    if found is None:
        return None
    entry, length = found
    if strong and entry.is_ambiguous:
        return None
    return _make_fact(entry, Span(pieces[at].span.start, pieces[at + length - 1].span.end)), length


def _make_fact(entry: LexiconEntry, span: Span) -> CreditFact:
    value = entry.values[0] if entry.values else ""
    return CreditFact(
        PART_KINDS[entry.kind], span, value, entry.rule or f"credit.{entry.kind}", values=entry.values
    )


def _match_year(pieces: list[_FieldPiece], at: int) -> tuple[CreditFact, int] | None:
    key = pieces[at].key
    if not (key.isascii() and key.isdigit()):
        return None
    if len(key) == 4 and 1840 <= int(key) <= 2099:
        return CreditFact(PartKind.YEAR, pieces[at].span, key, "credit.year"), 1
    return CreditFact(PartKind.NOTE, pieces[at].span, key, "credit.number"), 1


def _resolve_known_field(field: CreditField, facts: list[CreditFact], lexicon: Lexicon) -> list[CreditFact]:
    """Return the facts of a field of known phrases.

    Case decides between `PA` the agency and `pa`, picture alliance.
    """
    only, word = facts[0], field.words[0]
    if len(field.words) > 1:
        return facts
    if word.text == "pa" and only.values == ("pa",):
        return [
            replace(only, value="picture-alliance", rule="credit.agency.pa", values=("picture-alliance",))
        ]
    if only.kind in {PartKind.NOTE, PartKind.PREFIX} and "".join(word.keys) in lexicon.initials:
        return [CreditFact(PartKind.OWN_STAFF, field.span, word.text.lower(), "credit.staff")]
    return facts


def _is_byline(pieces: list[_FieldPiece]) -> bool:
    """Return whether the words before a colon name a maker: `Foto von Jana Ott: …`."""
    return len(pieces) > 3 and f"{pieces[0].key} {pieces[1].key}" in _BYLINE_OPENINGS


def _classify_mixed(
    field: CreditField, pieces: list[_FieldPiece], lexicon: Lexicon, *, opening: bool
) -> list[CreditFact]:
    head, first = _peel_head(pieces, lexicon, opening=opening)
    tail, last = _peel_tail(pieces, first, lexicon)
    rest = pieces[first:last]
    if rest and head and all(piece.key in _TAIL_FILLERS for piece in rest):
        span = Span(rest[0].span.start, rest[-1].span.end)
        return [*head, CreditFact(PartKind.NOTE, span, "", "credit.filler"), *tail]
    return head + (classify_unknown(_get_words(field, rest), lexicon) if rest else []) + tail


def _get_words(field: CreditField, pieces: list[_FieldPiece]) -> list[CreditWord]:
    """Return the words of the pieces; of `Berg-Pool` only the part that is left."""
    words = list(field.words[pieces[0].word : pieces[-1].word + 1])
    first, last = pieces[0], pieces[-1]
    words[-1] = words[-1] if last.last else _cut_word(words[-1], words[-1].span.start, last.span.end)
    words[0] = words[0] if first.first else _cut_word(words[0], first.span.start, words[0].span.end)
    return words


def _cut_word(word: CreditWord, start: int, end: int) -> CreditWord:
    inside = [index for index, span in enumerate(word.spans) if start <= span.start and span.end <= end]
    within = slice(inside[0], inside[-1] + 1)
    text = word.text[start - word.span.start : end - word.span.start]
    return CreditWord(text, Span(start, end), word.keys[within], word.spans[within])


def _peel_head(pieces: list[_FieldPiece], lexicon: Lexicon, *, opening: bool) -> tuple[list[CreditFact], int]:
    keys = [piece.key for piece in pieces]
    facts: list[CreditFact] = []
    at = 0
    while at < len(pieces) and pieces[at].first:
        found = _match_opening_prefix(pieces, keys, at, lexicon) if opening and at == 0 else None
        found = found or _match_phrase(pieces, keys, at, lexicon, strong=True) or _match_year(pieces, at)
        end = at + found[1] if found else at
        if found is None or not _is_boundary(pieces, end) or (found[0].kind in _NAMES and end < len(pieces)):
            break  # the name goes on: `Deutsche Bahn Berlin` is one organisation
        facts.append(found[0])
        at = end
    return facts, at


def _match_opening_prefix(
    pieces: list[_FieldPiece], keys: list[str], at: int, lexicon: Lexicon
) -> tuple[CreditFact, int] | None:
    found = _match_phrase(pieces, keys, at, lexicon)
    is_lead = found and (found[0].kind in _LEADS or (found[0].rule == "credit.handout" and found[1] > 1))
    return found if is_lead else None


def _is_boundary(pieces: list[_FieldPiece], end: int) -> bool:
    """Return whether a phrase may end here: after a word, or before pool or archive."""
    return pieces[end - 1].last or (
        end < len(pieces) and pieces[end].key in _TAIL_FILLERS | {"pool", "archiv"}
    )


def _peel_tail(pieces: list[_FieldPiece], first: int, lexicon: Lexicon) -> tuple[list[CreditFact], int]:
    keys = [piece.key for piece in pieces]
    facts: list[CreditFact] = []
    last = len(pieces)
    while last > first:
        found = _match_ending_phrase(pieces, keys, first, last, lexicon)
        if found is None:
            break
        facts.append(found[0])
        last -= found[1]
    return facts[::-1], last


def _match_ending_phrase(
    pieces: list[_FieldPiece], keys: list[str], first: int, last: int, lexicon: Lexicon
) -> tuple[CreditFact, int] | None:
    """Return the longest clear phrase that ends exactly at `last`."""
    for start in range(max(first, last - MAX_PHRASE_WORDS), last):
        entry = lexicon.entries.get(" ".join(keys[start:last]))
        if entry is None or entry.is_ambiguous or PART_KINDS[entry.kind] in _NAMES:
            continue
        if pieces[start].first or entry.kind in {PhraseKind.POOL, PhraseKind.ARCHIVE}:
            span = Span(pieces[start].span.start, pieces[last - 1].span.end)
            return _make_fact(entry, span), last - start
    return _match_year(pieces, last - 1) if pieces[last - 1].first else None
