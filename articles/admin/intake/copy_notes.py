"""Notes on received copy: its embargo, and a language that the desk lacks."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from articles.admin.datetime_input import FormattedDatetime, format_datetime
from articles.models import WireItem
from articles.models.desk_languages import default_language, find_desk_language
from articles.parsing.story.embargo import is_over
from articles.parsing.story.types import Copy
from articles.text.language import UNKNOWN
from newsroom.language_tags import name_language


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


@dataclass(frozen=True, slots=True)
class LanguageNote:
    text: str
    warns: bool
    """The desk has no stories in the language."""


def describe_language(copy: Copy) -> LanguageNote | None:
    """Return a note for copy in a language that the desk or the rules lack, else None."""
    facts = {"language": name_language(copy.language), "default": name_language(default_language())}
    if copy.language not in {"", UNKNOWN} and not find_desk_language(copy.language):
        text = _(
            "The copy is in this language: %(language)s. The desk has no stories in it; without another choice the "
            "story will be marked as %(default)s."
        )
        return LanguageNote(f"{text % facts} {_less_sure(copy)}".strip(), warns=True)
    if copy.is_foreign:
        text = _("The copy is in this language: %(language)s.")
        return LanguageNote(f"{text % facts} {_less_sure(copy)}", warns=False)
    return None


def _less_sure(copy: Copy) -> str:
    if not copy.is_foreign:
        return ""
    return _("Only what needs no language was read, and every value is less sure than in German or English.")
