"""Refusals of actions and results of publish checks, with messages for editors."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from newsroom.actions import ActionRefused, NotPermitted

__all__ = ["ActionRefused", "CheckResult", "ChecksFailed", "EditConflict", "NotPermitted", "WrongState"]


class WrongState(ActionRefused):
    """The workflow has no such move from the story's state."""


class EditConflict(ActionRefused):
    """Somebody saved the story since `based_on`; the caller still has the typed text."""

    def __init__(self, *, based_on: int, current_revision: int, by: str) -> None:
        self.based_on = based_on
        self.current_revision = current_revision
        self.by = by
        super().__init__(
            _(
                "%(by)s saved the story while you had it open (revision %(now)d; yours is based on %(then)d). "
                "Your text is below; compare it and save again."
            )
            % {"by": by, "now": current_revision, "then": based_on}
        )


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A finding of a publish check; its severity is `blocks`, `warns` or `notes`."""

    severity: str
    code: str
    message: str
    field: str = ""
    story: int = 0
    """Id of another story that the finding concerns."""


class ChecksFailed(ActionRefused):
    """Publish checks found errors or warnings not overridden, listed in `results`."""

    def __init__(self, results: Sequence[CheckResult]) -> None:
        self.results = tuple(results)
        super().__init__(" ".join(result.message for result in results), results[0].field)

    @property
    def messages(self) -> list[tuple[str, str]]:
        return [(result.field, result.message) for result in self.results]
