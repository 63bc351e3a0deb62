"""The form of a field map: its rows with their faults, read from a request."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.admin.sources.labels import FIELD_HELP, MAIN_LABELS, MORE_LABELS, PICTURE_LABELS
from articles.wire.field_map.errors import FieldMapError
from articles.wire.field_map.fields import BODY_FORMS, CLOSED, CONSTANTS, TIMES
from articles.wire.field_map.rows import MapForm, MapRow, join_map, list_faults

_ROW_INPUTS = ("paths", "values", "formats", "form", "constant", "options")
_HEAD_INPUTS = ("name", "items", "format", "namespaces")
MAX_INPUT = 20_000


@dataclass(frozen=True, slots=True)
class ShownMapRow:
    """A row of the form with its label, its choices and its faults."""

    row: MapRow
    label: Any
    help: Any = ""
    faults: Sequence[str] = ()

    @property
    def is_time(self) -> bool:
        return self.row.name in TIMES

    @property
    def is_body(self) -> bool:
        return self.row.name == "body"

    @property
    def has_constant(self) -> bool:
        return self.row.name in CONSTANTS

    @property
    def has_values(self) -> bool:
        return self.row.name not in {"body", "links"}

    @property
    def known_values(self) -> str:
        return ", ".join(CLOSED.get(self.row.name, ()))

    @property
    def has_details(self) -> bool:
        """Return True for a row whose further inputs are filled or at fault."""
        row = self.row
        return bool(row.values or row.formats or row.form or row.constant or row.options or self.faults)


@dataclass(frozen=True, slots=True)
class RowGroup:
    heading: Any
    rows: Sequence[ShownMapRow]
    is_open: bool


@dataclass(slots=True)
class EditedMap:
    """A map as typed, its data if it can be joined, and the faults of its fields."""

    form: MapForm
    data: dict[str, Any] | None = None
    faults: list[FieldMapError] = field(default_factory=list)

    @property
    def is_valid(self) -> bool:
        return self.data is not None and not self.faults

    @property
    def raw_json(self) -> str:
        return json.dumps(self.data, ensure_ascii=False, indent=2) if self.data is not None else ""

    @property
    def messages(self) -> list[str]:
        return [fault.translate(_) for fault in self.faults]

    def list_groups(self) -> Iterator[RowGroup]:
        """Yield the usual fields, then the rarer ones, which are open if filled."""
        groups: tuple[tuple[Any, Mapping[str, Any]], ...] = (
            (_("Fields"), MAIN_LABELS), (_("More fields"), MORE_LABELS), (_("Picture"), PICTURE_LABELS),
        )  # fmt: skip
        for number, (heading, labels) in enumerate(groups):
            rows = [self._show_row(name, label) for name, label in labels.items()]
            is_filled = any(not one.row.is_empty or one.faults for one in rows)
            yield RowGroup(heading, rows, is_open=number == 0 or is_filled)

    def _show_row(self, name: str, label: Any) -> ShownMapRow:
        row = self.form.rows.get(name) or MapRow(name=name)
        faults = [fault.translate(_) for fault in self.faults if fault.field == name]
        return ShownMapRow(row, label, FIELD_HELP.get(name, ""), faults)


def edit_map(form: MapForm) -> EditedMap:
    """Return the map of a form, with its data or its faults."""
    try:
        data = join_map(form)
    except FieldMapError as fault:
        return EditedMap(form, faults=[fault])
    return EditedMap(form, data, list_faults(data))


def read_map_form(post: QueryDict) -> MapForm:
    """Return what was typed, cut to a length that no map needs."""
    head = {name: post.get(f"map-{name}", "")[:MAX_INPUT] for name in _HEAD_INPUTS}
    rows = {
        name: MapRow(name=name, **{part: _get_row_input(post, name, part) for part in _ROW_INPUTS})
        for name in (*MAIN_LABELS, *MORE_LABELS, *PICTURE_LABELS)
    }
    return MapForm(
        **head, override="map-override" in post, rows={name: row for name, row in rows.items() if _is_filled(row)}
    )  # fmt: skip


def _get_row_input(post: QueryDict, name: str, part: str) -> str:
    value = post.get(f"{part}-{name}", "")[:MAX_INPUT].replace("\r\n", "\n")
    return "" if part == "form" and value not in BODY_FORMS else value


def _is_filled(row: MapRow) -> bool:
    return not row.is_empty or bool(row.values.strip() or row.formats.strip())
