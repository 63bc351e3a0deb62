"""Words of agencies for closed sets of values, from tables in `data`. Pure."""

from collections.abc import Callable

from articles.wire.item import ItemKind, PubStatus
from newsroom.text.wordlists import read_toml


def read_values[Value](value: Callable[[str], Value], file: str, *tables: str) -> dict[str, Value]:
    """Return the value of each word in tables that list words by value."""
    data = read_toml(f"articles/wire/data/{file}.toml")
    return {word: value(key) for table in tables for key, words in data[table].items() for word in words}


def read_forms(table: str, name: str) -> str:
    """Return the alternatives of a form of sentences as one regular expression."""
    return "|".join(read_toml("articles/wire/data/forms.toml")[table][name])


def read_statuses(*tables: str) -> dict[str, PubStatus]:
    """Return the status of each word: those of all formats, and of `tables`."""
    return read_values(PubStatus, "statuses", "iptc", "agencies", *tables)


KINDS = read_values(ItemKind, "kinds", "kinds")
