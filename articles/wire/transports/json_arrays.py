"""Elements of an array in JSON text, character for character as sent. Pure.

A page of an agency is taken apart into its items without writing any of them again.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

_BLANKS = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


def slice_array(text: str, path: Sequence[str] = ()) -> list[str] | None:
    """Return the elements of the array at `path`; None if there is no array.

    Raise ValueError for text that is no JSON, also for one that breaks off.
    """
    try:
        whole, end = _skip_value(text, _skip_blanks(text, 0))
    except RecursionError as deep:
        raise ValueError("nested too deeply") from deep
    if _skip_blanks(text, end) != len(text):
        raise ValueError("text after the end")
    begin = _skip_blanks(text, 0)
    for key in path:
        found = _find_member(text, begin, key) if isinstance(whole, dict) else None
        if found is None:
            return None
        begin, whole = found, whole[key]
    return _slice_elements(text, begin) if isinstance(whole, list) else None


def decode_json(raw: bytes) -> str:
    """Return the text of a JSON file; raise ValueError if it is not UTF-8."""
    return raw.decode("utf-8-sig")


def _skip_blanks(text: str, place: int) -> int:
    return _BLANKS.match(text, place).end()  # type: ignore[union-attr]  # it matches the empty string


def _skip_value(text: str, place: int) -> tuple[Any, int]:
    return _DECODER.raw_decode(text, place)


def _find_member(text: str, place: int, wanted: str) -> int | None:
    """Return the place of a member's value in the object that begins at `place`.

    Of two members with one name the last counts, as in Python.
    """
    found = None
    place = _skip_blanks(text, place + 1)
    while text[place] == '"':
        key, place = _skip_value(text, place)
        begin = _skip_blanks(text, _skip_blanks(text, place) + 1)
        if key == wanted:
            found = begin
        place = _skip_blanks(text, _skip_value(text, begin)[1])
        if text[place] == ",":
            place = _skip_blanks(text, place + 1)
    return found


def _slice_elements(text: str, place: int) -> list[str]:
    elements: list[str] = []
    place = _skip_blanks(text, place + 1)
    while text[place] != "]":
        end = _skip_value(text, place)[1]
        elements.append(text[place:end])
        place = _skip_blanks(text, end)
        if text[place] == ",":
            place = _skip_blanks(text, place + 1)
    return elements
