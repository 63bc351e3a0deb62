"""The event that readers of calendars and of agency agendas return. Pure."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from articles.text.html_blocks import looks_like_html, plain_text

MAX_TITLE, MAX_PLACE, MAX_DESCRIPTION, MAX_URL = 300, 200, 5_000, 500
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaEvent:
    """One occurrence of an event; texts are plain, times aware.

    An event of whole days begins and ends at midnight in the zone of the desk; the end belongs to it no more.
    """

    uid: str = ""
    occurrence: str = ""
    """Original start of one occurrence of a repeated event; empty for an event that happens once."""
    title: str
    starts_at: datetime
    ends_at: datetime
    all_day: bool = False
    place: str = ""
    description: str = ""
    url: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class WrittenTimes:
    """Start, end and duration as written; dates are whole days."""

    start: date
    end: date | None = None
    duration: timedelta | None = None

    def resolve(self, zone: tzinfo) -> tuple[datetime, datetime, bool]:
        """Return start and end in UTC, and whether they are whole days.

        A time without a zone is in `zone`. Without an end, a day lasts a day and a time no time (RFC 5545, 3.6.1).
        An end before the start is none.
        """
        all_day = not isinstance(self.start, datetime)
        least = self.start + timedelta(days=all_day)
        end = self.end or (least if self.duration is None else self.start + self.duration)
        starts_at = place_in_zone(self.start, zone)
        return starts_at, max(place_in_zone(end, zone), place_in_zone(least, zone)), all_day


def place_in_zone(value: date, zone: tzinfo) -> datetime:
    """Return a date or time in UTC, one without a zone as of `zone`."""
    local = value if isinstance(value, datetime) else datetime.combine(value, time())
    return (local if local.tzinfo else local.replace(tzinfo=zone)).astimezone(UTC)


def build_event(
    times: WrittenTimes, zone: tzinfo, *, title: str, place: str, description: str, url: str, **facts: object
) -> AgendaEvent:
    """Return the event with plain texts; an address that is not http is left out."""
    starts_at, ends_at, all_day = times.resolve(zone)
    is_web = re.fullmatch(r"https?://[^\s<>\"]+", url.strip(), re.IGNORECASE) is not None
    return AgendaEvent(
        title=clean_line(title, MAX_TITLE) or "–", starts_at=starts_at, ends_at=ends_at, all_day=all_day,
        place=clean_line(place, MAX_PLACE), description=clean_lines(description),
        url=url.strip() if is_web and len(url) <= MAX_URL else "", **facts,  # type: ignore[arg-type]  # its fields
    )  # fmt: skip


def clean_line(text: str, limit: int) -> str:
    return " ".join(clean_lines(text).split())[:limit].strip()


def clean_lines(text: str) -> str:
    """Return a text without markup and control characters."""
    plain = plain_text(text) if looks_like_html(text) else text
    lines = (" ".join(line.split()) for line in _CONTROLS.sub(" ", plain.replace("\r\n", "\n")).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:MAX_DESCRIPTION]
