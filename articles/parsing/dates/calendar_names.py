"""Names of months that are other words as well, in German and English. Data only, folded to lower case."""

from newsroom.text.wordlists import read_numbers

MONTHS: dict[str, int] = read_numbers("articles/parsing/dates/data/months.txt")
"""The number of each month by name and abbreviation."""

AMBIGUOUS_MONTHS: frozenset[str] = frozenset(
    {"may", "mai", "jan", "april", "june", "august", "march", "jun", "mar", "mär", "märz"}
)
"""Months that are names or verbs as well: behind a capital word they need a day before them."""

WORDS_BEFORE_MONTH: frozenset[str] = frozenset({
    "im", "am", "in", "vom", "von", "aus", "ende", "anfang", "mitte", "seit", "bis", "ab", "april", "mai", "on",
    "since", "until", "early", "late", "mid", "of", "from", "and", "und", "montag", "dienstag", "mittwoch",
    "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "archiv", "archivfoto",
    "archivbild", "foto", "bild", "aufnahme",
})  # fmt: skip
"""Words that may start with a capital before a month without making it a surname."""
