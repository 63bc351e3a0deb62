"""The moment somebody types, told back: what is understood, exact UTC, how long until then, or what to choose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.parsing.dates.user_input import DateTimeInput, InputDoubt, read_datetime_input

DOUBT_MESSAGES = {
    InputDoubt.UNREADABLE: gettext_lazy(
        "Not understood. Write for example 18 Uhr, morgen 6, Fr 6:30, 2.3. 18 Uhr."
    ),
    InputDoubt.NO_TIME: gettext_lazy("At which hour?"),
    InputDoubt.NO_SUCH_TIME: gettext_lazy("There is no such hour."),
    InputDoubt.NO_SUCH_DAY: gettext_lazy("There is no such day."),
    InputDoubt.PAST: gettext_lazy("That time has passed."),
    InputDoubt.TOO_FAR: gettext_lazy("That lies more than ten years ahead. Check the year."),
    InputDoubt.CONTRADICTION: gettext_lazy("This does not fit together. Check weekday, date, time and zone."),
    InputDoubt.SEVERAL: gettext_lazy("More than one time fits. Which one?"),
    InputDoubt.TWICE: gettext_lazy("Clocks go back that night: this hour comes twice. Which one?"),
    InputDoubt.NEVER: gettext_lazy("Clocks go forward that night: this hour is left out. Which one instead?"),
}


ZONES = {"CET": gettext_lazy("CET"), "CEST": gettext_lazy("CEST")}
"""Zones that have another name in German."""


@dataclass(frozen=True, slots=True)
class FormattedDatetime:
    """One moment in words."""

    utc: str
    """ISO 8601, for machines and as the value of a choice."""
    words: str
    exact: str
    left: str


@dataclass(frozen=True, slots=True)
class ParsedDatetime:
    """What became of one field: nothing typed, a moment, or a doubt with choices."""

    typed: str
    moment: datetime | None = None
    doubt: str = ""
    choices: tuple[FormattedDatetime, ...] = ()

    def answer(self, at: datetime) -> dict[str, Any]:
        """For the script that shows it while it is typed."""
        told = format_datetime(self.moment, at) if self.moment else None
        return {
            "words": told.words if told else "",
            "utc": told.utc if told else "",
            "exact": told.exact if told else "",
            "left": told.left if told else "",
            "doubt": self.doubt,
            "choices": [{"utc": c.utc, "words": c.words, "exact": c.exact} for c in self.choices],
        }


def parse_typed_datetime(typed: str, at: datetime, chosen: str = "") -> ParsedDatetime:
    """`chosen` is the editor's answer where the clock gives two moments or none."""
    if not typed.strip():
        return ParsedDatetime("")
    read = read_datetime_input(typed, at=at, zone=ZoneInfo(settings.DESK_TIME_ZONE))
    if read.value is not None:
        return ParsedDatetime(typed, read.value)
    wish = _parse_choice(chosen)
    if wish in read.choices:
        return ParsedDatetime(typed, wish)
    return _describe_doubt(typed, read, at)


def _parse_choice(chosen: str) -> datetime | None:
    """Return the moment of a choice; what was not offered is none, even if it looks like a date."""
    try:
        return parse_datetime(chosen)
    except ValueError:
        return None


def _describe_doubt(typed: str, read: DateTimeInput, at: datetime) -> ParsedDatetime:
    doubt = str(DOUBT_MESSAGES[read.doubt]) if read.doubt else ""
    return ParsedDatetime(typed, None, doubt, tuple(format_datetime(choice, at) for choice in read.choices))


def parse_field(data: Mapping[str, str], name: str, at: datetime) -> ParsedDatetime:
    return parse_typed_datetime(data.get(name, ""), at, data.get(f"{name}_choice", ""))


def format_datetime(moment: datetime, at: datetime) -> FormattedDatetime:
    local = timezone.localtime(moment)
    utc = moment.astimezone(ZoneInfo("UTC"))
    return FormattedDatetime(
        utc=utc.isoformat(),
        words=_format_in_full(local, at),
        exact=f"{utc:%Y-%m-%d %H:%M:%S} UTC",
        left=format_duration(moment - at),
    )


def _format_in_full(local: datetime, at: datetime) -> str:
    """Return weekday, date, time and zone in words; of today and tomorrow these words as well."""
    date = date_format(local, "l, j. F Y")
    near = {0: _("today"), 1: _("tomorrow")}.get((local.date() - timezone.localtime(at).date()).days)
    zone = local.tzname() or ""
    told = {
        "day": near or date,
        "hour": date_format(local, "H:i"),
        "zone": ZONES.get(zone, zone),
        "date": date,
    }
    if near is None:
        return _("%(day)s, %(hour)s (%(zone)s)") % told
    return _("%(day)s, %(hour)s (%(zone)s) · %(date)s") % told


def format_duration(apart: timedelta) -> str:
    """`5 h 12 min`, in the two largest units."""
    minutes = max(0, int(apart.total_seconds() // 60))
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [ngettext("%(n)d whole day", "%(n)d whole days", days) % {"n": days}] if days else []
    parts += [f"{hours} h"] if hours else []
    parts += [f"{rest} min"] if rest or not parts else []
    return " ".join(parts[:2])


def format_for_input(moment: datetime | None) -> str:
    """A moment as the field shows it, readable back to the same; the zone tells equal hours apart."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return local.isoformat(timespec="minutes") if twice else f"{local:%d.%m.%Y %H:%M}"
