"""Publication status and embargo as NITF and NewsML 1 write them. Pure."""

import re
from datetime import datetime

from articles.parsing.errors import gettext_noop
from articles.wire.item import Notice, PubStatus
from articles.wire.item_draft import ItemDraft, clean_line
from newsroom.text.wordlists import split_words

_STATUSES = {
    **dict.fromkeys(split_words("usable use ok published"), PubStatus.USABLE),
    **dict.fromkeys(split_words("withheld withhold hold held onhold"), PubStatus.WITHHELD),
    **dict.fromkeys(
        split_words("canceled cancelled cancel kill killed deleted delete annulled"), PubStatus.CANCELED
    ),
}
_EMBARGO_NOTE = re.compile(
    r"\bembargo(?:ed)?\b[^.]{0,40}\b(?:to|until|till|til|for|at|bis|jusqu|hasta|fino|tot)\b"
    r"|\b(?:under|strict(?:ly)?|under strict) embargo|\bsperrfrist\b",
    re.IGNORECASE,
)
_LIFTED = re.compile(r"\b(?:lifted|expired|no longer|aufgehoben|abgelaufen|levé|levantado)\b", re.IGNORECASE)


def set_status(draft: ItemDraft, written: str, release: datetime | None, path: str) -> None:
    """Set status, embargo and notices; an unknown status holds the item."""
    word = clean_line(written).rpartition(":")[2].casefold()
    if word.startswith("embargo"):
        set_embargo(draft, release, path)
    elif word in _STATUSES:
        draft.set("pubstatus", _STATUSES[word], path)
        if _STATUSES[word] is PubStatus.CANCELED:
            draft.add("notices", [Notice.KILL], path)
    elif word:
        draft.set("held", True, path)
        draft.warn(
            gettext_noop("The status “{status}” is unknown; the item is held until an editor decides."),
            status=written,
        )


def set_embargo(draft: ItemDraft, release: datetime | None, path: str) -> None:
    """Set the time of an embargo; without one the item is held."""
    draft.set("embargo", release, path)
    if release is None:
        draft.set("held", True, path)
        draft.warn(gettext_noop("The embargo names no time; the item is held until an editor decides."))


def hold_for_note(draft: ItemDraft, note: str, path: str) -> None:
    """Hold an item without a coded embargo if a note to desks speaks of one."""
    if draft.get("embargo") or draft.get("held") or draft.get("pubstatus") is PubStatus.CANCELED:
        return
    if _EMBARGO_NOTE.search(note) and not _LIFTED.search(note):
        draft.set("held", True, path)
        draft.warn(gettext_noop("A note speaks of an embargo, but the file sets none: “{note}”."), note=note)
