"""German and English names of months and weekdays in lower case."""

from newsroom.text.wordlists import read_numbers

_DATA = "articles/parsing/dates/data"

MONTHS: dict[str, int] = read_numbers(f"{_DATA}/months.txt")
"""The number of each month by name and abbreviation."""

ROMANCE_MONTHS: dict[str, int] = read_numbers(f"{_DATA}/romance_months.txt")
"""The same in French, Italian and Spanish; only full dates in captions use them."""

WEEKDAYS: dict[str, int] = read_numbers(f"{_DATA}/weekdays.txt")
"""The number of each weekday by name and abbreviation; 0 is Monday."""

FULL_MONTHS: frozenset[str] = frozenset(
    name
    for name in MONTHS
    if len(name) > 4 or not any(other.startswith(name) for other in MONTHS if other != name)
)
"""Months without abbreviations: at most four letters that begin a longer name."""

GERMAN_WEEKDAYS: frozenset[str] = frozenset(
    name for name in WEEKDAYS if len(name) == 2 or name.endswith(("tag", "abend", "woch"))
)

LONG_WEEKDAYS: frozenset[str] = frozenset(name for name in WEEKDAYS if len(name) > 2)
"""Weekdays without the abbreviations of two letters, which are common words: `do`, `so`, `mo`."""

AMBIGUOUS_MONTHS: frozenset[str] = frozenset(
    {"may", "mai", "jan", "april", "june", "august", "march", "jun", "mar", "mär", "märz"}
)
"""Months that are also names or verbs: after a capitalised word they need a day before them."""

WORDS_BEFORE_MONTH: frozenset[str] = LONG_WEEKDAYS | {
    "im", "am", "in", "vom", "von", "aus", "ende", "anfang", "mitte", "seit", "bis", "ab", "april", "mai", "on",
    "since", "until", "early", "late", "mid", "of", "from", "and", "und", "archiv", "archivfoto", "archivbild",
    "foto", "bild", "aufnahme",
}  # fmt: skip
"""Capitalised words before a month that do not make it a surname."""
