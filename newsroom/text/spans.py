"""Readings: values found in copy with their span, rule and confidence.

The module needs no Django and no clock. Spans count Unicode code points of the text that was read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Confidence(StrEnum):
    """Confidence in a value; doubtful values are never filled in automatically."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


def lowest_confidence(confidences: Iterable[Confidence]) -> Confidence:
    """Return the lowest of the confidences, SURE where there is none."""
    return max(confidences, key=list(Confidence).index, default=Confidence.SURE)


def lower_confidence(confidence: Confidence) -> Confidence:
    """Return the next lower confidence; nothing is below DOUBTFUL."""
    return Confidence.LIKELY if confidence is Confidence.SURE else Confidence.DOUBTFUL


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
    """A recognised value with its evidence; editors see the dotted name `rule`."""

    value: T
    span: Span
    rule: str
    confidence: Confidence = Confidence.SURE

    def shift(self, by: int) -> "Reading[T]":
        return replace(self, span=self.span.shift(by))
