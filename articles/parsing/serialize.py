"""Parsed copy as JSON and back, with every value, span, rule and confidence.

The copy of a wire item is stored as it was parsed on arrival and is not parsed again. The format follows the
dataclasses: an object has the fields whose value is not the default, a span is `[start, end]`, an enumeration its
value, a datetime an ISO 8601 string. `to_dict` gives a shorter form without spans for other programs.
"""

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeAliasType, TypeVar, Union, get_args, get_origin, get_type_hints

from articles.parsing.story.types import Copy
from newsroom.text.spans import Span

VERSION = 1
"""Format version: raise it with every change of a dataclass of `Copy` that makes stored data unreadable."""

type _Loader = Callable[[Any], Any]


class CopyDataError(ValueError):
    """Base of the errors of `load_copy`."""


class UnknownCopyVersion(CopyDataError):
    """Data written by a version of the code whose form this one does not know."""

    def __init__(self, version: object) -> None:
        self.version = version
        super().__init__(f"Parsed copy of version {version!r} is not readable; version {VERSION} is.")


class DamagedCopyData(CopyDataError):
    """Data of the right version that lacks a field or has a value of a wrong type."""


def dump_copy(copy: Copy) -> dict[str, Any]:
    """Return the copy as values that `json.dumps` accepts."""
    return {"version": VERSION, **_dump(copy)}


def load_copy(data: dict[str, Any]) -> Copy:
    """Return the copy that `dump_copy` was given.

    Raises CopyDataError for data of another version or with missing or wrong values.
    """
    version = data.get("version")
    if version != VERSION:
        raise UnknownCopyVersion(version)
    try:
        copy: Copy = _loader(Copy)({name: value for name, value in data.items() if name != "version"})
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise DamagedCopyData(f"Parsed copy cannot be read: {error!r}") from error
    return copy


def _dump(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value):
        pairs = ((field, getattr(value, field.name)) for field in fields(value))
        return {
            field.name: _dump(held)
            for field, held in pairs
            if field.default is MISSING or held != field.default
        }
    if isinstance(value, tuple):
        return [_dump(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime) else value


@cache
def _loader(kind: Any) -> _Loader:
    """Return the function that makes a value of the annotated type `kind` from JSON."""
    if isinstance(kind, TypeAliasType):
        return _loader(kind.__value__)
    origin = get_origin(kind) or kind
    if origin in {Union, UnionType}:
        return _union_loader(kind)
    if origin is tuple:
        load_item = _loader(get_args(kind)[0])
        return lambda data: tuple(load_item(item) for item in data)
    if is_dataclass(origin) and origin is not Span:
        return _dataclass_loader(kind)
    return _value_loader(origin)


def _value_loader(kind: Any) -> _Loader:
    if kind is Span:
        return lambda data: Span(*data)
    if kind is datetime:
        return datetime.fromisoformat
    return kind if isinstance(kind, type) and issubclass(kind, Enum) else _load_unchanged


def _load_unchanged(data: Any) -> Any:
    return data


def _union_loader(kind: Any) -> _Loader:
    """Return the loader of `X | None`, or of a union of types that JSON has itself."""
    parts = [part for part in get_args(kind) if part is not type(None)]
    load = _loader(parts[0]) if len(parts) == 1 else _load_unchanged
    return lambda data: None if data is None else load(data)


def _dataclass_loader(kind: Any) -> _Loader:
    cls = get_origin(kind) or kind
    arguments = dict(zip(getattr(cls, "__type_params__", ()), get_args(kind), strict=True))
    hints = {
        name: arguments[hint] if isinstance(hint, TypeVar) else hint
        for name, hint in get_type_hints(cls).items()
    }
    loaders = {field.name: _loader(hints[field.name]) for field in fields(cls)}
    return lambda data: cls(**{name: loaders[name](value) for name, value in data.items()})
