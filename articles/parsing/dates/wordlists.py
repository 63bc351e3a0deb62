"""Loader of the tables in `data/`: one entry a line, `key: values`; `#` opens a comment."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


def read_table(name: str) -> Iterator[tuple[str, str]]:
    """Yield key and values of each line of `data/<name>.txt`, in order."""
    for line in (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, _, values = line.partition(": ")
            yield key, values


@cache
def load_numbered(name: str) -> dict[str, int]:
    """Return the number of each word of a table that lists words by number."""
    return {word: int(number) for number, words in read_table(name) for word in words.split()}


@cache
def load_words(name: str) -> frozenset[str]:
    """Return all words of a list, whatever line they stand on."""
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def load_phrases(name: str) -> tuple[str, ...]:
    """Return the phrases of a list, one a line."""
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
