"""Typography by language, applied on display and never stored. Pure."""

import re
from functools import lru_cache

from pyphen import Pyphen

from articles.text.hyphenation import load_dictionary

SOFT_HYPHEN, NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE = "\u00ad", "\u202f", "\u00a0"
LONG_WORD = re.compile(r"[^\W\d_]{16,}")
ABBREVIATION = re.compile(
    r"\.(?<=\b[zduiovsmln]\.)[ \u00a0]?(?=(?:B|h|a|d|Ä|ä|l|o|T|U|R|E|W|Z|u|g|n|r)\.)(?!\.\.)", re.UNICODE
)
"""Points before the last letter of `z. B.`, `d. h.`, `u. a.`, `i. d. R.`, `v. a.`, `o. ä.`, `v. l. n. r.`."""
UNITS = (
    "mm", "cm", "m", "km", "m²", "km²", "ha", "g", "kg", "t", "l", "ml", "kW", "MW", "GW", "kWh", "MWh", "GWh", "TWh",
    "km/h", "Uhr", "Grad", "Prozent", "Euro", "Cent", "Dollar", "Franken", "Pfund", "Meter", "Kilometer", "Liter",
    "Tonnen", "Hektar", "Mio.", "Mrd.", "Millionen", "Milliarden", "Million", "Milliarde", "percent", "million",
    "billion", "euros", "dollars", "pounds", "metres", "kilometres", "tonnes", "a.m.", "p.m.",
)  # fmt: skip
"""Words that stay with the number before them."""
FIGURE = re.compile(
    rf" (?:(?<=\d )(?=[%€$£°]|(?:{'|'.join(map(re.escape, UNITS))})(?!\w))|(?<=§ )(?=\d)|(?<=\bNr\. )(?=\d))"
)
"""These two patterns begin with a fixed character, so that only its places are examined."""
DICTIONARIES = {"en": "en_GB", "pt": "pt_PT"}
"""Dictionaries of languages whose regions divide words differently; others have one for all."""
FRENCH_SPACE = re.compile(r"(?<=«)[ \u00a0]|[ \u00a0](?=[»:;!?])")
TAG = re.compile(r"(<[^>]*>)")
MIN_LETTERS_AT_EDGE = 4
"""Letters that stay together at either end of a word."""


def hyphenate(line: str, language: str) -> str:
    """Return a headline with soft hyphens in words of sixteen letters and more."""
    return LONG_WORD.sub(lambda match: _divide_word(match[0], language), line)


@lru_cache(maxsize=4096)
def _divide_word(word: str, language: str) -> str:
    dictionary = _dictionary(language)
    divided: str = dictionary.inserted(word, hyphen=SOFT_HYPHEN) if dictionary is not None else word
    return divided


@lru_cache(maxsize=8)
def _dictionary(language: str) -> Pyphen | None:
    """Load a dictionary at the first long word; German takes a second."""
    return load_dictionary(DICTIONARIES.get(language, language), edge=MIN_LETTERS_AT_EDGE)


def add_thin_spaces(text: str, language: str = "") -> str:
    """Return plain text with unbreakable spaces in abbreviations and before units.

    In French also within quotation marks and before `:`, `;`, `!` and `?`.
    """
    text = FIGURE.sub(NO_BREAK_SPACE, ABBREVIATION.sub(f".{NARROW_NO_BREAK_SPACE}", text))
    return FRENCH_SPACE.sub(NARROW_NO_BREAK_SPACE, text) if language.partition("-")[0] == "fr" else text


def add_thin_spaces_to_html(body: str, language: str = "") -> str:
    """Apply `add_thin_spaces` to the text between tags."""
    pieces = TAG.split(body)
    pieces[::2] = [add_thin_spaces(piece, language) for piece in pieces[::2]]
    return "".join(pieces)
