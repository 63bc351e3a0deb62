"""Errors of field maps, in words for the operators who write the maps. Pure."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches

from articles.parsing.errors import WireFileIsInvalid, gettext_noop

type Translate = Callable[[str], str]

_IN_PATH = gettext_noop("Field “{field}”, path “{path}”, column {column}: {problem}")
_IN_FIELD = gettext_noop("Field “{field}”: {problem}")
_IN_MAP = gettext_noop("Field map: {problem}")


class PathSyntaxError(ValueError):
    """Fault in an XPath or a JSON path; `column` counts from 1."""

    def __init__(self, what: str, column: int, **facts: object) -> None:
        self.what = what
        self.column = column
        self.facts = facts
        super().__init__(f"column {column}: {what.format(**facts)}")


class FieldMapError(ValueError):
    """Fault in a field map: field, path and column, and a msgid to fill in.

    `field` is empty for a fault of the whole map, `column` 0 for a fault outside of a path.
    """

    def __init__(
        self, what: str, *, field: str = "", path: str = "", column: int = 0, **facts: object
    ) -> None:
        self.what = what
        self.field = field
        self.path = path
        self.column = column
        self.facts = facts
        super().__init__(self.message)

    @property
    def message(self) -> str:
        return self.translate(str)

    def translate(self, translate: Translate) -> str:
        """Return the message in the language of `translate`."""
        problem = translate(self.what).format(**self.facts)
        frame = _IN_PATH if self.column else _IN_FIELD if self.field else _IN_MAP
        return translate(frame).format(field=self.field, path=self.path, column=self.column, problem=problem)


class FieldMapMisfit(WireFileIsInvalid):
    """A file that its field map cannot read."""

    what = gettext_noop("The field map does not fit the file.")
    why = gettext_noop(
        "The file is stored unchanged. Correct the field map of the source, then read it again."
    )


class FieldMapIsForOtherFormat(FieldMapMisfit):
    what = gettext_noop("The field map is for {expected}, but the file is {found}.")


class FieldMapFindsNoItem(FieldMapMisfit):
    what = gettext_noop("The field map finds no item: the path “{path}” gives nothing in this file.")


class FieldMapFindsManyItems(FieldMapMisfit):
    what = gettext_noop("The field map finds {count:,} items in this file; the limit is {limit:,}.")


class FieldMapFindsNoElements(FieldMapMisfit):
    what = gettext_noop("The path “{path}” of the items gives texts or numbers, not elements or objects.")


class FieldMapIsTooSlow(FieldMapMisfit):
    what = gettext_noop("The path “{path}” would take too long in a file of this size.")
    why = gettext_noop(
        "Name the elements on the way instead of “//”, and leave out what is in brackets; then read the file again."
    )


class PathGivesNoValue(FieldMapMisfit):
    what = gettext_noop("The path “{path}” cannot be evaluated: {problem}.")


def find_nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that resembles `name`; empty if none does."""
    return next(iter(get_close_matches(name.lower(), list(known), n=1, cutoff=0.7)), "")
