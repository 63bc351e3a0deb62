"""Tables in a story's body: read from clean HTML, written in one form. Pure.

The form is `<table>` with an optional `<caption>`, a `<thead>` of `<th scope="col">` and a `<tbody>` whose rows may
begin with `<th scope="row">`. Cells hold words, emphasis, links and line ends.
"""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from articles.text.table_parser import ParsedCell, ParsedTable, parse_table, split_at_tables

BETWEEN_CELLS = " | "
_ANY_TAG = re.compile(r"<[^>]*>")
_BLOCK_TAG = re.compile(r"</?(?:p|h2|h3|ul|ol|li|blockquote|aside)\b[^>]*>")
_BREAKS = re.compile(r"(?:\s*<br>\s*)+")
_EMPTY_INLINE = re.compile(r"<(a|strong|em|sub|sup)\b[^>]*>\s*</\1>")
_BLOCK = re.compile(r"<(?:p|h2|h3|ul|ol|blockquote|table)\b")
_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(
    r"[+\-–−±]?\s?(?:[€$£]\s?)?\d[\d.,:'’\s]*(?:\s?(?:[%‰€$£]|[A-Za-zµ°²³/]{1,4}))?|[-–—]|n\.\s?a\.|k\.\s?A\."
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with inline HTML; `is_head` for one that names its column or row."""

    html: str
    is_head: bool = False
    colspan: int = 1
    rowspan: int = 1

    @property
    def text(self) -> str:
        return plain_inline(self.html)


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`head` are the rows above the others; `caption` is inline HTML, empty for none."""

    caption: str = ""
    head: tuple[Row, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def columns(self) -> int:
        return max((sum(cell.colspan for cell in row) for row in (*self.head, *self.rows)), default=0)

    def numeric_columns(self) -> frozenset[int]:
        """Return the columns, from 0, whose cells below the head hold only numbers."""
        texts: dict[int, list[str]] = {}
        for row in place_cells(self.rows):
            for column, cell in row:
                if cell.text and not cell.is_head:
                    texts.setdefault(column, []).append(cell.text)
        return frozenset(column for column, found in texts.items() if _are_numbers(found))


def plain_inline(source: str) -> str:
    """Return inline HTML as one line of text."""
    return _SPACES.sub(" ", html.unescape(_ANY_TAG.sub("", source.replace("<br>", " ")))).strip()


def _are_numbers(texts: Sequence[str]) -> bool:
    return all(map(_NUMBER.fullmatch, texts)) and any(map(str.isdigit, "".join(texts)))


def place_cells(rows: Sequence[Row]) -> Iterator[list[tuple[int, Cell]]]:
    """Yield each row's cells with their columns, from 0.

    Cells of the rows above may reach into the row.
    """
    taken: dict[int, int] = {}
    for row in rows:
        placed, column = [], 0
        for cell in row:
            while taken.get(column, 0) > 0:
                column += 1
            placed.append((column, cell))
            taken |= dict.fromkeys(range(column, column + cell.colspan), cell.rowspan)
            column += cell.colspan
        yield placed
        taken = {place: left - 1 for place, left in taken.items() if left > 1}


def arrange_tables(clean: str) -> str:
    """Return clean, well-formed HTML with each table in our form.

    A table that only arranges blocks, such as one that holds another, becomes paragraphs: one for each row with its
    cells apart, or the blocks of a row's only cell as they are.
    """
    pieces = (_arrange_table(piece) if is_table else piece for is_table, piece in split_at_tables(clean))
    return "".join(pieces)


def _arrange_table(source: str) -> str:
    parsed = parse_table(source)
    return write_table(_build_table(parsed)) if parsed.has_data else "".join(_flatten(parsed))


def read_tables(body: str) -> tuple[Table, ...]:
    """Return the tables of a body."""
    return tuple(_build_table(parse_table(piece)) for is_table, piece in split_at_tables(body) if is_table)


def replace_tables(body: str, write: Callable[[Table], str]) -> str:
    """Return the body with what `write` returns in place of each table."""
    pieces = (
        write(_build_table(parse_table(piece))) if is_table else piece
        for is_table, piece in split_at_tables(body)
    )
    return "".join(pieces)


def _build_table(parsed: ParsedTable) -> Table:
    rows = parsed.filled_rows
    count = next((n for n, row in enumerate(rows) if not row.is_head), len(rows))
    count = count if count < len(rows) else 0
    return Table(
        _inline_html(parsed.caption),
        tuple(tuple(_build_cell(cell, is_head=True) for cell in row.cells) for row in rows[:count]),
        tuple(tuple(_build_cell(cell, is_head=cell.is_head) for cell in row.cells) for row in rows[count:]),
    )


def _build_cell(cell: ParsedCell, *, is_head: bool) -> Cell:
    return Cell(_inline_html(cell.html), is_head, cell.colspan, cell.rowspan)


def _inline_html(source: str) -> str:
    """Return the words of blocks with line ends between them."""
    inline = _BLOCK_TAG.sub("<br>", source)
    while (shorter := _EMPTY_INLINE.sub("", inline)) != inline:
        inline = shorter
    return "<br>".join(filter(None, (part.strip() for part in _BREAKS.split(inline))))


def _flatten(parsed: ParsedTable) -> Iterator[str]:
    if caption := _inline_html(parsed.caption):
        yield f"<p>{caption}</p>"
    for row in parsed.rows:
        filled = [cell for cell in row.cells if cell.has_words]
        if len(filled) > 1 and not any(cell.has_table for cell in filled):
            texts = (_inline_html(cell.html).replace("<br>", " ") for cell in filled)
            yield f"<p>{BETWEEN_CELLS.join(texts)}</p>"
        else:
            yield from (_cell_blocks(cell) for cell in filled)


def _cell_blocks(cell: ParsedCell) -> str:
    """Return the content with the words before its first block in a paragraph."""
    content = arrange_tables(cell.html)
    block = _BLOCK.search(content)
    words = content[: block.start()] if block else content
    return (f"<p>{words.strip()}</p>" if words.strip() else "") + content[len(words) :]


def write_table(table: Table, number_class: str = "") -> str:
    """Return the table in our form.

    Cells in columns of numbers have `number_class`, if one is given.
    """
    numbers = table.numeric_columns() if number_class else frozenset()
    mark = f' class="{number_class}"'
    parts = ["<table>"]
    if table.caption:
        parts.append(f"<caption>{table.caption}</caption>")
    for name, scope, rows in (("thead", "col", table.head), ("tbody", "row", table.rows)):
        if rows:
            written = (
                f"<tr>{''.join(_write_cell(c, scope, mark if n in numbers else '') for n, c in row)}</tr>"
                for row in place_cells(rows)
            )
            parts.append(f"<{name}>{''.join(written)}</{name}>")
    return "".join([*parts, "</table>"])


def _write_cell(cell: Cell, scope: str, mark: str) -> str:
    name = "th" if cell.is_head else "td"
    spans = "".join(
        f' {key}="{count}"'
        for key, count in (("colspan", cell.colspan), ("rowspan", cell.rowspan))
        if count > 1
    )
    head = f' scope="{scope}"' if cell.is_head else ""
    return f"<{name}{head}{spans}{mark}>{cell.html}</{name}>"
