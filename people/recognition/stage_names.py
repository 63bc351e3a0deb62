"""Names of artists and athletes that no rule recognises."""

from newsroom.text.wordlists import read_phrases

STAGE_NAMES = frozenset(read_phrases("people/recognition/data/stage_names.txt"))
FIRST_OF_STAGE_NAMES = frozenset(name.partition(" ")[0] for name in STAGE_NAMES)
