"""Status and embargo of an item in JSON. Pure.

What is not understood is never usable: an unknown status is withheld, an embargo without a time is held.
"""

from collections.abc import Iterable, Mapping
from datetime import tzinfo

from articles.parsing.errors import gettext_noop
from articles.wire.item import Notice, PubStatus
from articles.wire.item_draft import ItemDraft
from articles.wire.json_values import JsonObject, read_text, read_time

_STATUSES: Mapping[str, PubStatus] = {
    "usable": PubStatus.USABLE,
    "withheld": PubStatus.WITHHELD,
    "canceled": PubStatus.CANCELED,
    "cancelled": PubStatus.CANCELED,
    "killed": PubStatus.CANCELED,
    "kill": PubStatus.CANCELED,
    "deleted": PubStatus.CANCELED,
    "replaced": PubStatus.WITHHELD,
    "commissioned": PubStatus.WITHHELD,
}
"""Status → meaning; the last two are TT's: replaced by another item, and ordered but not yet written."""


def set_embargo(
    draft: ItemDraft, content: JsonObject, keys: Iterable[str], zone: tzinfo, *, null_is_none: bool = False
) -> None:
    """Set the embargo; a key without a time holds the item until an editor decides.

    Some agencies write null for “no embargo”.
    """
    for key in keys:
        value = content.get(key, False)
        if value is False or (value is None and null_is_none):
            continue
        if (time := read_time(value, zone)) is not None:
            draft.set("embargo", time, key)
            continue
        draft.set("held", True, key)
        if written := read_text(value):
            draft.warn(
                gettext_noop("The time of the embargo cannot be read: “{written}”. The item is held."),
                written=written[:80],
            )
        else:
            draft.warn(gettext_noop("The embargo has no time. The item is held until an editor decides."))


def set_status(draft: ItemDraft, written: str, path: str) -> None:
    """Set the publication status after the embargo; an empty one is usable.

    `embargoed` is no status of its own: with a time the embargo says it all, without one the item is held.
    """
    code = written.rpartition(":")[2].strip().lower()
    if code == "embargoed":
        if draft.get("embargo") is None:
            draft.set("held", True, path)
            draft.set("pubstatus", PubStatus.WITHHELD, path)
        return
    if code and code not in _STATUSES:
        draft.warn(
            gettext_noop("Unknown publication status “{status}”: the item is withheld."), status=written[:80]
        )
    status = _STATUSES.get(code, PubStatus.WITHHELD) if code else PubStatus.USABLE
    draft.set("pubstatus", status, path)
    if status is PubStatus.CANCELED:
        draft.add("notices", [Notice.KILL], path)


def is_kill(written: str) -> bool:
    """Return True for a status that withdraws the item, in any spelling."""
    return _STATUSES.get(written.rpartition(":")[2].strip().lower()) is PubStatus.CANCELED
