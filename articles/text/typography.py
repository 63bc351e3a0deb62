"""How print sets German and English: told to the browser when shown, never written into the text. Pure."""

import re
from functools import lru_cache

import pyphen

SOFT_HYPHEN, NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE = "\u00ad", "\u202f", "\u00a0"
LONG_WORD = re.compile(r"[^\W\d_]{16,}")
ABBREVIATION = re.compile(
    r"\b(z|d|u|i|o|v|s|m)\.[ \u00a0]?(?=(?:B|h|a|d|Ä|ä|l|o|T|U|R|E|W|Z|u|g)\.)(?!\.\.)", re.UNICODE
)
"""`z. B.`, `d. h.`, `u. a.`, `i. d. R.`, `v. a.`, `o. ä.`: what stands before the last of their letters."""
FIGURE = re.compile(r"(?<=\d) (?=[%€$£°])|(?<=§) (?=\d)")
DICTIONARIES = {"de": "de_DE", "en": "en_GB"}
TAG = re.compile(r"(<[^>]*>)")
MIN_LETTERS_AT_EDGE = 4
"""Letters that stay together at either end of a word."""


def hyphenate(line: str, language: str) -> str:
    """A headline with soft hyphens in words of sixteen letters and more, where its language divides them."""
    return LONG_WORD.sub(lambda found: _divide_word(found[0], language), line)


@lru_cache(maxsize=4096)
def _divide_word(word: str, language: str) -> str:
    if language not in DICTIONARIES:
        return word
    divided: str = _dictionary(language).inserted(word, hyphen=SOFT_HYPHEN)
    return divided


@lru_cache(maxsize=2)
def _dictionary(language: str) -> pyphen.Pyphen:
    """Read when the first long word is met: it takes half a second and some megabytes."""
    return pyphen.Pyphen(lang=DICTIONARIES[language], left=MIN_LETTERS_AT_EDGE, right=MIN_LETTERS_AT_EDGE)


def add_thin_spaces(text: str) -> str:
    """Plain text with a thin space that does not break inside abbreviations and before signs of measure."""
    return FIGURE.sub(NO_BREAK_SPACE, ABBREVIATION.sub(rf"\1.{NARROW_NO_BREAK_SPACE}", text))


def add_thin_spaces_to_html(body: str) -> str:
    """The same for the text between tags; tags stay as they are."""
    pieces = TAG.split(body)
    pieces[::2] = [add_thin_spaces(piece) for piece in pieces[::2]]
    return "".join(pieces)
