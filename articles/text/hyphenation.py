"""Dictionaries that divide words, in less memory than Pyphen's. Pure.

German has 66,000 patterns, but 2,500 different sequences of values: equal ones are one object here, which saves 11 of
18 MiB.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyphen

ALTERNATIVE = re.compile(r"^[^%#\n]+/.*=", re.MULTILINE)
"""Pattern that changes letters as well, as in Catalan and Hungarian."""
LINE = re.compile(r"[^\n]+")

type Values = tuple[int, tuple[int, ...]]
"""Place of the first value in the pattern, and the values between its letters."""


class Dictionary(pyphen.HyphDict):
    def __init__(self, text: str) -> None:
        """Read the text of a dictionary without its first line."""
        equal: dict[Values, Values] = {}
        self.patterns = {letters: equal.setdefault(values, values) for letters, values in read_patterns(text)}
        self.maxlen = max(map(len, self.patterns))
        self.cache: dict[str, Any] = {}

    def positions(self, word: str) -> list[int]:
        self.cache.clear()  # it has no limit
        found: list[int] = super().positions(word)
        return found


def read_patterns(text: str) -> Iterator[tuple[str, Values]]:
    """Yield the letters and values of each pattern, as `pyphen.HyphDict` reads them."""
    for line in LINE.finditer(text):
        pattern = line[0].strip()
        if not pattern or pattern.startswith(pyphen.ignored):
            continue
        pieces = pyphen.parse(pyphen.parse_hex(lambda match: chr(int(match[1], 16)), pattern))
        values = [int(digit or 0) for digit, _ in pieces]
        used = [place for place, value in enumerate(values) if value]
        if used:
            letters = "".join(letter for _, letter in pieces)
            yield letters, (used[0], tuple(values[used[0] : used[-1] + 1]))


def load_dictionary(language: str, *, edge: int) -> pyphen.Pyphen | None:
    """Return the dictionary of the language; None if it has none.

    It leaves `edge` letters together at either end of a word.
    """
    name = pyphen.language_fallback(language)
    if not name:
        return None
    path = pyphen.LANGUAGES[name]
    if path not in pyphen.hdcache:
        text = read_text(path)
        if not ALTERNATIVE.search(text):
            pyphen.hdcache[path] = Dictionary(text)
    return pyphen.Pyphen(lang=name, left=edge, right=edge)


def read_text(path: Path) -> str:
    """Return the lines after the first one, which names the encoding."""
    encoding, _, content = path.read_bytes().partition(b"\n")
    name = encoding.decode().strip().lower()
    return content.decode("cp1251" if name == "microsoft-cp1251" else name)
