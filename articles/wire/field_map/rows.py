"""Field maps as rows of a form, and rows as field maps. Pure.

A row holds paths, values and formats in lines of text. Options that only few maps need stay JSON, so that no map loses
anything in the form.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from json import JSONDecodeError
from typing import Any

from articles.parsing.errors import gettext_noop
from articles.wire.field_map.definition import parse_field_map
from articles.wire.field_map.errors import FieldMapError
from articles.wire.field_map.fields import COLLECTED

_IN_ROW = frozenset({"path", "values", "format", "form"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRow:
    """One field: paths, values (`gesperrt = withheld`) and formats, one a line."""

    name: str
    paths: str = ""
    values: str = ""
    formats: str = ""
    form: str = ""
    constant: str = ""
    options: str = ""
    """JSON of a rule with more options; it counts in place of the paths."""

    @property
    def is_empty(self) -> bool:
        return not (self.paths.strip() or self.constant.strip() or self.options.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class MapForm:
    """A field map in the fields of a form; `namespaces` has `prefix = address` lines."""

    name: str = ""
    items: str = ""
    format: str = ""
    override: bool = False
    namespaces: str = ""
    rows: Mapping[str, MapRow] = field(default_factory=dict)


def split_map(data: Any) -> MapForm:
    """Return a map in rows; what is no map gives an empty form."""
    if not isinstance(data, dict):
        return MapForm()
    fields, constants = (_get_object(data, key) for key in ("fields", "constants"))
    rows = {
        name: _split_rule(name, fields.get(name), constants.get(name)) for name in dict.fromkeys((*fields, *constants))
    }  # fmt: skip
    return MapForm(
        name=str(data.get("name", "")), items=str(data.get("items", "")), format=str(data.get("format", "")),
        override=data.get("override") is True, namespaces=_write_pairs(_get_object(data, "namespaces")), rows=rows,
    )  # fmt: skip


def join_map(form: MapForm) -> dict[str, Any]:
    """Return the map of a form as data; raise a FieldMapError at the field."""
    data: dict[str, Any] = {
        "name": form.name.strip(), "items": form.items.strip(), "format": form.format.strip(),
        "override": form.override, "namespaces": parse_pairs("", form.namespaces),
    }  # fmt: skip
    data = {key: value for key, value in data.items() if value}
    constants = {name: _join_constant(row) for name, row in form.rows.items() if row.constant.strip()}
    if constants:
        data["constants"] = constants
    rules = {name: _join_rule(row) for name, row in form.rows.items()}
    data["fields"] = {name: rule for name, rule in rules.items() if rule is not None}
    return data


def list_faults(data: Any) -> list[FieldMapError]:
    """Return the first fault of each field; empty for a map that can be applied."""
    try:
        parse_field_map(data)
    except FieldMapError as first:
        faults = [first]
    else:
        return []
    fields = data.get("fields") if isinstance(data, dict) else None
    if not isinstance(fields, dict):
        return faults
    around = {key: data[key] for key in ("format", "namespaces") if key in data}
    for name, rule in fields.items():
        try:
            parse_field_map({**around, "fields": {name: rule}})
        except FieldMapError as fault:
            if fault.field and fault.field != faults[0].field:
                faults.append(fault)
    return faults


def parse_pairs(name: str, text: str) -> dict[str, str]:
    """Return the pairs of lines such as `gesperrt = withheld`."""
    pairs = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        before, sign, after = line.rpartition("=") if name else line.partition("=")
        if not sign:
            raise FieldMapError(
                gettext_noop("the line “{line}” has no equals sign: write “{example}”"), field=name, line=line[:60],
                example="gesperrt = withheld" if name else "n = urn:example:news",
            )  # fmt: skip
        pairs[before.strip()] = after.strip()
    return pairs


def _split_rule(name: str, rule: Any, constant: Any) -> MapRow:
    row = MapRow(name=name, constant="" if constant is None else _write_lines(constant))
    is_paths = isinstance(rule, str) or (isinstance(rule, list) and all(isinstance(one, str) for one in rule))
    if rule is None or is_paths:
        return replace(row, paths=_write_lines(rule or []))
    if isinstance(rule, dict) and _IN_ROW.issuperset(rule) and "path" in rule:
        return replace(
            row, paths=_write_lines(rule["path"]), formats=_write_lines(rule.get("format", [])),
            values=_write_pairs(_get_object(rule, "values")), form=str(rule.get("form", "")),
        )  # fmt: skip
    return replace(row, options=json.dumps(rule, ensure_ascii=False, indent=1))


def _join_rule(row: MapRow) -> Any:
    """Return the shortest rule that says what the row says; None for an empty row."""
    if row.options.strip():
        return _parse_options(row)
    paths = _split_lines(row.paths)
    if not paths:
        return None
    path: Any = paths[0] if len(paths) == 1 else paths
    formats = _split_lines(row.formats)
    options = {
        "values": parse_pairs(row.name, row.values),
        "format": formats[0] if len(formats) == 1 else formats,
        "form": row.form.strip() if row.form.strip() != "auto" else "",
    }
    chosen = {key: value for key, value in options.items() if value}
    return {"path": path, **chosen} if chosen else path


def _join_constant(row: MapRow) -> Any:
    lines = _split_lines(row.constant)
    return lines if row.name in COLLECTED and len(lines) > 1 else " ".join(lines)


def _parse_options(row: MapRow) -> Any:
    try:
        return json.loads(row.options)
    except (JSONDecodeError, RecursionError) as error:
        column = error.colno if isinstance(error, JSONDecodeError) else 1
        raise FieldMapError(
            gettext_noop("the options are no JSON: look at line {line}, column {place}"), field=row.name,
            line=error.lineno if isinstance(error, JSONDecodeError) else 1, place=column,
        ) from error  # fmt: skip


def _get_object(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def _write_pairs(pairs: Mapping[str, Any]) -> str:
    return "\n".join(f"{key} = {value}" for key, value in pairs.items())


def _write_lines(value: Any) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def _split_lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
