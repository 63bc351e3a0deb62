"""How every reader of copy states what it found: a value, where it stands, by which rule, how surely.

Pure: no Django, no clock. Spans count Unicode code points in the text the reader was given.
"""

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """How far a value may be trusted: only `sure` and `likely` are ever filled in without asking."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters `start <= i < end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def shift(self, by: int) -> "Span":
        return Span(self.start + by, self.end + by)

    def covers(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def __bool__(self) -> bool:
        return self.end > self.start


@dataclass(frozen=True, slots=True)
class Reading[T]:
    """One recognised value with its evidence. `rule` is the dotted name shown to the editor."""

    value: T
    span: Span
    rule: str
    confidence: Confidence = Confidence.SURE
