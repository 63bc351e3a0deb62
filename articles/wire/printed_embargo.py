"""Embargoes in lines of text: `Sperrfrist 9. Oktober 14.20 Uhr`. Pure."""

import re
from collections.abc import Iterable
from datetime import tzinfo

from articles.parsing.story.embargo import read_embargo
from articles.parsing.story.embargo_marks import is_embargo_line
from articles.wire.item_draft import ItemDraft
from articles.wire.release_status import set_printed_embargo
from articles.wire.vocabularies import read_forms

_BEGIN = re.compile(read_forms("embargo", "release"), re.IGNORECASE)
_NOTE = re.compile(r"\s+[-–—]\s+")


def set_embargo_of_lines(draft: ItemDraft, lines: Iterable[str], zone: tzinfo) -> None:
    """Set the end of an embargo in the lines; without a clear end hold the item."""
    for line in lines:
        announcement = find_embargo_line(line)
        if not announcement:
            continue
        found = read_embargo(announcement, zone=zone, at=draft.get("versioncreated"))
        if found is None:
            found = read_embargo(
                _NOTE.split(announcement, maxsplit=1)[0], zone=zone, at=draft.get("versioncreated")
            )
        set_printed_embargo(draft, found.value if found else None, "text", announcement)
        return


def find_embargo_line(line: str) -> str:
    """Return the part of a line that announces an embargo; empty without one."""
    bare = line.strip()
    if bare.startswith("("):
        begin = _BEGIN.search(bare)
        return bare[begin.start() :].strip("() ") if begin else ""
    return bare if is_embargo_line(bare) else ""
