"""Parts of HTML that a story cannot hold, such as tables and players. Pure."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

PICTURES = frozenset({"img", "picture", "svg", "canvas"})
PLAYERS = frozenset({"iframe", "embed", "object", "video", "audio"})
FIELDS = frozenset({"input", "select", "textarea"})
CELLS = frozenset({"td", "th"})


@dataclass(frozen=True, slots=True)
class UnsupportedParts:
    """Number of each unsupported part; parts without words of the story do not count."""

    tables: int = 0
    rows: int = 0
    pictures: int = 0
    players: int = 0
    fields: int = 0

    def __bool__(self) -> bool:
        return bool(self.tables or self.pictures or self.players or self.fields)


def count_unsupported(html: str) -> UnsupportedParts:
    """Count the parts that saving would take apart or leave out."""
    if "<" not in html:
        return UnsupportedParts()
    counter = _UnsupportedPartCounter()
    counter.feed(html)
    counter.close()
    data = [table for table in counter.tables if table.has_data]
    return UnsupportedParts(
        len(data), sum(table.filled_rows for table in data), counter.pictures, counter.players, counter.fields
    )


@dataclass(slots=True)
class _Table:
    rows: list[int] = field(default_factory=list)
    """Number of cells with words, by row."""
    has_header: bool = False
    has_nested_table: bool = False
    in_cell: bool = False
    is_cell_counted: bool = False

    @property
    def filled_rows(self) -> int:
        return sum(cells > 0 for cells in self.rows)

    @property
    def has_data(self) -> bool:
        """True for data; layout tables hold other tables, or one filled cell in a row."""
        return not self.has_nested_table and (self.has_header or sum(cells > 1 for cells in self.rows) > 1)


class _UnsupportedPartCounter(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[_Table] = []
        self.open: list[_Table] = []
        self.pictures = self.players = self.fields = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pictures += tag in PICTURES
        self.players += tag in PLAYERS
        self.fields += tag in FIELDS and dict(attrs).get("type") != "hidden"
        if tag == "table":
            for outer in self.open:
                outer.has_nested_table = True
            self.open.append(_Table())
            self.tables.append(self.open[-1])
        elif self.open and tag == "tr":
            self.open[-1].rows.append(0)
        elif self.open and tag in CELLS:
            self._begin_cell(self.open[-1], tag)

    def _begin_cell(self, table: _Table, tag: str) -> None:
        table.in_cell, table.is_cell_counted = True, False
        table.has_header |= tag == "th"
        if not table.rows:
            table.rows.append(0)

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self.open:
            self.open.pop()
        elif tag in CELLS and self.open:
            self.open[-1].in_cell = False

    def handle_data(self, data: str) -> None:
        table = self.open[-1] if self.open else None
        if table and table.in_cell and not table.is_cell_counted and data.strip():
            table.rows[-1] += 1
            table.is_cell_counted = True
