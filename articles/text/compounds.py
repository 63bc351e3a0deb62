"""Parts of German compounds: `hafen` and `meister` of `Hafenmeister`. Pure.

A word is divided only where German hyphenation allows it, so that `Trainer` (Trai-ner) does not contain `Train`. Each
piece must be a known word, with a linking element (`Landtag-s-wahl`) or an inflection (`-wahlen`, `-meisterin`).
Known are a dictionary and the nouns that the caller has met elsewhere, such as those of an archive.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from articles.text.hyphenation import load_dictionary
from newsroom.text.wordlists import read_table

WORDS = "articles/text/data/compound_words.txt"
MIN_WORD, MAX_WORD = 6, 40
MIN_PIECE = 2
MIN_LEARNED = 4
"""Letters of a noun that is not in the dictionary."""
MIN_REDUCED = 3
MIN_UNKNOWN, MIN_LONG = 4, 5
"""Letters of an unknown word and of the noun that it precedes: `Donau` and `Schiff`."""
MAX_PIECES = 4
LINKS = ("", "s", "es", "n", "en", "er", "e", "ens")
ENDINGS = ("", "n", "s", "en", "e", "es", "er", "ern", "nen")
FEMININE = ("in", "innen")
UMLAUTS = str.maketrans("äöü", "aou")
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CompoundWords:
    nouns: frozenset[str]
    stems: frozenset[str]
    units: frozenset[str]


@cache
def read_dictionary() -> CompoundWords:
    words: dict[str, set[str]] = {"nouns": set(), "stems": set(), "units": set()}
    for kind, line in read_table(WORDS):
        words[kind].update(line.split())
    units = frozenset(words["units"])
    return CompoundWords(frozenset(words["nouns"]) | units, frozenset(words["stems"]), units)


def find_parts(word: str, learned: Container[str] = NOTHING) -> frozenset[str]:
    """Return the base forms of all words in the compound, without the word itself.

    `learned` has further nouns in lower case.
    """
    lowered = word.lower()
    if not MIN_WORD <= len(lowered) <= MAX_WORD or not lowered.isalpha():
        return NOTHING
    found = {part for part in _list_parts(lowered, learned) if part}
    return frozenset(found - {lowered})


def list_base_forms(word: str) -> tuple[str, ...]:
    """Return the forms under which a typed word may be a part.

    It is one form if the dictionary has the word.
    """
    lowered = word.lower()
    forms = [form for form in _reduce(lowered, ENDINGS) if len(form) >= MIN_REDUCED]
    known = next((form for form in forms if form in read_dictionary().nouns), None)
    return (known,) if known else tuple(dict.fromkeys([lowered, *forms]))


def list_candidates(word: str) -> Iterator[str]:
    """Yield the nouns that the caller has to look up before it divides the word."""
    lowered = word.lower()
    if MIN_WORD <= len(lowered) <= MAX_WORD and lowered.isalpha():
        places = [0, *find_breaks(lowered), len(lowered)]
        for start, end in _list_spans(places):
            piece = lowered[start:end]
            links = ENDINGS if end == len(lowered) else LINKS
            yield from (
                form for form in _list_forms(piece, links, is_last=end == len(lowered)) if _is_long(form)
            )


def _list_spans(places: list[int]) -> Iterator[tuple[int, int]]:
    for index, start in enumerate(places):
        yield from ((start, end) for end in places[index + 1 :])


def _is_long(form: str) -> bool:
    return len(form) >= MIN_LEARNED


@lru_cache(maxsize=4_096)
def find_breaks(word: str) -> tuple[int, ...]:
    """Return the places where the word may be hyphenated."""
    return tuple(place for place in _german().positions(word) if place >= MIN_PIECE)


@cache
def _german() -> Any:
    dictionary = load_dictionary("de", edge=MIN_PIECE)
    if dictionary is None:
        raise LookupError("Pyphen has no German dictionary.")
    return dictionary


def _list_parts(word: str, learned: Container[str]) -> Iterator[str]:
    if (base := _find_feminine(word, learned)) is not None:
        yield base
        yield _find_feminine_ending(word)
        yield from find_parts(base, learned)
    pieces = _divide(word, learned)
    yield from _join_pieces(pieces)
    for base, _text in pieces:
        if base and base not in read_dictionary().units and base != word:
            yield from find_parts(base, learned)


def _join_pieces(pieces: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the pieces and the rows of neighbours, also the whole word's base form."""
    for end in range(1, len(pieces) + 1):
        base, text = pieces[end - 1]
        feminine = _find_feminine_ending(text) if end == len(pieces) else ""
        for start in range(end):
            is_all = end - start == len(pieces) > 1
            if base and (pieces[start][0] or is_all):
                before = "".join(piece for _, piece in pieces[start : end - 1])
                yield f"{before}{base}"
                yield f"{before}{feminine}" if feminine else ""


