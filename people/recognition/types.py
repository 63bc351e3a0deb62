"""What the reader of people hands on: names as they stand, and people with everything said of them."""

from dataclasses import dataclass
from enum import StrEnum

from newsroom.text.spans import Confidence, Reading, Span
from people.recognition.tokenizer import TokenizedText, clean_text


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """Tokens `start <= i < end`; the noun of the function stands at `head`."""

    start: int
    end: int
    head: int
    rule: str
    plural: bool = False
    confidence: Confidence = Confidence.SURE

    def to_reading(self, tokens: TokenizedText) -> Reading[str]:
        span = Span(tokens.starts[self.start], tokens.ends[self.end - 1])
        return Reading(clean_text(span.of(tokens.text)), span, self.rule, self.confidence)


class MentionKind(StrEnum):
    """How a person is named in one place."""

    FULL = "full"
    SURNAME = "surname"
    FULL_GENITIVE = "full genitive"
    SURNAME_GENITIVE = "surname genitive"


@dataclass(frozen=True, slots=True)
class FoundName:
    """One full name in a text. `name` carries no title, party or age; `span` covers the name alone.

    `offices` holds the function before the name and the one after it, in that order, as far as given.
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
        """The one office of a caption: before the name wins over after it."""
        return self.offices[0] if self.offices else None


@dataclass(frozen=True, slots=True)
class FoundMention:
    """One place where a person is named: `block` counts the texts given to the reader from 0."""

    block: int
    span: Span
    kind: MentionKind
    rule: str
    confidence: Confidence = Confidence.SURE


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person of the story: every wording of an office once, every mention in order of the blocks."""

    name: str
    family: str
    offices: tuple[Reading[str], ...]
    mentions: tuple[FoundMention, ...]
    confidence: Confidence
    rule: str
    office_blocks: tuple[int, ...] = ()

    def mentions_in(self, blocks: frozenset[int] | set[int]) -> tuple[FoundMention, ...]:
        return tuple(m for m in self.mentions if m.block in blocks)
