"""Words in names, in lower case: particles, prefixes, suffixes, titles."""

from newsroom.text.wordlists import read_words, split_words

LOWERCASE_PARTICLES: frozenset[str] = read_words("people/names/data/particles.txt")
"""Particles printed in lower case; `le`, `la`, `los`, `in`, `op`, `e`, `i` and `te` need another."""

PARTICLES_ONLY_AFTER: dict[str, frozenset[str]] = {
    "la": frozenset({"de", "von", "y"}),
    "las": frozenset({"de"}),
    "los": frozenset({"de"}),
    "le": frozenset(),
    "het": frozenset({"van", "in", "op"}),
    "'t": frozenset({"van", "in", "op"}),
    "te": frozenset({"van"}),
    "in": frozenset({"von"}),
    "op": frozenset(),
    "und": frozenset(),
    "us": frozenset(),
    "ur": frozenset(),
    "e": frozenset(),
    "i": frozenset(),
}
"""Particles in lower case only after one of these words, or (empty) between two particles."""

LINKING_PARTICLES: frozenset[str] = frozenset({"op", "und", "e", "i"})
"""Particles in lower case between two others: `von und zu`, `op den`."""

APOSTROPHES: frozenset[str] = frozenset({"o", "d", "l", "m", "n", "dell", "dall", "sant", "t"})
"""Prefixes with an apostrophe before a capital: `O'Brien`, `Dell'Acqua`."""

MAC_NAMES: frozenset[str] = read_words("people/names/data/mac_names.txt")
"""Names with a capital after Mac; `Macron`, `Machado` and `Mackel` have none."""

SUFFIXES: dict[str, str] = {
    "jr": "Jr.", "jun": "jun.", "junior": "Junior", "sr": "Sr.", "sen": "sen.", "senior": "Senior",
    "ii": "II", "iii": "III", "iv": "IV", "vi": "VI", "vii": "VII", "viii": "VIII", "ix": "IX",
    "xi": "XI", "xii": "XII", "xiii": "XIII", "xiv": "XIV", "xv": "XV", "xvi": "XVI", "xvii": "XVII",
}  # fmt: skip
"""Generation and regnal suffixes; `v` and `x` alone are initials."""

TWO_LETTER_WORDS: frozenset[str] = frozenset({"ng", "st", "mr", "ms", "dr", "ld"})
"""Two consonants that are a word and not two initials."""

INITIAL_PAIRS: frozenset[str] = frozenset({"aj", "ac", "aw", "ej", "ab", "rj", "oj", "ap", "ah"})
"""Two letters with a vowel that are nearly always a photographer's initials."""

TITLES: frozenset[str] = read_words("people/names/data/titles.txt")
"""Titles printed before the given name; `h. c.`, `habil.` and `med.` only follow one of them."""

TITLE_TAILS: frozenset[str] = split_words(
    """
    h c hc habil med jur phil rer nat pol oec ing theol vet dent iur publ mult soc agr ret ic
    """
)

NOBILIARY: frozenset[str] = split_words(
    """
    freiherr freifrau freiin graf gräfin prinz prinzessin fürst fürstin herzog herzogin baron baronin
    baronesse ritter edler edle markgraf markgräfin landgraf landgräfin burggraf reichsgraf
    """
)
"""Noble titles, since 1919 part of the German surname: `Karl-Theodor Freiherr zu Guttenberg`."""

SURNAME_JOINERS: frozenset[str] = frozenset({"y", "i", "e"})
"""Spanish, Catalan and Portuguese words that join two surnames."""
