"""What a field of a credit line says, before its neighbours are known."""

from dataclasses import dataclass

from articles.parsing.credits.types import PartKind
from articles.parsing.lexicon import Known
from newsroom.text.spans import Confidence, Span

LONGEST_NAME = 6
"""Known phrases at the end of a field are sought this many words back."""

KIND_OF: dict[Known, PartKind] = {
    Known.AGENCY: PartKind.AGENCY,
    Known.HANDOUT: PartKind.HANDOUT,
    Known.BODY: PartKind.BODY,
    Known.POOL: PartKind.POOL,
    Known.ARCHIVE: PartKind.ARCHIVE,
    Known.HOUSE: PartKind.MEDIA,
    Known.NETWORK: PartKind.NETWORK,
    Known.NOBODY: PartKind.NOBODY,
    Known.PREFIX: PartKind.PREFIX,
    Known.NOTE: PartKind.NOTE,
    Known.COPYRIGHT: PartKind.COPYRIGHT,
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A part before it knows its neighbours. Spans count in the clean text."""

    kind: PartKind
    span: Span
    value: str
    rule: str
    confidence: Confidence = Confidence.SURE
    values: tuple[str, ...] = ()
