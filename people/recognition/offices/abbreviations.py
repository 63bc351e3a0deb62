"""Abbreviated words of German offices: `stv. Vorsitzende`, `Abg. Anna Berg`."""

from newsroom.text.wordlists import read_toml, split_words

_WORDS = read_toml("people/recognition/data/words.toml")["abbreviations"]

SHORT_ADJECTIVES = split_words("stv stellv ehem designl desig gf geschf interim kfm techn wiss pol parl")
SHORT_OFFICES = frozenset(_WORDS["short_offices"])
"""Offices that are abbreviated with a full stop: `Abg. Anna Berg`, `LH-Stv. Anna Berg`."""
