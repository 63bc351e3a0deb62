"""The effect of an item on the desk when it arrived."""

from collections.abc import Sequence
from datetime import datetime

from articles.actions.intake.versions.item_history import ItemHistory, correction_line, is_kill
from articles.actions.intake.versions.item_matches import find_items_in_one_format
from articles.actions.intake.versions.story_matches import find_items_without_story
from articles.models import WireItem
from articles.wire.item import PubStatus

Outcome = WireItem.IntakeOutcome


def set_first_outcomes(items: Sequence[WireItem], *, at: datetime) -> None:
    """Set the effects of items without earlier version, before they are stored.

    Most items concern no story and need no further transaction. The effect of all others stays empty and is left to
    `open_agency_changes`: kills, corrections, items without an identifier that announce something about another one,
    and items that came in another format before or whose identifier a story has.
    """
    plain = [item for item in items if not _concerns_others(item)]
    for item in find_items_without_story(find_items_in_one_format(plain)):
        item.outcome = Outcome.HELD if _is_held(item, at) else Outcome.NEW


def _concerns_others(item: WireItem) -> bool:
    names_another = bool(item.notices) and bool((item.content or {}).get("guid_made"))
    return names_another or is_kill(item) or bool(correction_line(item))


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
