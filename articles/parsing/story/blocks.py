"""The pieces a pasted story is cut into. In order they hold every visible character of the text. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from newsroom.text.spans import Confidence, Span


class BlockKind(StrEnum):
    """What a piece of the text is. `IN_BODY` are published as running text, the rest become fields or stay inside."""

    SIGNAL = "signal"
    EMBARGO = "embargo"
    KICKER = "kicker"
    HEADLINE = "headline"
    DEK = "dek"
    BYLINE = "byline"
    DATE = "date"
    DATELINE = "dateline"
    CAPTION = "caption"
    CREDIT = "credit"
    SUBHEAD = "subhead"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TAG = "tag"
    FOOTER = "footer"
    NOTE = "note"
    CORRECTION = "correction"
    FURNITURE = "furniture"


IN_BODY = frozenset({BlockKind.SUBHEAD, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
NEVER_PUBLISHED = frozenset({BlockKind.NOTE, BlockKind.EMBARGO, BlockKind.CORRECTION, BlockKind.SIGNAL})


@dataclass(frozen=True, slots=True)
class Block:
    """`span` has no white space at its ends; between two blocks of a copy there is nothing but white space."""

    kind: BlockKind
    span: Span
    rule: str
    confidence: Confidence = Confidence.SURE

    def of(self, text: str) -> str:
        return self.span.of(text)


@dataclass(slots=True)
class Line:
    """One line of the text while it is being read: `kind` stays None until a rule claims it."""

    start: int
    end: int
    text: str
    blank_before: bool
    tag: str = ""
    names: frozenset[str] = frozenset()
    kind: BlockKind | None = None
    rule: str = ""
    confidence: Confidence = Confidence.SURE

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def open(self) -> bool:
        return self.kind is None

    def claim(self, kind: BlockKind, rule: str, confidence: Confidence = Confidence.SURE) -> None:
        self.kind, self.rule, self.confidence = kind, rule, confidence

    def named(self, *parts: str) -> bool:
        """One of the element's class names holds one of these parts."""
        return any(part in name for name in self.names for part in parts)
