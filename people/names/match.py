"""Normalised names, so that one key finds every spelling; without Django.

Accents, transliterations and hyphens are folded.
"""

import re
import unicodedata

from newsroom.text.wordlists import read_toml
from people.names.parse import NameParts, parse_name

TRANSLITERATED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae", "å": "aa", "ł": "l"}
)

_SOUNDS = tuple(read_toml("people/names/data/words.toml")["sounds"].items())
_REPEATED_LETTER = re.compile(r"(.)\1+")
_INITIAL_IE = re.compile(r"\bie")
SOUND_PREFIX = "~"


def normalize_name(name: str) -> str:
    """Return the name in lower case, without accents and hyphens; `ä` becomes `ae`."""
    folded = unicodedata.normalize("NFC", name).casefold().translate(TRANSLITERATED)
    decomposed = unicodedata.normalize("NFKD", folded)
    letters = "".join(
        char if char.isalnum() else " " for char in decomposed if not unicodedata.combining(char)
    )
    return " ".join(letters.split())


def sound_key(name: str) -> str:
    """Return one key for similar spellings: `Sergej Lawrow` and `Sergey Lavrov`."""
    key = normalize_name(name)
    for spelling, sound in _SOUNDS:
        key = key.replace(spelling, sound)
    return _INITIAL_IE.sub("e", _REPEATED_LETTER.sub(r"\1", key))


def search_keys(name: str) -> tuple[str, ...]:
    """Return the keys that a name is stored under.

    They are the surname with and without particles, the full name, and its sound.
    """
    parts = parse_name(name)
    keys = [normalize_name(parts.surname), normalize_name(parts.full_surname), *full_name_keys(name)]
    return tuple(dict.fromkeys(key for key in keys if key))


def full_name_keys(name: str) -> tuple[str, ...]:
    """Return the keys that a full name, or a surname alone, is looked up by."""
    parts = parse_name(name)
    if not parts.given:
        return tuple(
            dict.fromkeys(
                (normalize_name(name), normalize_name(parts.full_surname), SOUND_PREFIX + sound_key(name))
            )
        )
    keys = (
        normalize_name(f"{parts.given} {parts.full_surname}"),
        short_key(parts),
        SOUND_PREFIX + sound_key(short_key(parts)),
    )
    return tuple(dict.fromkeys(keys))


def short_key(parts: NameParts) -> str:
    """Return the first given name and the surname: `Donald J. Trump` → `donald trump`."""
    first = parts.given.split()[0] if parts.given else ""
    return normalize_name(f"{first} {parts.full_surname}")
