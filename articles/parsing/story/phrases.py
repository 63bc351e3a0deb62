"""Set phrases of lines in copy: notes to desks, signals, page furniture."""

from newsroom.text.wordlists import read_toml

_PHRASES = read_toml("articles/parsing/story/data/phrases.toml")


# Headings after which the rest of the text is not copy.
NOTES_BEGIN = tuple(map(str.casefold, _PHRASES["notes_begin"]))

# One line that is a note anywhere in the copy.
NOTE_STARTS = tuple(map(str.casefold, _PHRASES["note_starts"]))

# A short line that announces more.
MORE_FOLLOWS = tuple(map(str.casefold, _PHRASES["more_follows"]))

CORRECTION_STARTS = tuple(_PHRASES["correction_starts"])

EMBARGO_STARTS = tuple(_PHRASES["embargo_starts"])

# Whole lines with the urgency or kind of the story, and the urgency that they set.
SIGNALS: dict[str, int | None] = {line: urgency or None for line, urgency in _PHRASES["signals"].items()}

# Openings of headlines that set the urgency.
URGENT_OPENINGS: tuple[tuple[str, int], ...] = (
    ("eilmeldung", 1), ("eil:", 1), ("eil -", 1), ("eil –", 1), ("eil ", 1), ("+++ eil", 1), ("blitz", 1),
    ("breaking", 1), ("flash", 1), ("alert", 1), ("urgent", 2), ("dpa-eilmeldung", 1), ("newsalert", 1),
    ("extra:", 2),
)  # fmt: skip

# Whole lines of the web page around the story.
FURNITURE_LINES = frozenset(map(str.casefold, _PHRASES["furniture_lines"]))

# Headings of lists of links to other stories, up to running text.
LINK_LISTS = tuple(map(str.casefold, _PHRASES["link_lists"]))

# Openings of page furniture that a title follows.
FURNITURE_STARTS = tuple(map(str.casefold, _PHRASES["furniture_starts"]))

MAIL_HEADERS = tuple(_PHRASES["mail_headers"])
