"""Words in names, in lower case: particles, prefixes, suffixes, titles."""

from newsroom.text.wordlists import read_toml, read_words

_WORDS = read_toml("people/names/data/words.toml")

LOWERCASE_PARTICLES: frozenset[str] = read_words("people/names/data/particles.txt")
"""Particles printed in lower case; `le`, `la`, `los`, `in`, `op`, `e`, `i` and `te` need another."""

PARTICLES_ONLY_AFTER: dict[str, frozenset[str]] = {
    word: frozenset(others) for word, others in _WORDS["particles_only_after"].items()
}
"""Particles in lower case only after one of these words, or (empty) between two particles."""

LINKING_PARTICLES: frozenset[str] = frozenset({"op", "und", "e", "i"})
"""Particles in lower case between two others: `von und zu`, `op den`."""

APOSTROPHES: frozenset[str] = frozenset({"o", "d", "l", "m", "n", "dell", "dall", "sant", "t"})
"""Prefixes with an apostrophe before a capital: `O'Brien`, `Dell'Acqua`."""

MAC_NAMES: frozenset[str] = read_words("people/names/data/mac_names.txt")
"""Names with a capital after Mac; `Macron`, `Machado` and `Mackel` have none."""

SUFFIXES: dict[str, str] = _WORDS["suffixes"]
"""Generation and regnal suffixes; `v` and `x` alone are initials."""

TWO_LETTER_WORDS: frozenset[str] = frozenset({"ng", "st", "mr", "ms", "dr", "ld"})
"""Two consonants that are a word and not two initials."""

INITIAL_PAIRS: frozenset[str] = frozenset({"aj", "ac", "aw", "ej", "ab", "rj", "oj", "ap", "ah"})
"""Two letters with a vowel that are nearly always a photographer's initials."""

TITLES: frozenset[str] = read_words("people/names/data/titles.txt")
"""Titles printed before the given name; `h. c.`, `habil.` and `med.` only follow one of them."""

TITLE_TAILS: frozenset[str] = frozenset(_WORDS["title_tails"])

NOBILIARY: frozenset[str] = frozenset(_WORDS["nobiliary"])
"""Noble titles, since 1919 part of the German surname: `Karl-Theodor Freiherr zu Guttenberg`."""

SURNAME_JOINERS: frozenset[str] = frozenset({"y", "i", "e"})
"""Spanish, Catalan and Portuguese words that join two surnames."""
