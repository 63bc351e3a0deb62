"""Wire agencies, photo agencies and photo platforms, with their spellings."""

from articles.parsing.lexicon.types import AgencyEntry, AgencyKind
from newsroom.text.wordlists import read_toml

_WORDS = read_toml("articles/parsing/lexicon/data/short_lists.toml")

_DATA = "articles/parsing/lexicon/data"


def load_agencies(name: str) -> tuple[AgencyEntry, ...]:
    """Return the agencies of `data/<name>.toml` in their order."""
    rows = read_toml(f"{_DATA}/{name}.toml")["agency"]
    lists = {"spellings": tuple, "ambiguous": tuple, "kind": AgencyKind}
    return tuple(
        AgencyEntry(**{key: lists.get(key, lambda value: value)(value) for key, value in row.items()})
        for row in rows
    )


AGENCIES: tuple[AgencyEntry, ...] = load_agencies("wire_agencies") + load_agencies("photo_agencies")
"""Wire agencies first: of two agencies with one spelling, the first has it."""

JOINT_SPELLINGS: dict[str, tuple[str, ...]] = {
    spelling: tuple(codes) for spelling, codes in _WORDS["joint_spellings"].items()
}
"""Spellings that name several agencies at once."""

DPA_SERVICES: frozenset[str] = frozenset(_WORDS["dpa_services"])
"""Signs of dpa's regional and special services: they stand for dpa, not for an editor."""

UNMISTAKABLE_DPA_SERVICES: frozenset[str] = DPA_SERVICES - {"bb", "mv", "sa", "sn", "th", "tmn"}
"""Signs of services that are clear without the word dpa."""
