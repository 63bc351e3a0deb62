"""Set phrases that tell what a line is: notes to desks, signals, page furniture."""

from newsroom.text.wordlists import read_toml

_PHRASES = read_toml("articles/parsing/story/data/phrases.toml")


# From here to the end of the text nothing is copy any more.
NOTES_BEGIN = tuple(_PHRASES["notes_begin"])

# One line that is a note wherever it stands.
NOTE_STARTS = tuple(_PHRASES["note_starts"])

# One short line that promises more.
MORE_FOLLOWS = tuple(_PHRASES["more_follows"])

CORRECTION_STARTS = tuple(_PHRASES["correction_starts"])

EMBARGO_STARTS = tuple(_PHRASES["embargo_starts"])

# Whole lines that say how urgent or of what kind the story is, with the urgency they carry (None: none).
SIGNALS: dict[str, int | None] = {line: urgency or None for line, urgency in _PHRASES["signals"].items()}

# How a headline opens that carries its urgency in itself.
URGENT_OPENINGS: tuple[tuple[str, int], ...] = (
    ("eilmeldung", 1), ("eil:", 1), ("eil -", 1), ("eil –", 1), ("eil ", 1), ("+++ eil", 1), ("blitz", 1),
    ("breaking", 1), ("flash", 1), ("alert", 1), ("urgent", 2), ("dpa-eilmeldung", 1), ("newsalert", 1),
    ("extra:", 2),
)  # fmt: skip

# Whole lines of a web page round the story.
FURNITURE_LINES = frozenset(_PHRASES["furniture_lines"])

# After these lines come links to other stories until running text begins again.
LINK_LISTS = tuple(_PHRASES["link_lists"])

# Openings of a line of furniture that goes on with a title.
FURNITURE_STARTS = tuple(_PHRASES["furniture_starts"])

MAIL_HEADERS = tuple(_PHRASES["mail_headers"])
