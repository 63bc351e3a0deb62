"""Names made alike: accents, transliterations and hyphens folded, so that one key finds every spelling. Pure."""

import unicodedata

from people.names.parse import parse_name

TRANSLITERATED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae", "å": "aa", "ł": "l"})


def normal(name: str) -> str:
    """Lower case, no accents, `ä` as `ae`, hyphens as spaces."""
    spelt = unicodedata.normalize("NFC", name).casefold().translate(TRANSLITERATED)
    apart = unicodedata.normalize("NFKD", spelt)
    bare = "".join(sign if sign.isalnum() else " " for sign in apart if not unicodedata.combining(sign))
    return " ".join(bare.split())


def search_keys(name: str) -> tuple[str, ...]:
    """What a name is stored under: its surname with and without particles, and the whole."""
    parts = parse_name(name)
    keys = [normal(parts.surname), normal(parts.full_surname), normal(f"{parts.given} {parts.full_surname}")]
    return tuple(dict.fromkeys(key for key in keys if key))
