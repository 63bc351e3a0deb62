"""The embargo of received copy on the screen that checks it: what was read, and what becomes of it."""

from dataclasses import dataclass
from datetime import datetime

from articles.admin.datetime_input import FormattedDatetime, format_datetime
from articles.models import WireItem
from articles.parsing.story.embargo import is_over
from articles.parsing.story.types import Copy


@dataclass(frozen=True, slots=True)
class CopyEmbargo:
    """An embargo line with the time it was read as; `told` is None where its end could not be read."""

    line: str
    told: FormattedDatetime | None = None
    lies_ahead: bool = False
    is_over: bool = False
    """Whether it has ended for certain; one that only seems to be over holds the story."""


def describe_embargo(copy: Copy, item: WireItem, at: datetime) -> CopyEmbargo | None:
    """Return what the screen says of the embargo of a copy, None where it has none."""
    if copy.embargo_line is None:
        return None
    if copy.embargo is None:
        return CopyEmbargo(copy.embargo_line.value)
    return CopyEmbargo(
        copy.embargo_line.value,
        format_datetime(copy.embargo.value, at),
        lies_ahead=copy.embargo.value > at,
        is_over=is_over(copy.embargo, received=item.received_at, at=at),
    )
