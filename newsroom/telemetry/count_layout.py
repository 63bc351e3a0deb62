"""Layout of the counters that the processes of a host share, by family."""

import hashlib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

BUCKETS: Final = (
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0, 300.0,
)  # fmt: skip
"""Upper limits of the histograms, in seconds; one more bucket has the rest."""
CELL_BYTES = 8

type AnswerKind = Literal[
    "page_warm", "page_first", "search", "feed", "desk", "picture", "intake", "static", "other"
]
type FamilyName = Literal["answers", "jobs", "transports"]


@dataclass(frozen=True, slots=True)
class CountFamily:
    """Counters with two labels and a histogram of seconds for each value of the first."""

    name: FamilyName
    label: str
    values: tuple[str, ...]
    outcome_label: str
    outcomes: tuple[str, ...]
    meaning: str

    @property
    def width(self) -> int:
        """Cells of one value: its outcomes, its buckets and the sum in microseconds."""
        return len(self.outcomes) + len(BUCKETS) + 2

    @property
    def size(self) -> int:
        return self.width * len(self.values)


FAMILIES: Final = (
    CountFamily(
        "answers", "kind",
        ("page_warm", "page_first", "search", "feed", "desk", "picture", "intake", "static", "other"),
        "status", ("1xx", "2xx", "3xx", "4xx", "5xx"), "answers of the web server",
    ),
    CountFamily(
        "jobs", "queue",
        ("urgent", "default", "mail", "heavy", "reading", "withdrawals", "webhooks", "failing_webhooks", "other"),
        "outcome", ("succeeded", "failed"), "background jobs",
    ),
    CountFamily(
        "transports", "transport", ("folder", "poll", "mail", "announced", "unfinished", "other"),
        "outcome", ("idle", "taken", "failed"), "calls of the transports of agency files",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CellRow:
    """Position of a value's cells."""

    start: int
    outcomes: int

    def bucket(self, seconds: float) -> int:
        return self.start + self.outcomes + bisect_left(BUCKETS, seconds)

    @property
    def total(self) -> int:
        """Cell with the sum of all times, in microseconds."""
        return self.start + self.outcomes + len(BUCKETS) + 1


def list_rows() -> Iterator[tuple[CountFamily, str, CellRow]]:
    start = 0
    for family in FAMILIES:
        for value in family.values:
            yield family, value, CellRow(start, len(family.outcomes))
            start += family.width


ROWS: Final = {(family.name, value): row for family, value, row in list_rows()}
CELLS: Final = sum(family.size for family in FAMILIES)
DIGEST: Final = hashlib.sha256(repr((FAMILIES, BUCKETS)).encode()).hexdigest()[:12]
"""Part of the name of a file: after an update with another layout the counts begin again."""
