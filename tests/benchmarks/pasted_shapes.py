"""Pastes of a given size in the shapes that readers of copy find hardest."""

import random
from collections.abc import Callable, Iterator

from tests.benchmarks.invented_archive import people, stories

type Lines = Callable[[random.Random], Iterator[str]]


def _paragraphs(chance: random.Random) -> Iterator[str]:
    for story in stories(100_000, people(2_000, chance), chance):
        yield from (story["headline"], "", *story["paragraphs"], "")


def _names(chance: random.Random) -> Iterator[str]:
    for person in people(6_000, chance):
        yield f"{person['role']} {person['name']} sprach mit {person['name'].split()[-1]} über den Haushalt."


def _short_lines(chance: random.Random) -> Iterator[str]:
    while True:
        yield f"{chance.choice(('Nord', 'Süd', 'West'))} {chance.randint(1, 99)}:{chance.randint(1, 99)}"


def _table(chance: random.Random) -> Iterator[str]:
    for person in people(6_000, chance):
        yield f"{person['name']}\t{chance.randint(1, 99)}\t{chance.randint(1900, 2026)}\tdpa"


def _agencies(chance: random.Random) -> Iterator[str]:
    while True:
        yield f"{chance.choice(('dpa', 'AFP', 'Reuters'))} {chance.randint(1, 28)}. März 2026"


def _one_agency(_chance: random.Random) -> Iterator[str]:
    while True:
        yield "dpa"


def _captions(chance: random.Random) -> Iterator[str]:
    for person in people(6_000, chance):
        yield f"{person['name']} am Montag in Lindau. Foto: {chance.choice(('Ida Brandt/dpa', 'Privat'))}"


def _credits(_chance: random.Random) -> Iterator[str]:
    while True:
        yield "Foto: Ida Brandt/dpa"


def _bylines(chance: random.Random) -> Iterator[str]:
    for person in people(10_000, chance):
        yield f"Von {person['name']}"


def _dates(chance: random.Random) -> Iterator[str]:
    while True:
        yield f"{chance.randint(1, 28)}. März 2026, {chance.randint(0, 23)}.{chance.randint(10, 59)} Uhr"


def _notes(chance: random.Random) -> Iterator[str]:
    while True:
        yield f"(Berichtigung: Im {chance.randint(1, 99)}. Absatz muss es Kaimauer heißen.)"


LINES: dict[str, Lines] = {
    "paragraphs": _paragraphs, "names": _names, "short lines": _short_lines, "table": _table,
    "agencies": _agencies, "one agency": _one_agency, "captions": _captions, "credits": _credits,
    "bylines": _bylines, "dates": _dates, "notes": _notes,
}  # fmt: skip


def paste(shape: str, size: int, separator: str = "\n") -> str:
    """A text of about so many characters, its lines joined by the separator."""
    found, length = [], 0
    for line in LINES[shape](random.Random(1)):
        found.append(line)
        length += len(line) + len(separator)
        if length >= size:
            break
    return separator.join(found)[:size]


def shapes(size: int) -> Iterator[tuple[str, str]]:
    """Each shape a line, a paragraph, and all in one line; then as pasted HTML."""
    for shape in LINES:
        for name, separator in (("lines", "\n"), ("apart", "\n\n"), ("in one line", " ")):
            yield f"{shape}, {name}", paste(shape, size, separator)
        yield f"{shape}, HTML", "<p>" + paste(shape, size, "</p>\n<p>") + "</p>"
    row = "<tr><td>Nord</td><td>12</td><td>dpa</td></tr>"
    yield "HTML table", f"<table>{row * (size // len(row))}</table>"
    yield "nested HTML", "<div>" * (size // 11) + "Rat tagt." + "</div>" * (size // 11)
