"""Publication status and embargo of an item in any format. Pure.

What is not understood is never usable: an unknown status withholds the item, an embargo without a time holds it.
"""

import re
from collections.abc import Mapping
from datetime import datetime

from articles.parsing.errors import gettext_noop
from articles.wire.item import Notice, PubStatus
from articles.wire.item_draft import ItemDraft, clean_line
from articles.wire.vocabularies import read_forms, read_statuses, read_values

type StatusWords = Mapping[str, PubStatus]

IPTC_STATUSES = read_values(PubStatus, "statuses", "iptc")
STATUSES = read_statuses()
"""Words of agencies beyond the standard; each means the same in all formats."""
_MANAGEMENT_STATUSES = read_statuses("management")
_PART = re.compile(r"[:/#]")
_EMBARGO_NOTE = re.compile(read_forms("embargo", "note"), re.IGNORECASE)
_LIFTED = re.compile(read_forms("embargo", "lifted"), re.IGNORECASE)


def fold_status(written: str) -> str:
    """Return the word of a status in small letters, without scheme or address."""
    return _PART.split(clean_line(written).rstrip("/#"))[-1].strip().casefold()


def set_status(draft: ItemDraft, written: str, path: str, words: StatusWords = STATUSES) -> None:
    """Set the status; an unknown one withholds the item, since it may be a kill."""
    status = words.get(fold_status(written))
    if status is None:
        _warn_of_status(draft, written)
        status = PubStatus.WITHHELD
    draft.set("pubstatus", status, path)
    if status is PubStatus.CANCELED:
        draft.add("notices", [Notice.KILL], path)


def set_management_status(draft: ItemDraft, written: str, release: datetime | None, path: str) -> None:
    """Set the status of NITF and NewsML 1, which may be an embargo.

    Agencies have words of their own for the state of editing, so that an unknown one only holds the item.
    """
    word = fold_status(written)
    if word.startswith("embargo"):
        set_embargo(draft, release, path)
    elif word in _MANAGEMENT_STATUSES:
        set_status(draft, word, path, _MANAGEMENT_STATUSES)
    elif word:
        draft.set("held", True, path)
        _warn_of_status(draft, written)


def set_embargo(draft: ItemDraft, end: datetime | None, path: str, written: str = "") -> None:
    """Set the end of an embargo; without one that can be read the item is held."""
    draft.set("embargo", end, path)
    if end is not None:
        return
    draft.set("held", True, path)
    if written:
        draft.warn(
            gettext_noop("The time of the embargo cannot be read: “{written}”. The item is held."),
            written=written[:80],
        )
    else:
        draft.warn(gettext_noop("The embargo has no time. The item is held until an editor decides."))


def set_printed_embargo(draft: ItemDraft, end: datetime | None, path: str, line: str) -> None:
    """Set the end of an embargo in words; without a clear one the item is held."""
    draft.set("embargo", end, path)
    if end is None:
        draft.set("held", True, path)
        draft.warn(gettext_noop("An embargo has no clear end: “{line}”."), line=line)


def hold_for_note(draft: ItemDraft, note: str, path: str) -> None:
    """Hold the item if a note to desks speaks of an embargo that no field sets."""
    if speaks_of_embargo(note):
        hold_for_embargo_note(draft, note, path)


def speaks_of_embargo(note: str) -> bool:
    """Return True for a note about an embargo that is not over."""
    return bool(_EMBARGO_NOTE.search(note)) and not _LIFTED.search(note)


def hold_for_embargo_note(draft: ItemDraft, note: str, path: str) -> None:
    """Hold the item for a note about an embargo that no field sets."""
    if draft.get("embargo") or draft.get("held") or draft.get("pubstatus") is PubStatus.CANCELED:
        return
    draft.set("held", True, path)
    draft.warn(gettext_noop("A note speaks of an embargo, but the file sets none: “{note}”."), note=note)


def _warn_of_status(draft: ItemDraft, written: str) -> None:
    draft.warn(
        gettext_noop("The status “{status}” is unknown; the item is held until an editor decides."),
        status=written[:80],
    )
