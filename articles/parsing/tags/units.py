"""Units of a closing tag and their kinds."""

from dataclasses import dataclass
from enum import StrEnum

from newsroom.text.spans import Span


class TagKind(StrEnum):
    """The kind of a token.

    SIGN is an editor's initials, SOURCE_WORD alone makes a tag, REFUSED shows that the text is no tag.
    """

    AGENCY = "agency"
    SERVICE = "service"
    SIGN = "sign"
    SOURCE_WORD = "source_word"
    FILLER = "filler"
    DATE = "date"
    MEDIUM = "medium"
    RELEASE = "release"
    NAME = "name"
    PLACE = "place"
    UNKNOWN = "unknown"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class TagUnit:
    """A token in the clean text; `before` is the separator in front."""

    kind: TagKind
    text: str
    value: str
    span: Span
    before: str


@dataclass(frozen=True, slots=True)
class TagWord:
    """A word of the clean text; `keys` are its parts in lower case."""

    text: str
    span: Span
    keys: tuple[str, ...]
