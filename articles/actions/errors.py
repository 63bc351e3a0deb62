"""Why an action refused: typed, with the sentence the editor reads and the field it is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from newsroom.actions import ActionRefused, NotPermitted

__all__ = ["ActionRefused", "CheckResult", "ChecksFailed", "EditConflict", "NotPermitted", "WrongState"]


class WrongState(ActionRefused):
    """The workflow has no such move from the story's state."""


class EditConflict(ActionRefused):
    """Somebody saved the story since the actor opened it; what was typed is in the caller's hands, unsaved."""

    def __init__(self, *, based_on: int, now_at: int, by: str) -> None:
        self.based_on = based_on
        self.now_at = now_at
        super().__init__(
            _(
                "The story was saved by %(by)s while you had it open (revision %(now)d, yours began from %(then)d). "
                "Your text is kept below; compare it and save again."
            )
            % {"by": by, "now": now_at, "then": based_on}
        )


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing the publish gate found; `blocks` refuses, `warns` may be overruled with a reason."""

    severity: str
    code: str
    message: str
    field: str = ""
    story: int = 0
    """Another story that it is about, by number."""


class ChecksFailed(ActionRefused):
    """The publish gate found something that blocks; `obstacles` lists all of it."""

    def __init__(self, obstacles: Sequence[CheckResult]) -> None:
        self.obstacles = tuple(obstacles)
        super().__init__(" ".join(o.message for o in obstacles), obstacles[0].field)
