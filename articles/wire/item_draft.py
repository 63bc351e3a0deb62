"""Collection of the values of a news item, each with its place in the file. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from articles.parsing.errors import gettext_noop
from articles.text.clean import clean_text
from articles.wire.item import ItemKind, NewsItem, WireWarning


def clean_line(text: str | None) -> str:
    """Return the text on one line, without invisible characters."""
    return " ".join(clean_text(text).split()) if text else ""


class ItemDraft:
    """Fields of a `NewsItem` while its file is read."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}
        self._paths: dict[str, str] = {}

    def set(self, name: str, value: Any, path: str) -> None:
        """Set a field unless the value is empty or the field is set: the first one counts."""
        if type(value) is str:  # not the members of enumerations, which would lose their type
            value = value if name == "dateline" else clean_line(value)
        if value is None or value in ("", ()) or name in self._values:
            return
        self._values[name] = value
        self._paths[name] = path

    def add(self, name: str, values: Iterable[Any], path: str) -> None:
        """Add values to a field of several; empty ones and repetitions are left out."""
        known = self._values.setdefault(name, ())
        new = tuple(value for value in dict.fromkeys(values) if value and value not in known)
        if new:
            self._values[name] = known + new
            self._paths.setdefault(name, path)

    def replace(self, name: str, values: tuple[Any, ...], path: str) -> None:
        """Set a field of several again, with what a later part of the file adds."""
        if values:
            self._values[name] = values
            self._paths.setdefault(name, path)

    def warn(self, what: str, **facts: object) -> None:
        self.add("warnings", [WireWarning(what, facts)], "")

    def get(self, name: str, default: Any = None) -> Any:
        """Return the value of a field that is set, else `default`."""
        return self._values.get(name) or default

    def build(self) -> NewsItem:
        """Return the item; without a `guid` it is empty, and the caller has to make one."""
        return NewsItem(**{"guid": "", **self._values}, paths=dict(self._paths))


def set_kind(draft: ItemDraft, written: str, kinds: Mapping[str, ItemKind], path: str) -> None:
    """Set the kind by the words of a format, with a warning of an unknown one."""
    kind = kinds.get(written.lower())
    if written and kind is None:
        draft.warn(gettext_noop("Unknown kind of item “{kind}”: read as text."), kind=written[:80])
    draft.set("kind", kind, path)
