"""Translations compiled without GNU gettext, so that a bare machine needs nothing installed.

`compile_po` reads what our .po files use (msgctxt, plurals, continued lines; fuzzy and obsolete entries are left
out) and writes the .mo format of the GNU gettext manual, section “The Format of GNU MO Files”.
"""

import ast
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?\s+(".*")$')
MAGIC = 0x950412DE


class PoSyntaxError(Exception):
    """A line that is no .po syntax; the message names it."""


@dataclass(slots=True)
class Entry:
    parts: dict[str, str] = field(default_factory=dict)
    fuzzy: bool = False

    @property
    def key(self) -> str:
        whole = self.parts["msgid"]
        if "msgctxt" in self.parts:
            whole = f"{self.parts['msgctxt']}\x04{whole}"
        return f"{whole}\0{self.parts['msgid_plural']}" if "msgid_plural" in self.parts else whole

    @property
    def text(self) -> str:
        return "\0".join(self.parts[name] for name in sorted(self.parts) if name.startswith("msgstr"))

    @property
    def counts(self) -> bool:
        return (
            "msgid" in self.parts and bool(self.text.strip("\0")) and not (self.fuzzy and self.parts["msgid"])
        )


def entries(po: str) -> Iterator[Entry]:
    entry, part = Entry(), ""
    for number, raw in enumerate(po.splitlines(), start=1):
        line = raw.strip()
        if line.startswith("#"):
            if part.startswith("msgstr"):
                yield entry
                entry, part = Entry(), ""
            entry.fuzzy = entry.fuzzy or (line.startswith("#,") and "fuzzy" in line)
        elif line.startswith('"') and part:
            entry.parts[part] += ast.literal_eval(line)
        elif found := KEYWORD.fullmatch(line):
            if part.startswith("msgstr") and not found[1].startswith("msgstr"):
                yield entry
                entry = Entry()
            part = f"{found[1]}{found[2] or ''}"
            entry.parts[part] = ast.literal_eval(found[3])
        elif line:
            raise PoSyntaxError(f"line {number} is no .po syntax: {line[:60]}")
    yield entry


def compile_po(po: str) -> bytes:
    """The .mo file's bytes; the same text always gives the same bytes."""
    texts = {entry.key.encode(): entry.text.encode() for entry in entries(po) if entry.counts}
    keys = sorted(texts)
    count, head = len(keys), 28
    position = head + 16 * count
    tables: list[bytes] = []
    body = bytearray()
    for column in (keys, [texts[key] for key in keys]):
        rows = bytearray()
        for text in column:
            rows += struct.pack("<II", len(text), position + len(body))
            body += text + b"\0"
        tables.append(bytes(rows))
    header = struct.pack("<7I", MAGIC, 0, count, head, head + 8 * count, 0, head + 16 * count)
    return header + b"".join(tables) + bytes(body)
