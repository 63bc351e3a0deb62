"""Options of field maps, checked for their types and values. Pure."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from articles.parsing.errors import gettext_noop
from articles.wire.body import TAGS
from articles.wire.field_map.errors import FieldMapError, find_nearest
from articles.wire.field_map.fields import CLOSED, COLLECTED, CONSTANTS, FIELDS
from articles.wire.field_map.mapped_values import EPOCH

_DAY = re.compile("%[djcx]")
_YEAR = re.compile("%[Yycx]")
_SAMPLE_TIME = datetime(2001, 2, 3, 4, 5, 6)  # noqa: DTZ001 - it is written and read, never compared


def refuse_unknown(name: str, data: Mapping[Any, Any], known: Collection[str]) -> None:
    for key in data:
        if key in known:
            continue
        nearest = find_nearest(str(key), known)
        what = gettext_noop("“{key}” is unknown; did you mean “{nearest}”?")
        raise FieldMapError(what if nearest else gettext_noop("“{key}” is unknown; known are {known}"),
                            field=name, key=key, nearest=nearest, known=", ".join(known))  # fmt: skip


def refuse_other_value(name: str, value: Any, known: Collection[str]) -> None:
    if not isinstance(value, str) or value not in known:
        what = gettext_noop("“{value}” is none of the values {known}")
        raise FieldMapError(what, field=name, value=value, known=", ".join(filter(None, known)))


def parse_constants(data: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(data, dict):
        raise FieldMapError(gettext_noop("“constants” is an object of fields with their values"))
    refuse_unknown("", data, sorted(FIELDS))
    constants = {}
    for name, spec in data.items():
        if name not in CONSTANTS:
            raise FieldMapError(gettext_noop("it cannot be the same in all items"), field=name)
        if isinstance(spec, list) and name not in COLLECTED:
            raise FieldMapError(gettext_noop("it has one value, not a list"), field=name)
        values = [_write_scalar(name, one) for one in (spec if isinstance(spec, list) else [spec])]
        for value in values if name in CLOSED else ():
            refuse_other_value(name, value, ["", *CLOSED[name]])
        constants[name] = tuple(values)
    return constants


def _write_scalar(name: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise FieldMapError(gettext_noop("a value is a text or a number"), field=name)
    return str(value).strip()


def parse_values(name: str, data: Any) -> dict[str, str]:
    """Return the table of values by the lower case of the value in the file."""
    if not isinstance(data, dict):
        raise FieldMapError(gettext_noop("“values” is an object: value in the file → value here"), field=name)
    values = {str(key).strip().casefold(): _write_scalar(name, value) for key, value in data.items()}
    for value in values.values() if name in CLOSED else ():
        refuse_other_value(name, value, ["", *CLOSED[name]])
    return values


def parse_formats(name: str, formats: list[str]) -> tuple[str, ...]:
    for one in formats:
        if one == EPOCH:
            continue
        if not (_DAY.search(one) and _YEAR.search(one)):
            raise FieldMapError(
                gettext_noop("the format “{format}” has no day or no year"), field=name, format=one
            )
        try:
            datetime.strptime(_SAMPLE_TIME.strftime(one), one)  # noqa: DTZ007 - only the format counts
        except (ValueError, re.error) as error:  # re.error: a directive that occurs twice
            raise FieldMapError(
                gettext_noop("“{format}” is no format of a time, such as %d.%m.%Y %H:%M"),
                field=name, format=one,
            ) from error  # fmt: skip
    return tuple(formats)


def parse_elements(name: str, data: Any) -> dict[str, str]:
    if not isinstance(data, dict):
        raise FieldMapError(gettext_noop("“{key}” is an object of texts"), field=name, key="elements")
    for tag in data.values():
        refuse_other_value(name, tag, sorted(TAGS))
    return dict(data)


def get_text(data: dict[str, Any], name: str, key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise FieldMapError(gettext_noop("“{key}” is a text"), field=name, key=key)
    return value


def get_texts(data: dict[str, Any], name: str, key: str) -> list[str]:
    value = data.get(key, [])
    texts = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) for one in texts):
        raise FieldMapError(gettext_noop("“{key}” is a text or a list of texts"), field=name, key=key)
    return texts


def get_choice(data: dict[str, Any], name: str, key: str, choices: tuple[str, ...]) -> str:
    value = data.get(key, choices[0])
    refuse_other_value(name, value, choices)
    return str(value)


def get_flag(data: dict[str, Any], name: str, key: str) -> bool:
    value = data.get(key, False)
    if not isinstance(value, bool):
        raise FieldMapError(gettext_noop("“{key}” is true or false"), field=name, key=key)
    return value
