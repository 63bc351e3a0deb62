"""Words by which a correction says that something was changed, not what. Data only, folded to lower case."""

from newsroom.text.wordlists import read_words

EUPHEMISMS: frozenset[str] = read_words("articles/text/data/euphemisms.txt")

FILLERS: frozenset[str] = read_words("articles/text/data/correction_fillers.txt")
"""Words that say nothing beside them."""
