"""Tables of copy, with the lines of the text that their cells became."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from typing import Any

from articles.parsing.story.plain_tables import find_plain_tables
from articles.parsing.story.types import IN_BODY, BlockKind, CopyLine, CopyTable
from articles.text.html_elements import HtmlTable
from articles.text.sanitize import sanitize
from articles.text.tables import Table, read_tables
from newsroom.text.spans import Span

IN_BODY_OR_FURNITURE = IN_BODY | {BlockKind.FURNITURE}


def claim_tables(raw: str, lines: Sequence[CopyLine]) -> Iterator[CopyTable]:
    """Claim the lines of tables in the body of the story and yield the tables.

    Numbers in cells may have been taken for counters of the page.
    """
    is_html = any(line.element for line in lines)
    yield from _claim_html_tables(raw, lines) if is_html else _claim_plain_tables(raw, lines)


def _claim_plain_tables(raw: str, lines: Sequence[CopyLine]) -> Iterator[CopyTable]:
    start = 0
    for found in find_plain_tables(raw):
        places = range(start, len(lines) - len(found.lines) + 1)
        place = next((at for at in places if lines[at].text == found.lines[0]), None)
        rows = lines[place : place + len(found.lines)] if place is not None else ()
        if tuple(row.text for row in rows) == found.lines and _are_mostly_in_body(rows):
            start = place + len(rows) if place is not None else start
            yield _claim_cells(found.table, rows)


def _claim_cells(table: Table, cells: Sequence[CopyLine]) -> CopyTable:
    for cell in cells:
        cell.claim(BlockKind.LIST_ITEM, "body.table")
    return CopyTable(table, Span(cells[0].start, cells[-1].end))


def _claim_html_tables(raw: str, lines: Sequence[CopyLine]) -> Iterator[CopyTable]:
    starts: list[int] = []
    for table, group in groupby(lines, key=_table_of):
        cells = list(group)
        if table is None or table.holds_table or not _are_mostly_in_body(cells):
            continue
        starts = starts or list_line_starts(raw)
        if found := _read_table(_source_of(table, raw, starts)):
            yield _claim_cells(found, cells)


def find_tables_of_item(content: Mapping[str, Any], body: Sequence[CopyLine]) -> Iterator[CopyTable]:
    """Yield the tables of a news item.

    `body` are the lines of its blocks, one for each row of a table.
    """
    place = 0
    for tag, words, source in content.get("blocks") or ():
        rows = body[place : place + sum(1 for line in str(words).split("\n") if line.strip())]
        place += len(rows)
        if tag == "table" and _are_in_body(rows) and (found := _read_table(str(source))):
            yield CopyTable(found, Span(rows[0].start, rows[-1].end))


def _table_of(line: CopyLine) -> HtmlTable | None:
    return line.element.table if line.element else None


def _are_mostly_in_body(cells: Sequence[CopyLine]) -> bool:
    count = sum(cell.kind in IN_BODY for cell in cells)
    return 2 * count > len(cells) and all(cell.kind in IN_BODY_OR_FURNITURE for cell in cells)


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
