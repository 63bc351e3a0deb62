"""Tables of plain text. Pure.

Their columns are separated by tabs, several blanks or `|`.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from articles.text.clean import clean_text
from articles.text.tables import Cell, Table

MIN_ROWS = 3
MAX_CELL = 60
_GAP = re.compile(r"\s*\|\s*|\s*\t\s*|\s{2,}")
_RULE = re.compile(r"[\s|+:=_-]+")
"""A line of strokes between head and rows."""
_MARK_OF_TABLE = re.compile(r"\S(?:\t|  |\s?\|)\s*\S")


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table and its lines in the cleaned text."""

    table: Table
    lines: tuple[str, ...]


def find_plain_tables(raw: str) -> Iterator[PlainTable]:
    """Yield runs of at least three lines that all have the same number of columns.

    Two columns are a table only if the second holds numbers: names with their offices are a list.
    """
    for width, group in groupby(_split_rows(raw), key=lambda row: row[0]):
        found = list(group)
        cells = [row for _width, _line, row in found if row]
        if width > 1 and len(cells) >= MIN_ROWS:
            table = _build_table(cells)
            if width > 2 or 1 in table.numeric_columns():
                yield PlainTable(table, tuple(clean_text(line).strip() for _width, line, _row in found))


def _split_rows(raw: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Yield width, line and cells of each line.

    A line of strokes has the width of the row above and no cells.
    """
    width = 0
    for line in raw.splitlines():
        is_rule = bool(width) and bool(line.strip()) and _RULE.fullmatch(line) is not None
        cells = () if is_rule else _split_cells(line)
        width = width if is_rule else len(cells)
        yield width, line, cells


def _split_cells(line: str) -> tuple[str, ...]:
    """Return the cells; a line without columns, or with a sentence in one, has none."""
    if not _MARK_OF_TABLE.search(line):
        return ()
    cells = tuple(" ".join(cell.split()) for cell in _GAP.split(line.strip().strip("|").strip()))
    is_row = all(cell and len(cell) <= MAX_CELL for cell in cells)
    return cells if is_row else ()


def _build_table(cells: Sequence[Sequence[str]]) -> Table:
    """Return the table; its first row is the head if it has words above numbers."""
    rows = tuple(tuple(Cell(html.escape(cell, quote=False)) for cell in row) for row in cells)
    below = Table(rows=rows[1:])
    has_head = bool(below.numeric_columns() - Table(rows=rows).numeric_columns())
    if not has_head:
        return Table(rows=rows)
    return Table(head=(tuple(Cell(cell.html, is_head=True) for cell in rows[0]),), rows=rows[1:])
