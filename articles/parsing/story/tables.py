"""Tables of copy, with the lines of the text that their cells became."""

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, islice, takewhile
from typing import Any

from articles.parsing.story.item_parts import pair_blocks_with_lines
from articles.parsing.story.plain_tables import find_plain_tables
from articles.parsing.story.types import IN_BODY, BlockKind, CopyLine, CopyTable
from articles.text.html_elements import HtmlElement, HtmlTable
from articles.text.sanitize import sanitize
from articles.text.tables import Table, read_tables
from newsroom.text.spans import Span

MAX_CELL_CHARS = 200
"""A longer cell holds text of a page that a table arranges."""
MAX_CELLS = 4_000
NEXT_TO_BODY = frozenset({BlockKind.FURNITURE, BlockKind.CAPTION, BlockKind.CREDIT, BlockKind.SIGNAL})


@dataclass(frozen=True, slots=True)
class HtmlTableLines:
    """A table of HTML with the lines that its cells became."""

    table: Table
    lines: tuple[CopyLine, ...]

    @property
    def container(self) -> HtmlElement | None:
        """The element that the table is in."""
        element = self.lines[0].element
        inside = takewhile(lambda one: one.tag != "table", element.chain() if element else ())
        depth = sum(1 for _one in inside)
        return next(islice(element.chain(), depth + 1, None), None) if element else None


def find_html_tables(raw: str, lines: Sequence[CopyLine]) -> Iterator[HtmlTableLines]:
    """Yield the tables of data; one that arranges a page or a mail is none."""
    starts: list[int] = []
    for table, group in groupby(lines, key=_table_of):
        cells = tuple(group)
        if table is None or table.holds_table or len(cells) > MAX_CELLS:
            continue
        if any(len(cell.text) > MAX_CELL_CHARS for cell in cells):
            continue
        starts = starts or list_line_starts(raw)
        if found := _read_table(_source_of(table, raw, starts)):
            yield HtmlTableLines(found, cells)


def is_in_body(table: HtmlTableLines, lines: Sequence[CopyLine]) -> bool:
    """Return whether the claimed lines around the table make it a part of the story.

    It is between two parts of the body, or next to one in the same element. `lines` are without cells.
    """
    at = bisect(lines, table.lines[0].start, key=lambda line: line.start)
    before = next((line for line in reversed(lines[:at]) if line.kind not in NEXT_TO_BODY), None)
    after = next(iter(lines[at:]), None)
    around = [line for line in (before, after) if line is not None and line.kind in IN_BODY]
    return len(around) > 1 or any(_is_next_to(table.container, line) for line in around)


def _is_next_to(container: HtmlElement | None, line: CopyLine) -> bool:
    """Return whether the line is in the container, or in the one around it."""
    holders = list(islice(line.element.chain(), 2)) if line.element else []
    outer = container.outer if container else None
    return any(one in holders for one in (container, outer) if one) or (container is None and not holders[1:])


def claim_plain_tables(raw: str, lines: Sequence[CopyLine]) -> Iterator[CopyTable]:
    """Claim the lines of tables in the body of plain text and yield the tables."""
    start = 0
    for found in find_plain_tables(raw):
        places = range(start, len(lines) - len(found.lines) + 1)
        place = next((at for at in places if lines[at].text == found.lines[0]), None)
        rows = lines[place : place + len(found.lines)] if place is not None else ()
        if tuple(row.text for row in rows) == found.lines and _are_mostly_in_body(rows):
            start = place + len(rows) if place is not None else start
            yield claim_cells(found.table, rows)


def claim_cells(table: Table, cells: Sequence[CopyLine]) -> CopyTable:
    """Claim the lines of a table in the body."""
    for cell in cells:
        cell.claim(BlockKind.LIST_ITEM, "body.table")
    return CopyTable(table, Span(cells[0].start, cells[-1].end))


def find_tables_of_item(content: Mapping[str, Any], body: Sequence[CopyLine]) -> Iterator[CopyTable]:
    """Yield the tables of a news item.

    `body` are the lines of its blocks, one for each row of a table.
    """
    for tag, source, rows in pair_blocks_with_lines(content, body):
        if tag == "table" and _are_in_body(rows) and (found := _read_table(source)):
            yield CopyTable(found, Span(rows[0].start, rows[-1].end))


def _table_of(line: CopyLine) -> HtmlTable | None:
    return line.element.table if line.element else None


def _are_mostly_in_body(cells: Sequence[CopyLine]) -> bool:
    count = sum(cell.kind in IN_BODY for cell in cells)
    return 2 * count > len(cells) and all(cell.kind in IN_BODY | {BlockKind.FURNITURE} for cell in cells)


def _are_in_body(rows: Sequence[CopyLine]) -> bool:
    return bool(rows) and all(row.kind in IN_BODY for row in rows)


def _read_table(source: str) -> Table | None:
    found = read_tables(sanitize(source))
    return found[0] if len(found) == 1 else None


def list_line_starts(raw: str) -> list[int]:
    return [0, *accumulate(len(line) + 1 for line in raw.split("\n"))]


def _source_of(table: HtmlTable, raw: str, starts: Sequence[int]) -> str:
    start, end = (
        starts[place[0] - 1] + place[1] if place else len(raw) for place in (table.start, table.end)
    )
    return raw[start:end] + ("</table>" if table.end else "")
