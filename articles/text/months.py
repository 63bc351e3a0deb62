"""Names of months and days as German, Austrian, Swiss and English copy writes them. Data only, folded to lower case."""

MONTHS: dict[str, int] = {
    "januar": 1, "jänner": 1, "jan": 1, "jän": 1, "january": 1,
    "februar": 2, "feber": 2, "feb": 2, "febr": 2, "february": 2,
    "märz": 3, "mär": 3, "mrz": 3, "march": 3, "mar": 3, "maerz": 3,
    "april": 4, "apr": 4,
    "mai": 5, "may": 5,
    "juni": 6, "jun": 6, "juno": 6, "june": 6,
    "juli": 7, "jul": 7, "july": 7,
    "august": 8, "aug": 8,
    "september": 9, "sept": 9, "sep": 9,
    "oktober": 10, "okt": 10, "october": 10, "oct": 10,
    "november": 11, "nov": 11,
    "dezember": 12, "dez": 12, "december": 12, "dec": 12,
}  # fmt: skip

NAMES_TOO: frozenset[str] = frozenset(
    {"may", "mai", "jan", "april", "june", "august", "march", "jun", "mar", "mär", "märz"}
)
"""Months that are names or verbs as well: behind a capital word they need a day before them."""

BEFORE_A_MONTH: frozenset[str] = frozenset({
    "im", "am", "in", "vom", "von", "aus", "ende", "anfang", "mitte", "seit", "bis", "ab", "april", "mai", "on",
    "since", "until", "early", "late", "mid", "of", "from", "and", "und", "montag", "dienstag", "mittwoch",
    "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "archiv", "archivfoto",
    "archivbild", "foto", "bild", "aufnahme",
})  # fmt: skip
"""Words that may start with a capital before a month without making it a surname."""
