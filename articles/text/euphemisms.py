"""Words that say that something was changed, but not what, in lower case."""

from newsroom.text.wordlists import read_words

EUPHEMISMS: frozenset[str] = read_words("articles/text/data/euphemisms.txt")

FILLERS: frozenset[str] = read_words("articles/text/data/correction_fillers.txt")
"""Words without content of their own, next to the euphemisms."""
