"""Urgency of an item, from 1 to 9 (IPTC). Pure."""

from articles.parsing.errors import gettext_noop
from articles.wire.item_draft import ItemDraft


def parse_urgency(written: str) -> int | None:
    """Return an urgency from 1 to 9; None for anything else."""
    return int(written) if len(written) == 1 and written in "123456789" else None


def set_urgency(draft: ItemDraft, written: str, path: str) -> None:
    """Set the urgency, with a warning of what is none."""
    urgency = parse_urgency(written)
    if written and urgency is None:
        draft.warn(gettext_noop("The urgency “{value}” is no number from 1 to 9."), value=written[:60])
    draft.set("urgency", urgency, path)
