"""The only parser for JSON from outside. Pure.

Depth and size are limited. A key that occurs twice and NaN are refused: readers of JSON disagree about their meaning.
"""

import re
from collections.abc import Sequence
from json import JSONDecodeError, JSONDecoder
from typing import Any

from articles.parsing.errors import (
    CopyTooLarge,
    JsonHasDuplicateKey,
    JsonHasNoNumber,
    MarkupIsBroken,
    MarkupIsTooDeep,
)
from articles.wire.charset import decode_wire
from articles.wire.item import WireWarning

MAX_BYTES = 10_000_000
MAX_DEPTH = 100
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[{]|[\]}]', re.DOTALL)


def parse_json(raw: bytes) -> tuple[Any, tuple[WireWarning, ...]]:
    """Return the content and the doubts about the encoding; raise a CopyError."""
    if len(raw) > MAX_BYTES:
        raise CopyTooLarge(length=len(raw), limit=MAX_BYTES)
    decoded = decode_wire(raw)
    return parse_json_text(decoded.text), decoded.warnings


def parse_json_text(text: str) -> Any:
    """Parse JSON of limited depth; raise a CopyError with the place."""
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


def _measure_depth(text: str) -> int:
    deepest = depth = 0
    for match in _BRACKETS.finditer(text):
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


_DECODER = JSONDecoder(object_pairs_hook=_build_object, parse_constant=_refuse_constant, strict=False)