def _find_feminine_ending(text: str) -> str:
    """Return `meisterin` for `meisterinnen`, empty for other words."""
    singular = text.removesuffix("nen")
    return singular if singular.endswith("in") and len(singular) > MIN_LEARNED else ""


def _find_feminine(word: str, learned: Container[str]) -> str | None:
    """Return `bürgermeister` for `bürgermeisterinnen`."""
    for ending in FEMININE:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= MIN_LEARNED:
            return next((form for form in _masculine_forms(stem) if _is_noun(form, learned)), None)
    return None


def _masculine_forms(stem: str) -> Iterator[str]:
    for plain in dict.fromkeys((stem, stem.translate(UMLAUTS))):
        yield from (plain, f"{plain}e", f"{plain}er")


def _divide(word: str, learned: Container[str]) -> list[tuple[str, str]]:
    """Return (base form, text) of the fewest pieces; the base form of a stem is empty."""
    if _is_unit(word):
        return []
    best: dict[int, list[tuple[str, str]]] = {0: []}
    places = [*find_breaks(word), len(word)]
    for end in places:
        for start in [place for place in best if place < end]:
            is_last = end == len(word)
            if len(best[start]) >= MAX_PIECES or (start == 0 and is_last):
                continue
            base = _find_base(word[start:end], learned, is_last=is_last)
            if base is None:
                continue
            row = [*best[start], (base, word[start:end])]
            if end not in best or _cost(row) < _cost(best[end]):
                best[end] = row
    row = best.get(len(word), [])
    if row and not row[0][0] and any(form in read_dictionary().nouns for form in _reduce(word, ENDINGS)):
        return []  # Vorschlag, Unterhalt
    return row or _divide_by_last(word)


def _divide_by_last(word: str) -> list[tuple[str, str]]:
    """Return an unknown word, if it is long enough, and the long noun after it."""
    for place in find_breaks(word):
        form = _find_base(word[place:], NOTHING, is_last=True)
        if form and place >= MIN_UNKNOWN and len(form) >= MIN_LONG:
            return [("", word[:place]), (form, word[place:])]
    return []


def _is_unit(word: str) -> bool:
    """Return whether the word is a form of one that is not divided."""
    units = read_dictionary().units
    return any(form in units for form in _list_forms(word, ENDINGS, is_last=True))


def _cost(row: Iterable[tuple[str, str]]) -> tuple[int, int]:
    pieces = list(row)
    return len(pieces), sum(base not in read_dictionary().nouns for base, _ in pieces)


def _find_base(piece: str, learned: Container[str], *, is_last: bool) -> str | None:
    """Return the known word of the piece, empty for a stem, None if it is unknown."""
    for form in _list_forms(piece, ENDINGS if is_last else LINKS, is_last=is_last):
        if form in read_dictionary().nouns:
            return form
    if not is_last and piece in read_dictionary().stems:
        return ""
    if len(piece) <= MIN_LEARNED:
        return None
    reduced = (form for form in _list_forms(piece, ENDINGS, is_last=is_last) if _is_noun(form, learned))
    return min(reduced, key=len, default=None)


def _list_forms(piece: str, endings: tuple[str, ...], *, is_last: bool) -> Iterator[str]:
    yield from _reduce(piece, endings)
    if is_last:
        for ending in FEMININE:
            if (stem := piece.removesuffix(ending)) != piece:
                yield from _masculine_forms(stem)
    else:
        yield f"{piece}e"  # Schul-, Sprach-, Grenz-


def _reduce(word: str, endings: tuple[str, ...]) -> Iterator[str]:
    """Yield the word without each ending that it has, then without umlauts."""
    stems = [word.removesuffix(ending) for ending in endings if not ending or word.endswith(ending)]
    yield from stems
    if (plain := word.translate(UMLAUTS)) != word:
        yield from (plain.removesuffix(ending) for ending in endings if not ending or plain.endswith(ending))


def _is_noun(form: str, learned: Container[str]) -> bool:
    return form in read_dictionary().nouns or (_is_long(form) and form in learned)
