"""German nouns of offices with their inflected forms, and words before an office."""

from newsroom.text.wordlists import read_toml, read_words

_WORDS = read_toml("people/recognition/data/words.toml")["inflection_de"]

_REGULAR = read_words("people/recognition/data/offices_de.txt")

_ADJECTIVAL = read_words("people/recognition/data/offices_de_adjectival.txt")

# Forms that no rule produces.
_SPECIAL = read_words("people/recognition/data/offices_de_irregular.txt")

# Words that look like an office and are not: kin, nationalities, parties and others.
NOT_OFFICES = read_words("people/recognition/data/not_offices_de.txt")

# `der Spanier X`: a nationality is not an office.
NATIONALITIES = read_words("people/recognition/data/nationalities_de.txt")


def _inflect(stem: str) -> set[str]:
    lower = stem.lower()
    ends = {""}
    if lower.endswith("e"):
        root = lower[:-1]
        return {lower, lower + "n", root + "in", root + "innen"}
    if lower.endswith(("mann", "frau", "in")):
        return {
            lower,
            lower + "s",
            lower + "es",
            lower + "en",
            lower + "nen",
            lower.removesuffix("mann") + "frau",
        }
    ends |= {"s", "es", "en", "e", "in", "innen"}
    if lower.endswith(("er", "or", "el", "ar")):
        ends |= {"n", "en"} if lower.endswith("er") else {"en"}
    made = {lower + end for end in ends}
    if lower.endswith("erer"):
        made |= {lower[:-2] + "in", lower[:-2] + "innen"}
    if lower.endswith("er"):
        made -= {lower + "e", lower + "es", lower + "en"}
    return made


_UMLAUT_PLURALS = frozenset(_WORDS["umlaut_plurals"])


def _make_plurals() -> frozenset[str]:
    found = {word.lower() + "innen" for word in _REGULAR} | _UMLAUT_PLURALS
    for word in _REGULAR:
        lower = word.lower()
        if lower.endswith("er"):
            found.add(lower + "n")
        elif lower.endswith(("ent", "ant", "ist", "at", "e", "or", "oge", "ekt", "et", "om", "arch")):
            found.add(lower + ("n" if lower.endswith("e") else "en"))
        elif lower.endswith(("är", "eur", "al", "on", "an")):
            found.add(lower + "e")
        elif lower.endswith(("star", "coach", "profi", "manager", "boss", "premier")):
            found.add(lower + "s")
    return frozenset(found)


_INFLECTED = {form for stem in _REGULAR for form in _inflect(stem)}
_INFLECTED |= {stem.lower() + end for stem in _ADJECTIVAL for end in ("e", "er", "en", "em")}
_INFLECTED |= {word.lower() for word in _SPECIAL}

OFFICES_DE = frozenset(_INFLECTED - NOT_OFFICES - NATIONALITIES)

# Forms that are certainly plural, or plural after `die` before a list of names.
PLURAL_DE = _make_plurals()

# Endings of adjectives that start an office when no article precedes them.
OPENING_ADJECTIVES = tuple(_WORDS["opening_adjectives"])

# Adjectives that are not part of an office: they say when, or which one.
OMITTED_ADJECTIVES = frozenset(_WORDS["omitted_adjectives"])

ROYAL_DE = read_words("people/recognition/data/royal_titles_de.txt")
