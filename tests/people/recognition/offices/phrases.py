"""Offices read next to a name, written as text: `neuer Minister [Minister]`."""

from collections.abc import Callable

from people.recognition.tokenizer import TokenizedText, tokenize
from people.recognition.types import OfficePhrase
from tests.people.recognition.positions import find, take

type Reader = Callable[[TokenizedText, int, bytearray], OfficePhrase | None]


def read_before(reader: Reader, text: str, name: str = "Quell", taken: str = "") -> OfficePhrase | None:
    tokens = tokenize(text)
    return reader(tokens, find(tokens, name) - 1, take(tokens, taken))


def read_after(reader: Reader, text: str, name: str = "Quell", taken: str = "") -> OfficePhrase | None:
    tokens = tokenize(text)
    return reader(tokens, find(tokens, name) + len(name.split()), take(tokens, taken))


def write(text: str, phrase: OfficePhrase | None) -> str | None:
    """Write the office as it is printed, with its noun in brackets."""
    if phrase is None:
        return None
    tokens = tokenize(text)
    return f"{phrase.to_reading(tokens).value} [{tokens.words[phrase.head]}]"
