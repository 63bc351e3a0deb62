"""Effects of received files and their items, as the transports report them."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import AgencyChange, WireFile, WireItem

HEARTBEAT = WireItem.IntakeOutcome.HEARTBEAT


@dataclass(frozen=True, slots=True)
class ItemResult:
    """An item with its effect; `repeated` if it was stored before."""

    item: WireItem
    changes: Sequence[AgencyChange] = ()
    """Changes of stories on the desk; empty for copy on a new subject."""
    repeated: bool = False

    @property
    def outcome(self) -> str:
        is_repeat = self.repeated and self.item.outcome != HEARTBEAT
        return WireItem.IntakeOutcome.REPEAT if is_repeat else self.item.outcome


@dataclass(frozen=True, slots=True)
class FileResult:
    """A received file with its items; a quarantined file has none."""

    file: WireFile
    repeated: bool
    items: Sequence[ItemResult]

    @property
    def outcome(self) -> str:
        """The effect of the file: that of its first item that is not a repeat."""
        if self.file.status == WireFile.Status.QUARANTINED:
            return "quarantined"
        if self.repeated:
            return WireItem.IntakeOutcome.REPEAT
        outcomes = [result.outcome for result in self.items]
        return next(
            (one for one in outcomes if one != WireItem.IntakeOutcome.REPEAT), WireItem.IntakeOutcome.REPEAT
        )
