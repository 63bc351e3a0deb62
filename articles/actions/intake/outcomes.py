"""The effect of an item on the desk when it arrived."""

from datetime import datetime

from articles.actions.intake.item_history import ItemHistory, correction_line, is_kill
from articles.models import WireItem
from articles.wire.item import PubStatus

Outcome = WireItem.IntakeOutcome


def get_outcome(
    item: WireItem, before: WireItem | None, history: ItemHistory, *, at: datetime, is_older: bool
) -> WireItem.IntakeOutcome:
    """Return the effect; `before` is the version that the item follows."""
    if is_older:
        return Outcome.OLDER
    if is_kill(item):
        return Outcome.KILL
    if history.lifts_kill(item):
        return Outcome.LIFTED
    if item.held or item.pubstatus == PubStatus.WITHHELD or (item.embargo is not None and item.embargo > at):
        return Outcome.HELD
    if correction_line(item):
        return Outcome.CORRECTION
    return Outcome.UPDATE if before is not None else Outcome.NEW
