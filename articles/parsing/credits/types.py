"""Types of a parsed credit line."""

from dataclasses import dataclass
from enum import StrEnum

from articles.parsing.lexicon import PhraseKind
from newsroom.text.spans import Confidence, Span


class PartKind(StrEnum):
    """The role of a part.

    BODY is an organisation that supplied its own picture, NOBODY a placeholder for a withheld name.
    """

    PERSON = "person"
    AGENCY = "agency"
    DISTRIBUTOR = "distributor"
    POOL = "pool"
    HANDOUT = "handout"
    BODY = "body"
    MEDIA = "media"
    NETWORK = "network"
    OWN_STAFF = "own_staff"
    ARCHIVE = "archive"
    YEAR = "year"
    COPYRIGHT = "copyright"
    PREFIX = "prefix"
    NOBODY = "nobody"
    MOTIF = "motif"
    CLIENT = "client"
    NOTE = "note"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CreditPart:
    """A part; `before` is the raw text between the last part and this one."""

    kind: PartKind
    text: str
    value: str
    span: Span
    before: str
    separator: str
    picture: int
    rule: str
    confidence: Confidence = Confidence.SURE


@dataclass(frozen=True, slots=True)
class Credit:
    """A parsed credit line: photographers in display case, agencies as codes."""

    raw: str
    parts: tuple[CreditPart, ...]
    photographers: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    pool: bool = False
    distributor: str | None = None
    handout: bool = False
    archive: bool = False
    year: int | None = None
    copyright: bool = False
    confidence: Confidence = Confidence.DOUBTFUL

    @property
    def pictures(self) -> int:
        return 1 + max((part.picture for part in self.parts), default=-1)

    @property
    def has_creator(self) -> bool:
        """True if a part names the maker of a picture, or withholds the name on purpose."""
        return any(part.kind in CREATOR_KINDS for part in self.parts)


MAX_PHRASE_WORDS = 6
"""Words of the longest phrase looked up at the end of a field."""

PART_KINDS: dict[PhraseKind, PartKind] = {
    kind: PartKind.MEDIA if kind is PhraseKind.HOUSE else PartKind(kind) for kind in PhraseKind
}


@dataclass(frozen=True, slots=True)
class CreditFact:
    """A part before the context rules; spans count in the clean text."""

    kind: PartKind
    span: Span
    value: str
    rule: str
    confidence: Confidence = Confidence.SURE
    values: tuple[str, ...] = ()


CREATOR_KINDS = frozenset({
    PartKind.PERSON, PartKind.BODY, PartKind.HANDOUT, PartKind.OWN_STAFF, PartKind.MEDIA, PartKind.NETWORK,
    PartKind.CLIENT, PartKind.NOBODY, PartKind.UNKNOWN,
})  # fmt: skip
"""A withheld name counts; an agency, a pool or a distributor alone made no picture."""
