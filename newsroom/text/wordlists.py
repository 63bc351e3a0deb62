"""Loader of word lists from `data` folders.

The first lines of each file begin with `#` and name content, source and licence. Paths start at the top of the
project, so that a search for a file finds the code that uses it.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def read_lines(path: str) -> Iterator[str]:
    """Yield the lines of a list without comments and empty lines."""
    for line in (ROOT / path).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


@cache
def read_words(path: str) -> frozenset[str]:
    """Return single words, separated by white space."""
    return frozenset(word for line in read_lines(path) for word in line.split())


@cache
def read_phrases(path: str) -> tuple[str, ...]:
    """Return phrases in their order, separated by `;` or the end of a line."""
    phrases = (phrase.strip() for line in read_lines(path) for phrase in line.split(";"))
    return tuple(phrase for phrase in phrases if phrase)


def read_table(path: str) -> Iterator[tuple[str, str]]:
    """Yield key and values of each line `key: values`, in order."""
    for line in read_lines(path):
        key, _, values = line.partition(": ")
        yield key, values


@cache
def read_numbers(path: str) -> dict[str, int]:
    """Return the number of each word in a table of words by number."""
    return {word: int(number) for number, words in read_table(path) for word in words.split()}


@cache
def read_toml(path: str) -> dict[str, Any]:
    """Return a table written as TOML."""
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))


def split_words(text: str) -> frozenset[str]:
    """Return the words of a list that is short enough for the code."""
    return frozenset(text.split())


def split_phrases(text: str) -> tuple[str, ...]:
    """Return phrases separated by commas, in order; line breaks do not matter."""
    return tuple(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())
