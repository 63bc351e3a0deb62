"""Datetimes typed by editors: parsing, messages about doubtful input, display."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, npgettext

from articles.parsing.dates.user_input import DateTimeInput, InputDoubt, read_datetime_input

DOUBT_MESSAGES = {
    InputDoubt.UNREADABLE: gettext_lazy(
        "Not understood. Write for example 18 Uhr, morgen 6, Fr 6:30, 2.3. 18 Uhr."
    ),
    InputDoubt.NO_TIME: gettext_lazy("At what time?"),
    InputDoubt.NO_SUCH_TIME: gettext_lazy("There is no such time."),
    InputDoubt.NO_SUCH_DAY: gettext_lazy("There is no such day."),
    InputDoubt.PAST: gettext_lazy("That time has passed."),
    InputDoubt.TOO_FAR: gettext_lazy("That is more than ten years ahead. Check the year."),
    InputDoubt.CONTRADICTION: gettext_lazy("These do not match. Check weekday, date, time and zone."),
    InputDoubt.SEVERAL: gettext_lazy("More than one time is possible. Which one?"),
    InputDoubt.TWICE: gettext_lazy(
        "The clocks go back that night, so this time occurs twice. Which one do you mean?"
    ),
    InputDoubt.NEVER: gettext_lazy(
        "The clocks go forward that night, so this time does not exist. Which one instead?"
    ),
}
ZONE_NAMES = {"CET": gettext_lazy("CET"), "CEST": gettext_lazy("CEST")}


@dataclass(frozen=True, slots=True)
class FormattedDatetime:
    utc: str
    """ISO 8601, also the value of a choice."""
    words: str
    exact: str
    left: str
    """The time that remains, such as `5 h 12 min`."""


@dataclass(frozen=True, slots=True)
class ParsedDatetime:
    """Typed text and its datetime, or a message and the choices that remain."""

    typed: str
    value: datetime | None = None
    doubt: str = ""
    choices: tuple[FormattedDatetime, ...] = ()

    def as_json(self, at: datetime) -> dict[str, Any]:
        """Return what the script shows while the editor types."""
        shown = format_datetime(self.value, at) if self.value else FormattedDatetime("", "", "", "")
        choices = [asdict(choice) for choice in self.choices]
        return {**asdict(shown), "doubt": self.doubt, "choices": choices}


def parse_typed_datetime(typed: str, at: datetime, choice: str = "") -> ParsedDatetime:
    """Parse the text; `choice` settles a time that the clock change makes ambiguous."""
    if not typed.strip():
        return ParsedDatetime("")
    read = read_datetime_input(typed, at=at, zone=ZoneInfo(settings.DESK_TIME_ZONE))
    if read.value is not None:
        return ParsedDatetime(typed, read.value)
    selected = _parse_choice(choice)
    if selected in read.choices:
        return ParsedDatetime(typed, selected)
    return _describe_doubt(typed, read, at)


def _parse_choice(choice: str) -> datetime | None:
    try:
        return parse_datetime(choice)
    except ValueError:
        return None


def _describe_doubt(typed: str, read: DateTimeInput, at: datetime) -> ParsedDatetime:
    doubt = str(DOUBT_MESSAGES[read.doubt]) if read.doubt else ""
    return ParsedDatetime(typed, None, doubt, tuple(format_datetime(choice, at) for choice in read.choices))


def parse_field(data: Mapping[str, str], name: str, at: datetime) -> ParsedDatetime:
    return parse_typed_datetime(data.get(name, ""), at, data.get(f"{name}_choice", ""))


def format_datetime(value: datetime, at: datetime) -> FormattedDatetime:
    utc = value.astimezone(ZoneInfo("UTC"))
    return FormattedDatetime(
        utc=utc.isoformat(),
        words=_format_in_full(timezone.localtime(value), at),
        exact=f"{utc:%Y-%m-%d %H:%M:%S} UTC",
        left=format_duration(value - at),
    )


def _format_in_full(local: datetime, at: datetime) -> str:
    """Return weekday, date, time and zone, preceded by “today” or “tomorrow”."""
    date = date_format(local, _("l, j F Y"))
    near = {0: _("today"), 1: _("tomorrow")}.get((local.date() - timezone.localtime(at).date()).days)
    zone = local.tzname() or ""
    facts = {
        "day": near or date,
        "time": date_format(local, "H:i"),
        "zone": ZONE_NAMES.get(zone, zone),
        "date": date,
    }
    if near is None:
        return _("%(day)s, %(time)s (%(zone)s)") % facts
    return _("%(day)s, %(time)s (%(zone)s) · %(date)s") % facts


def format_duration(duration: timedelta) -> str:
    """Return the two largest units, such as `5 h 12 min`."""
    minutes = max(0, int(duration.total_seconds() // 60))
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [npgettext("duration", "%(n)d day", "%(n)d days", days) % {"n": days}] if days else []
    parts += [f"{hours} h"] if hours else []
    parts += [f"{rest} min"] if rest or not parts else []
    return " ".join(parts[:2])


def format_for_input(value: datetime | None) -> str:
    """Return text that `parse_typed_datetime` reads back.

    The UTC offset is added where the clock change repeats the time.
    """
    if value is None:
        return ""
    local = timezone.localtime(value)
    ambiguous = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return local.isoformat(timespec="minutes") if ambiguous else f"{local:%d.%m.%Y %H:%M}"
