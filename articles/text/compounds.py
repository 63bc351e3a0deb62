"""Parts of German compounds: `hafen` and `meister` of `Hafenmeister`. Pure.

A word is divided only where German hyphenation allows it, so that `Trainer` (Trai-ner) does not contain `Train`. Each
piece must be a known word, with a linking element (`Landtag-s-wahl`) or an inflection (`-wahlen`, `-meisterin`).
Known are a dictionary and the nouns that the caller has met elsewhere, such as those of an archive.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from articles.text.hyphenation import load_dictionary
from newsroom.text.wordlists import read_table

WORDS = "articles/text/data/compound_words.txt"
MIN_WORD, MAX_WORD = 5, 40
MIN_PIECE = 2
MIN_LEARNED = 4
"""Letters of a noun that is not in the dictionary."""
MIN_REDUCED = 3
MIN_TWO = 8
"""Letters of two nouns where hyphenation does not divide them."""
MIN_UNKNOWN, MIN_LONG = 4, 4
"""Letters of an unknown word and of the noun next to it: `Donau` and `Schiff`."""
SUFFIX = re.compile(
    "heit|keit|schaft|lich|isch|haft|tum|chen|lein|ung|tion|tät|sche|elle|iert|ieren|nom|mat|graf|log|gramm|ler|ner|rung"
)
"""Beginnings of what is no word of its own."""
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
    units: Mapping[str, str]
    """Words that are not divided, with the one part that they have, if any."""
    places: frozenset[str]
    """Ends of names of places, which are no parts after an unknown word."""


@cache
def read_dictionary() -> CompoundWords:
    words: dict[str, set[str]] = {"nouns": set(), "stems": set(), "units": set(), "places": set()}
    for kind, line in read_table(WORDS):
        words[kind].update(line.split())
    units = {word: part for word, _, part in (unit.partition("=") for unit in words["units"])}
    nouns = frozenset(words["nouns"]) | units.keys()
    return CompoundWords(nouns, frozenset(words["stems"]), units, frozenset(words["places"]))


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
    if word.endswith("s") and word[:-1] in read_dictionary().nouns:
        yield word[:-1]  # the stemmer leaves `Autos` as it is
    unit = _find_unit(word)
    if unit is not None:
        yield read_dictionary().units[unit]
        return
    pieces = _divide(word, learned)
    yield from _join_pieces(pieces)
    for base, _text in pieces:
        if base and base != word:
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
    if any(form in read_dictionary().nouns for form in _reduce(word, ENDINGS)):
        return row if row and row[0][0] else []  # not Vor-schlag, Regie-rung
    return row or _divide_anywhere(word) or _divide_at_known_end(word)


def _divide_anywhere(word: str) -> list[tuple[str, str]]:
    """Return two nouns of the dictionary, wherever they meet: `Bau` and `Markt`."""
    for place in range(MIN_REDUCED, len(word) - MIN_REDUCED + 1):
        first = _find_base(word[:place], NOTHING, is_last=False)
        last = _find_base(word[place:], NOTHING, is_last=True) if first else None
        if first and last and min(len(first), len(last)) >= MIN_REDUCED and len(first) + len(last) >= MIN_TWO:
            return [(first, word[:place]), (last, word[place:])]
    return []


def _divide_at_known_end(word: str) -> list[tuple[str, str]]:
    """Return the long noun that begins or ends the word, and the unknown rest."""
    for place in find_breaks(word):
        before, after = word[:place], word[place:]
        form = _find_base(after, NOTHING, is_last=True)
        if form and place >= MIN_UNKNOWN and len(form) >= MIN_LONG and form not in read_dictionary().places:
            return [("", before), (form, after)]
    for place in reversed(find_breaks(word)):
        before, after = word[:place], word[place:]
        form = _find_base(before, NOTHING, is_last=False)
        is_long = len(form or "") >= MIN_LONG and len(after) >= MIN_UNKNOWN
        if form and is_long and not SUFFIX.match(after) and form not in read_dictionary().places:
            return [(form, before), ("", after)]
    return []


def _find_unit(word: str) -> str | None:
    """Return the undivided word of which the word is a form."""
    units = read_dictionary().units
    return next((form for form in _list_forms(word, ENDINGS, is_last=True) if form in units), None)


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
    """Yield the word without each ending that it has, then without umlauts.

    The plural with an umlaut is reduced before it is taken for a word: `räte` is `rat`, not `rate`.
    """
    yield from _remove_endings(word, endings)
    last = max(map(word.rfind, "äöü"))
    if last >= 0:
        plain = word[:last] + word[last:].translate(UMLAUTS)
        yield from _remove_endings(plain, (*endings[1:], ""))


def _remove_endings(word: str, endings: tuple[str, ...]) -> Iterator[str]:
    yield from (word.removesuffix(ending) for ending in endings if not ending or word.endswith(ending))


def _is_noun(form: str, learned: Container[str]) -> bool:
    return form in read_dictionary().nouns or (_is_long(form) and form in learned)
