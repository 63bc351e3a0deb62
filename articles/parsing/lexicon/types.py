"""Types of the lexicon."""

from dataclasses import dataclass
from enum import StrEnum


class AgencyKind(StrEnum):
    """The goods of an agency: text and pictures, own pictures, others' pictures."""

    WIRE = "wire"
    PICTURE = "picture"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """Agency with its spellings; `ambiguous` ones are also names or common words.

    `sells_as` is the name as distributor of a picture. `counts_as_agency` is False for a platform that is never the
    agency of a credit.
    """

    code: str
    name: str
    kind: AgencyKind
    spellings: tuple[str, ...]
    ambiguous: tuple[str, ...] = ()
    genitive: str = ""
    sells_as: str = ""
    counts_as_agency: bool = True
