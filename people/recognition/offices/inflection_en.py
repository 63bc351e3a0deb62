"""English nouns of offices with their plurals, and words around an office."""

from newsroom.text.wordlists import read_toml, read_words, split_words

_WORDS = read_toml("people/recognition/data/words.toml")["inflection_en"]

_HEADS = read_words("people/recognition/data/offices_en.txt")

# Offices only in lower case: `Major`, `Center` and `Mate` are also names and places.
SMALL_ONLY = frozenset(_WORDS["small_only"])


def _inflect(word: str) -> set[str]:
    made = {word, word + "s"}
    if word.endswith("man"):
        made.add(word[:-3] + "men")
    if word.endswith("y"):
        made.add(word[:-1] + "ies")
    if word.endswith(("s", "ch", "ss")):
        made.add(word + "es")
    return made


OFFICES_EN = frozenset(form for word in _HEADS for form in _inflect(word))
PLURAL_EN = frozenset(form for word in _HEADS for form in _inflect(word) if form != word) - {"boss"}

# Prepositions of a complement: `Secretary of State`, `Minister for Europe`.
GOVERNORS = split_words("of for at to in with from on and by")

# Lower-case words before an office that belong to it.
MODIFIERS = read_words("people/recognition/data/office_modifiers_en.txt")

ROYAL_EN = frozenset(_WORDS["royal_en"])
ROYAL_TITLES_ONLY = frozenset({"saint", "sir", "dame"})

NOT_OFFICES_EN = read_words("people/recognition/data/not_offices_en.txt")
OFFICES_EN = OFFICES_EN - NOT_OFFICES_EN
