"""The embargo of received copy as the review page displays it."""

from dataclasses import dataclass
from datetime import datetime

from articles.admin.datetime_input import FormattedDatetime, format_datetime
from articles.models import WireItem
from articles.parsing.story.embargo import is_over
from articles.parsing.story.types import Copy


@dataclass(frozen=True, slots=True)
class CopyEmbargo:
    """An embargo line with its end; `until` is None if the end could not be parsed."""

    line: str
    until: FormattedDatetime | None = None
    lies_ahead: bool = False
    is_over: bool = False
    """True if it has certainly ended; an embargo that only seems to be over still holds the story."""


def describe_embargo(copy: Copy, item: WireItem, at: datetime) -> CopyEmbargo | None:
    """Return the embargo of the copy for display; None if it has none."""
    line = copy.embargo_line.value if copy.embargo_line is not None else ""
    if copy.embargo is None:
        return CopyEmbargo(line) if copy.embargo_line is not None and line else None
    return CopyEmbargo(
        line,
        format_datetime(copy.embargo.value, at),
        lies_ahead=copy.embargo.value > at,
        is_over=is_over(copy.embargo, received=item.received_at, at=at),
    )
