"""The effect of an item on the desk when it arrived."""

from datetime import datetime

from articles.actions.intake.item_history import ItemHistory, correction_line, is_kill
from articles.actions.intake.item_matches import find_twin
from articles.actions.intake.story_matches import find_by_agency_item
from articles.models import WireItem
from articles.wire.item import PubStatus

Outcome = WireItem.IntakeOutcome


def get_first_outcome(item: WireItem, *, at: datetime) -> str:
    """Return the effect of a first item; empty if it may concern a story.

    Kills and corrections are left to `open_agency_changes`, as are items without an identifier that announce something
    about another one, and items whose identifier a story has.
    """
    names_another = bool(item.notices) and bool((item.content or {}).get("guid_made"))
    if (
        names_another
        or is_kill(item)
        or correction_line(item)
        or find_twin(item)
        or find_by_agency_item(item)
    ):
        return ""
    return Outcome.HELD if _is_held(item, at) else Outcome.NEW


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
    if _is_held(item, at):
        return Outcome.HELD
    if correction_line(item):
        return Outcome.CORRECTION
    return Outcome.UPDATE if before is not None else Outcome.NEW


def _is_held(item: WireItem, at: datetime) -> bool:
    is_embargoed = item.embargo is not None and item.embargo > at
    return item.held or item.pubstatus == PubStatus.WITHHELD or is_embargoed
