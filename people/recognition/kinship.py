"""Nouns of kinship: they are not offices, but a name often follows them."""

from newsroom.text.wordlists import read_toml, read_words

_WORDS = read_toml("people/recognition/data/words.toml")["kinship"]

KIN_DE = read_words("people/recognition/data/kinship_de.txt")
KIN_EN = read_words("people/recognition/data/kinship_en.txt")
POSSESSIVES = frozenset(_WORDS["possessives"])
