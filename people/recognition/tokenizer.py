"""Tokens of a text, made once for all rules of recognition."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from newsroom.text.wordlists import read_toml, read_words, split_words

_WORDS = read_toml("people/recognition/data/words.toml")["tokenizer"]

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|[\w\u0300-\u036f\u00ad\u200b-\u200d\ufeff]+"
    r"(?:[-\u2010\u2011'’][\w\u0300-\u036f\u00ad\u200b-\u200d\ufeff]+)*-?"
    r"|\n[ \t\r\f\v]*\n"
    r"|[^\w\s]"
)
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0xFEFF])
_FOLDED = str.maketrans({"\u2010": "-", "\u2011": "-", "’": "'"})

WORD, LOWER, NUMBER, SIGN, BREAK = range(5)
OPENING_QUOTES = frozenset("„“\"»«‚'")

_GERMAN = read_words("people/recognition/data/frequent_words_de.txt")
_ENGLISH = read_words("people/recognition/data/frequent_words_en.txt")
_ENGLISH_ENDINGS = ("ed", "ing", "ly", "ts", "ks", "ds", "ws", "res", "ves", "ches", "shes")
_GERMAN_ENDINGS = tuple(split_words("sches liches eres ives seits fing hing ging rechts links nachts"))
_GERMAN_ADVERBS = split_words("abends damals stets bereits jeweils angesichts vollends unversehens")
_GERMAN_LETTERS = frozenset("äöüß")


@dataclass(frozen=True, slots=True)
class TokenizedText:
    """Parallel lists of the tokens of a text; `words` contain no invisible characters.

    `speakers` are words that name a person in the texts read together: `sagte Berg`. `offices` are the phrases that
    the desk has taught, in lower case.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    kinds: list[int]
    counts: dict[str, int] = field(default_factory=dict)
    speakers: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()

    def count(self, word: str) -> int:
        """Return the count of the word in the text, or in all texts that share `counts`."""
        if not self.counts:
            self.counts.update(Counter(self.words))
        return self.counts.get(word, 0)

    def __len__(self) -> int:
        return len(self.words)

    def word(self, i: int) -> str:
        """Return the token at `i`, or an empty string outside the text."""
        words = self.words
        return words[i] if 0 <= i < len(words) else ""

    def kind(self, i: int) -> int:
        return self.kinds[i] if 0 <= i < len(self.kinds) else BREAK

    def is_word(self, i: int) -> bool:
        """Return whether the token is a word with a capital first letter."""
        return 0 <= i < len(self.kinds) and self.kinds[i] == WORD

    def starts_sentence(self, i: int) -> bool:
        before = self.word(i - 1)
        if not before or self.kinds[i - 1] == BREAK:
            return True
        if before in "„“\"«»‚'(–—-•*":
            return i < 2 or self.word(i - 2) in ".!?:" or before in "–—•*"
        return before in ".!?:" and not (before == "." and is_abbreviation(self.word(i - 2)))


@lru_cache(maxsize=4096)
def is_abbreviation(word: str) -> bool:
    return word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper()) or word.isdecimal()


_ABBREVIATIONS = frozenset(_WORDS["abbreviations"])


def tokenize(text: str, offices: frozenset[str] = frozenset()) -> TokenizedText:
    matches = list(_TOKEN.finditer(text))
    classified = [_classify(match[0]) for match in matches]
    return TokenizedText(
        text,
        words=[word for word, _ in classified],
        starts=[match.start() for match in matches],
        ends=[match.end() for match in matches],
        kinds=[kind for _, kind in classified],
        offices=offices,
    )


@lru_cache(maxsize=16384)
def _classify(raw: str) -> tuple[str, int]:
    """Return the token without invisible characters, and its kind."""
    first = raw[0]
    if not first.isalnum():
        return raw, BREAK if first == "\n" else SIGN
    word = raw
    if not word.isascii():
        word = word.translate(_INVISIBLE)
        if not word.isalpha():
            word = word.translate(_FOLDED)
    return word, NUMBER if first.isdigit() else LOWER if first.islower() else WORD


def detect_language(tokens: TokenizedText) -> str:
    """Return `de` or `en` by the frequent words among the first thousand tokens.

    German is the default.
    """
    return find_language(tokens) or "de"


def find_language(tokens: TokenizedText) -> str:
    """Return `de` or `en`, an empty string where no word belongs to one of them."""
    german = english = 0
    for i, word in enumerate(tokens.words[:1000]):
        if word in _GERMAN:
            german += not _is_name_particle(tokens.words, i)
        elif word in _ENGLISH or word.endswith("'s"):
            english += word != "a" or tokens.word(i + 1) != "."
    if english == german:
        is_english = any(_looks_english(kind, word) for word, kind in _first_tokens(tokens))
        return "en" if is_english else "de" if german else ""
    return "en" if english > german else "de"


def _is_name_particle(words: list[str], i: int) -> bool:
    """Return whether the article at `i` belongs to a name: `von der Leyen`."""
    around = words[max(0, i - 1) : i + 2]
    return around[:2] in _PARTICLE_PAIRS or around[-2:] in _PARTICLE_PAIRS


_PARTICLE_PAIRS = (["von", "der"], ["von", "den"], ["van", "der"], ["van", "den"])


def _looks_english(kind: int, word: str) -> bool:
    if kind != LOWER or not word.endswith(_ENGLISH_ENDINGS) or word in _GERMAN_ADVERBS:
        return False
    return not word.endswith(_GERMAN_ENDINGS) and _GERMAN_LETTERS.isdisjoint(word)


def _first_tokens(tokens: TokenizedText) -> Iterator[tuple[str, int]]:
    return zip(tokens.words[:200], tokens.kinds[:200], strict=False)


@lru_cache(maxsize=16384)
def strip_accents(word: str) -> str:
    """Return the word without accents, in the same case: `Sánchez` → `Sanchez`."""
    if word.isascii():
        return word
    word = word.translate(_STROKED)
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


_STROKED = str.maketrans(_WORDS["without_strokes"])


def clean_text(text: str) -> str:
    """Return the text for display, with white space folded, without invisible signs."""
    if not text.isascii():
        text = text.translate(_INVISIBLE)
    return " ".join(text.split())
