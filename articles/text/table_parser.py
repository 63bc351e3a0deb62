"""Parser of one table of well-formed HTML. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

MAX_SPAN = 50
"""Columns or rows of one cell."""
_TABLE_TAG = re.compile(r"<(/?)table\b[^>]*>", re.IGNORECASE)
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})


@dataclass(slots=True)
class ParsedCell:
    """A cell; `html` is its content as written."""

    is_head: bool
    colspan: int = 1
    rowspan: int = 1
    html: str = ""
    has_words: bool = False
    has_table: bool = False


@dataclass(slots=True)
class ParsedRow:
    in_head: bool = False
    cells: list[ParsedCell] = field(default_factory=list)

    @property
    def is_head(self) -> bool:
        return bool(self.cells) and (self.in_head or all(cell.is_head for cell in self.cells))


@dataclass(slots=True)
class ParsedTable:
    caption: str = ""
    rows: list[ParsedRow] = field(default_factory=list)

    @property
    def filled_rows(self) -> list[ParsedRow]:
        """Rows with words, and empty ones in a table whose cells span rows."""
        rows = [row for row in self.rows if row.cells]
        has_spans = any(cell.rowspan > 1 for row in rows for cell in row.cells)
        return rows if has_spans else [row for row in rows if any(cell.has_words for cell in row.cells)]

    @property
    def has_data(self) -> bool:
        """False if the table only arranges blocks.

        It then holds another table, or has one filled cell in each row.
        """
        cells = [cell for row in self.rows for cell in row.cells]
        if any(cell.has_table for cell in cells):
            return False
        has_head = any(cell.is_head and cell.has_words for cell in cells)
        return has_head or sum(sum(cell.has_words for cell in row.cells) > 1 for row in self.rows) > 1


def split_at_tables(source: str) -> Iterator[tuple[bool, str]]:
    """Yield (is a table, part) for the outermost tables and what is between them.

    A table without an end lasts until the end of the text.
    """
    start = depth = 0
    for tag in _TABLE_TAG.finditer(source):
        is_end = bool(tag[1])
        if not is_end and not depth:
            yield False, source[start : tag.start()]
            start = tag.start()
        elif is_end and depth == 1:
            yield True, source[start : tag.end()]
            start = tag.end()
        depth = max(0, depth - 1) if is_end else depth + 1
    yield depth > 0, source[start:]


def parse_table(source: str) -> ParsedTable:
    """Return the rows and cells of a table.

    A table in a cell stays part of the cell's content.
    """
    parser = _TableParser()
    parser.feed(source)
    parser.close()
    return parser.table


class _TableParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.table = ParsedTable()
        self._cell: ParsedCell | None = None
        self._in_caption = self._in_head = False
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._depth += tag == "table"
        if self._depth > 1:
            if self._cell:
                self._cell.has_table = True
            self._copy(self.get_starttag_text() or "")
        elif tag in _ROW_GROUPS:
            self._in_head = tag == "thead"
        elif tag == "caption":
            self._in_caption = True
        elif tag == "tr":
            self.table.rows.append(ParsedRow(self._in_head))
        elif tag in {"td", "th"}:
            self._begin_cell(tag, dict(attrs))
        elif tag != "table":
            self._copy(self.get_starttag_text() or "")

    def _begin_cell(self, tag: str, attributes: dict[str, str | None]) -> None:
        if not self.table.rows:
            self.table.rows.append(ParsedRow(self._in_head))
        colspan, rowspan = (_read_span(attributes.get(name)) for name in ("colspan", "rowspan"))
        self._cell = ParsedCell(tag == "th", colspan, rowspan)
        self.table.rows[-1].cells.append(self._cell)

    def handle_endtag(self, tag: str) -> None:
        if self._depth > 1:
            self._copy(f"</{tag}>")
        elif tag in {"td", "th"}:
            self._cell = None
        elif tag == "caption":
            self._in_caption = False
        elif tag not in _ROW_GROUPS | {"tr", "table"}:
            self._copy(f"</{tag}>")
        self._depth -= tag == "table"

    def handle_data(self, data: str) -> None:
        self._copy(data, has_words=bool(data.strip()))

    def handle_entityref(self, name: str) -> None:
        self._copy(f"&{name};", has_words=name != "nbsp")

    def handle_charref(self, name: str) -> None:
        self._copy(f"&#{name};", has_words=True)

    def _copy(self, part: str, *, has_words: bool = False) -> None:
        if self._cell:
            self._cell.html += part
            self._cell.has_words |= has_words
        elif self._in_caption:
            self.table.caption += part


def _read_span(value: str | None) -> int:
    return min(max(int(value), 1), MAX_SPAN) if value and value.isdecimal() and len(value) < 6 else 1
