"""Results of recognition: names in a text, and people of a story."""

from dataclasses import dataclass
from enum import StrEnum

from newsroom.text.spans import Confidence, Reading, Span
from people.recognition.tokenizer import TokenizedText, clean_text


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """Tokens `start <= i < end` of an office; its noun is at `head`."""

    start: int
    end: int
    head: int
    rule: str
    plural: bool = False
    confidence: Confidence = Confidence.SURE

    def overlaps(self, other: "OfficePhrase") -> bool:
        return self.start < other.end and other.start < self.end

    def to_reading(self, tokens: TokenizedText) -> Reading[str]:
        span = Span(tokens.starts[self.start], tokens.ends[self.end - 1])
        return Reading(clean_text(span.of(tokens.text)), span, self.rule, self.confidence)


class MentionKind(StrEnum):
    """Form of a person's name in one place."""

    FULL = "full"
    SURNAME = "surname"
    FULL_GENITIVE = "full genitive"
    SURNAME_GENITIVE = "surname genitive"


@dataclass(frozen=True, slots=True)
class FoundName:
    """A full name in a text.

    `name` has no title, party or age; `span` covers the name alone. `offices` has the office before the name and
    the office after it, in that order, where present.
    """

    name: str
    span: Span
    offices: tuple[Reading[str], ...] = ()
    titles: tuple[str, ...] = ()
    party: str | None = None
    rule: str = "person.given"
    confidence: Confidence = Confidence.SURE
    family: str = ""
    genitive: bool = False

    @property
    def office(self) -> Reading[str] | None:
        """The office for a caption; one before the name takes precedence."""
        return self.offices[0] if self.offices else None


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A place where a person is named; `block` counts the given texts from 0."""

    block: int
    span: Span
    kind: MentionKind
    rule: str
    confidence: Confidence = Confidence.SURE


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person of a story with each office once and all mentions in order."""

    name: str
    family: str
    offices: tuple[Reading[str], ...]
    mentions: tuple[FoundMention, ...]
    confidence: Confidence
    rule: str
    office_blocks: tuple[int, ...] = ()

    def mentions_in(self, blocks: frozenset[int] | set[int]) -> tuple[FoundMention, ...]:
        return tuple(m for m in self.mentions if m.block in blocks)
