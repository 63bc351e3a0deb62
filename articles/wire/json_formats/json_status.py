"""Status and embargo of an item in JSON. Pure."""

from collections.abc import Iterable
from datetime import tzinfo

from articles.wire.item import PubStatus
from articles.wire.item_draft import ItemDraft
from articles.wire.json_formats.json_values import JsonObject, read_text, read_time
from articles.wire.release_status import fold_status, set_embargo, set_status
from articles.wire.vocabularies import read_statuses

_STATUSES = read_statuses("json")
"""Two are TT's: replaced by another item, and ordered but not yet written."""


def set_json_embargo(
    draft: ItemDraft, content: JsonObject, keys: Iterable[str], zone: tzinfo, *, null_is_none: bool = False
) -> None:
    """Set the embargo; a key without a time holds the item until an editor decides.

    Some agencies write null for “no embargo”.
    """
    for key in keys:
        value = content.get(key, False)
        if value is not False and not (value is None and null_is_none):
            set_embargo(draft, read_time(value, zone), key, read_text(value))


def set_json_status(draft: ItemDraft, written: str, path: str) -> None:
    """Set the publication status after the embargo; an empty one is usable.

    `embargoed` is no status of its own: with a time the embargo says it all, without one the item is held.
    """
    if fold_status(written) != "embargoed":
        set_status(draft, written if fold_status(written) else PubStatus.USABLE, path, _STATUSES)
    elif draft.get("embargo") is None:
        draft.set("held", True, path)
        draft.set("pubstatus", PubStatus.WITHHELD, path)


def is_kill(written: str) -> bool:
    """Return True for a status that withdraws the item, in any spelling."""
    return _STATUSES.get(fold_status(written)) is PubStatus.CANCELED
