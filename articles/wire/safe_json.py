"""The only parser for JSON from outside. Pure.

Depth and size are limited. A key that occurs twice, NaN and infinite numbers are refused: readers of JSON
disagree about their meaning.
"""

import re
from collections.abc import Sequence
from json import JSONDecodeError, JSONDecoder
from math import isinf
from typing import Any

from articles.parsing.errors import (
    CopyTooLarge,
    JsonHasDuplicateKey,
    JsonHasNoNumber,
    MarkupIsBroken,
    MarkupIsTooDeep,
    MarkupIsTooLarge,
)
from articles.wire.charset import decode_wire, make_control_warning
from articles.wire.item import WireWarning
from articles.wire.safe_xml import MAX_BYTES

MAX_DEPTH = 100
MAX_TOKENS = 300_000
"""Texts and brackets; a feed of 100 items has some 60,000."""
_ESCAPED_CONTROLS = re.compile(
    r"\\(?:u00(?:0[0-8bcef]|1[0-9a-f]|7f)|ud[89a-f]|uff(?:fe|ff)|[bf])", re.IGNORECASE
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
_BRACKETS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?+|[\[{]|[\]}]', re.DOTALL)


def parse_json(raw: bytes) -> tuple[Any, tuple[WireWarning, ...]]:
    """Return the content and the doubts about the encoding; raise a CopyError."""
    if len(raw) > MAX_BYTES:
        raise CopyTooLarge(length=len(raw), limit=MAX_BYTES)
    decoded = decode_wire(raw)
    content = parse_json_text(decoded.text)
    if not _ESCAPED_CONTROLS.search(decoded.text):
        return content, decoded.warnings
    cleaned, count = _remove_controls(content)
    return cleaned, (*decoded.warnings, make_control_warning(count)) if count else decoded.warnings


def parse_json_text(text: str) -> Any:
    """Parse JSON of limited depth and size; raise a CopyError with the place."""
    if _measure_depth(text) > MAX_DEPTH:
        raise MarkupIsTooDeep(limit=MAX_DEPTH)
    try:
        return _DECODER.decode(text.lstrip("\ufeff"))
    except JSONDecodeError as error:
        raise MarkupIsBroken(where=error.lineno, column=error.colno) from error
    except (JsonHasDuplicateKey, JsonHasNoNumber):
        raise
    except ValueError as error:  # a number of thousands of digits
        raise MarkupIsBroken(where=1, column=1) from error


def _remove_controls(value: Any) -> tuple[Any, int]:
    """Return the value without escaped control characters, and their number."""
    if isinstance(value, str):
        return _CONTROLS.subn("", value)
    if isinstance(value, list):
        members = [_remove_controls(one) for one in value]
        return [one for one, _ in members], sum(count for _, count in members)
    if isinstance(value, dict):
        pairs = [(*_remove_controls(key), *_remove_controls(one)) for key, one in value.items()]
        return {key: one for key, _, one, _ in pairs}, sum(count + more for _, count, _, more in pairs)
    return value, 0


def _measure_depth(text: str) -> int:
    deepest = depth = 0
    for count, match in enumerate(_BRACKETS.finditer(text)):
        if count > MAX_TOKENS:
            raise MarkupIsTooLarge(limit=MAX_TOKENS)
        sign = match.group()
        depth += (sign in "[{") - (sign in "]}") if len(sign) == 1 else 0
        deepest = max(deepest, depth)
    return deepest


def _build_object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise JsonHasDuplicateKey(key=key[:60])
            seen.add(key)
    return content


def _refuse_constant(constant: str) -> None:
    raise JsonHasNoNumber(constant=constant)


def _parse_finite(written: str) -> float:
    number = float(written)
    if isinf(number):
        raise JsonHasNoNumber(constant=written[:20])
    return number


_DECODER = JSONDecoder(
    object_pairs_hook=_build_object, parse_constant=_refuse_constant, parse_float=_parse_finite, strict=False
)
