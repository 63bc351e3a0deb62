"""What is known of an agency."""

from dataclasses import dataclass
from enum import StrEnum


class AgencyKind(StrEnum):
    """What an agency sells: text and pictures, pictures alone, or pictures made by others."""

    WIRE = "wire"
    PICTURE = "picture"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """`sells_as` is the distributor's name in a credit; `named` says whether the platform may stand as agency."""

    code: str
    name: str
    kind: AgencyKind
    spellings: tuple[str, ...]
    weak: tuple[str, ...] = ()
    genitive: str = ""
    sells_as: str = ""
    counts_as_agency: bool = True
