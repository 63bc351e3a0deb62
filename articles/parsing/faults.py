"""Messages of stored errors, and the place of each in its file. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from articles.parsing.errors import (
    CopyIsBinary,
    CopyIsMisencoded,
    MarkupBreaksOff,
    MarkupHasBareSign,
    MarkupIsBroken,
)

CONTEXT_LINES = 4
MAX_CONTEXT = 400
"""Characters before and after the place: some agencies send a file as one line."""
_LEADING = " \t\r\n\x00\ufeff"
"""Characters before the root element; the parser does not count them."""


DAMAGED_MARKUP = frozenset(error.what for error in (MarkupIsBroken, MarkupHasBareSign, MarkupBreaksOff))


def format_fault(fault: Mapping[str, Any], translate: Callable[[str], str]) -> str:
    """Return the problem and its reason in the language of `translate`."""
    parts = (fault["what"], fault["why"])
    return " ".join(translate(part).format(where=fault["where"], **fault["facts"]) for part in parts if part)


@dataclass(frozen=True, slots=True)
class FaultPlace:
    """The place of an error in a file, with its context; counts begin at 1."""

    before: str
    marked: str
    after: str
    line: int
    column: int
    byte: int | None = None
    """Offset from 0, where the error is a byte."""


def locate_fault(raw: bytes, fault: Mapping[str, Any]) -> FaultPlace | None:
    """Return the place that an error names; None for one about the whole file."""
    where = fault.get("where")
    if where is None:
        return None
    if fault["what"] in DAMAGED_MARKUP:
        return _locate_column(_decode(raw), where, int(fault["facts"].get("column") or 1))
    if fault["what"] == CopyIsMisencoded.what and where < len(raw):
        return _locate_byte(raw, where)
    if fault["what"] == CopyIsBinary.what:
        return _locate_character(_decode(raw), where)
    return None


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8").lstrip(_LEADING)
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace").lstrip(_LEADING)


def _locate_column(text: str, line: int, column: int) -> FaultPlace | None:
    lines = text.split("\n")
    if line > len(lines):
        return None
    at = sum(len(one) + 1 for one in lines[: line - 1]) + min(column - 1, len(lines[line - 1]))
    return _cut_context(text, at, line=line, column=column)


def _locate_character(text: str, at: int) -> FaultPlace | None:
    if at >= len(text):
        return None
    line, column = _count_position(text[:at])
    return _cut_context(text, at, line=line, column=column)


def _locate_byte(raw: bytes, at: int) -> FaultPlace:
    before = raw[:at].decode("utf-8", errors="replace")
    after = raw[at + 1 :].decode("utf-8", errors="replace")
    line, column = _count_position(before)
    return FaultPlace(
        _last_lines(before), f"\\x{raw[at]:02x}", _first_lines(after), line=line, column=column, byte=at
    )


def _count_position(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _cut_context(text: str, at: int, *, line: int, column: int) -> FaultPlace:
    marked = text[at : at + 1]
    if marked in {"", "\n", "\r"}:
        marked = "⏎"
        return FaultPlace(_last_lines(text[:at]), marked, _first_lines(text[at:]), line=line, column=column)
    shown = marked if marked.isprintable() else f"\\x{ord(marked):02x}"
    return FaultPlace(_last_lines(text[:at]), shown, _first_lines(text[at + 1 :]), line=line, column=column)


def _last_lines(text: str) -> str:
    lines = text[-MAX_CONTEXT:].split("\n")[-CONTEXT_LINES:]
    context = "\n".join(lines)
    return context if len(context) == len(text) else f"…{context}"


def _first_lines(text: str) -> str:
    lines = text[:MAX_CONTEXT].split("\n")[:CONTEXT_LINES]
    context = "\n".join(lines)
    return context if len(context) == len(text) else f"{context}…"
