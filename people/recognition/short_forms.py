"""Short forms of given names: `Alex Berg` and `Alexander Berg` are one person."""

from newsroom.text.wordlists import read_table
from people.recognition.tokenizer import strip_accents


def _load_pairs() -> frozenset[tuple[str, str]]:
    return frozenset(
        (strip_accents(name).lower(), strip_accents(short).lower())
        for name, forms in read_table("people/recognition/data/given_names/short_forms.txt")
        for short in forms.split()
    )


_PAIRS = _load_pairs()


def is_other_form(known: str, key: str) -> bool:
    """Return whether two names differ only in the form of the given name.

    Both are keys: without accents, in lower case.
    """
    given, _, family = known.partition(" ")
    other, _, other_family = key.partition(" ")
    return bool(family) and family == other_family and ((given, other) in _PAIRS or (other, given) in _PAIRS)
