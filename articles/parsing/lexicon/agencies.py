"""Agencies, photo agencies and selling platforms, with the spellings found in print."""

from articles.parsing.lexicon.types import AgencyEntry, AgencyKind
from newsroom.text.wordlists import read_toml, split_words

__all__ = [
    "AGENCIES",
    "DPA_SERVICES",
    "JOINT_SPELLINGS",
    "UNMISTAKABLE_DPA_SERVICES",
    "AgencyEntry",
    "AgencyKind",
]

_DATA = "articles/parsing/lexicon/data"


def load_agencies(name: str) -> tuple[AgencyEntry, ...]:
    """Return the agencies of a table in their order."""
    rows = read_toml(f"{_DATA}/{name}.toml")["agency"]
    lists = {"spellings": tuple, "weak": tuple, "kind": AgencyKind}
    return tuple(
        AgencyEntry(**{key: lists.get(key, lambda value: value)(value) for key, value in row.items()})
        for row in rows
    )


AGENCIES: tuple[AgencyEntry, ...] = load_agencies("wire_agencies") + load_agencies("photo_agencies")
"""Wires first: where two share a spelling, the first one listed has it."""

JOINT_SPELLINGS: dict[str, tuple[str, ...]] = {
    "apa picturedesk": ("apa", "picturedesk"),
    "apa picturedesk com": ("apa", "picturedesk"),
    "epa keystone": ("epa", "keystone"),
    "epa shutterstock": ("epa", "shutterstock"),
    "rex shutterstock": ("rex", "shutterstock"),
    "dpa picture alliance": ("picture-alliance", "dpa"),
    "apa ots": ("apa", "ots"),
    "apa ots fotoservice": ("apa", "ots"),
    "istock getty images plus": ("istock",),
}
"""Spellings that name more than one agency in one breath."""

DPA_SERVICES: frozenset[str] = split_words(
    """
    lno lby lbn lhe lmv lni lnw lrs lsn lah lth lsw bb mv sa sn th tmn
    """
)
"""Sign-offs of dpa's regional and theme services: they are dpa, never an editor."""

UNMISTAKABLE_DPA_SERVICES: frozenset[str] = DPA_SERVICES - {"bb", "mv", "sa", "sn", "th", "tmn"}
"""Services whose sign-off is unmistakable without the word dpa beside it."""
