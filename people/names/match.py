"""Names made alike: accents, transliterations and hyphens folded, so that one key finds every spelling. Pure."""

import re
import unicodedata

from people.names.parse import NameParts, parse_name

TRANSLITERATED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae", "å": "aa", "ł": "l"}
)

# German, English and French ways to write the same Russian, Ukrainian or Arabic sound, longest first.
_SOUNDS = (
    ("tsch", "c"),
    ("tch", "c"),
    ("sch", "s"),
    ("sh", "s"),
    ("zh", "s"),
    ("kh", "h"),
    ("ch", "h"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
    ("ou", "u"),
    ("ks", "x"),
    ("w", "v"),
    ("z", "s"),
    ("y", "i"),
    ("j", "i"),
)
_REPEATED_LETTER = re.compile(r"(.)\1+")
_INITIAL_IE = re.compile(r"\bie")
SOUND_PREFIX = "~"


def normalize_name(name: str) -> str:
    """Lower case, no accents, `ä` as `ae`, hyphens as spaces."""
    spelt = unicodedata.normalize("NFC", name).casefold().translate(TRANSLITERATED)
    apart = unicodedata.normalize("NFKD", spelt)
    bare = "".join(sign if sign.isalnum() else " " for sign in apart if not unicodedata.combining(sign))
    return " ".join(bare.split())


def sound_key(name: str) -> str:
    """One key for near spellings: `Sergej Lawrow` and `Sergey Lavrov`, `Mueller` and `Muller`."""
    key = normalize_name(name)
    for written, heard in _SOUNDS:
        key = key.replace(written, heard)
    return _INITIAL_IE.sub("e", _REPEATED_LETTER.sub(r"\1", key))


def search_keys(name: str) -> tuple[str, ...]:
    """What a name is stored under: its surname with and without particles, the whole, and how it sounds."""
    parts = parse_name(name)
    keys = [normalize_name(parts.surname), normalize_name(parts.full_surname), *full_name_keys(name)]
    return tuple(dict.fromkeys(key for key in keys if key))


def full_name_keys(name: str) -> tuple[str, ...]:
    """What a full name is looked up by; a surname alone is looked up by itself."""
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
    """First given name and surname: what `Donald J. Trump` and `Donald Trump` share."""
    first = parts.given.split()[0] if parts.given else ""
    return normalize_name(f"{first} {parts.full_surname}")
