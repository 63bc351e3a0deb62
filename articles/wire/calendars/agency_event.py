"""Events that news items of agencies announce. Pure."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta, tzinfo
from typing import Any

from articles.wire.calendars.event import AgendaEvent, WrittenTimes, build_event
from articles.wire.item import KILL_NOTICES, ItemKind, PubStatus
from articles.wire.times import parse_time

_DAY = re.compile(r"\d{4}-?\d\d-?\d\d")
_TIMES = frozenset({"start", "end", "duration", "confirmation"})


def read_agency_event(content: Mapping[str, Any], key: str, zone: tzinfo) -> AgendaEvent | None:
    """Return the event of a stored item; None without a start that can be read.

    Readers give its times as notes or signals with the roles `start`, `end` and `duration`.
    """
    times = dict(_list_times(content)) if content.get("kind") == ItemKind.EVENT else {}
    start, end = (_parse(times.get(name, ""), zone) for name in ("start", "end"))
    if start is None:
        return None
    if _DAY.fullmatch(times.get("end", "")) and end is not None:
        end += timedelta(days=1)  # the last day of an agenda belongs to the event
    return build_event(
        WrittenTimes(start, end, _parse_duration(times.get("duration", ""))), zone, uid=key,
        title=content.get("headline", ""), place=content.get("located", ""),
        description="\n".join(_list_texts(content)),
        url=next((link.get("href", "") for link in content.get("links", ())), ""),
        cancelled=bool({PubStatus.CANCELED, *KILL_NOTICES} & {content.get("pubstatus"), *content.get("notices", ())}),
    )  # fmt: skip


def _list_times(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for note in content.get("ednotes", ()):
        yield note.get("role", ""), note.get("text", "").strip()
    for signal in content.get("signals", ()):
        yield signal.get("scheme", ""), signal.get("code", "").strip()


def _list_texts(content: Mapping[str, Any]) -> Iterator[str]:
    """Yield the text and the notes to desks, without those about times."""
    yield from [words for _tag, words, _html in content.get("blocks", ())] or [content.get("teaser", "")]
    yield from (note.get("text", "") for note in content.get("ednotes", ()) if note.get("role") not in _TIMES)


def _parse(written: str, zone: tzinfo) -> Any:
    """Return a date for a day, a time for a time, None for what is incomplete."""
    value = parse_time(written, zone)
    return value.date() if value is not None and _DAY.fullmatch(written) else value


def _parse_duration(written: str) -> timedelta | None:
    """Return a duration such as `PT2H`.

    The package is loaded here because that is slow, and few items need it.
    """
    if not written:
        return None
    from icalendar import vDuration  # noqa: PLC0415

    try:
        return vDuration.from_ical(written)  # type: ignore[no-any-return, no-untyped-call]  # untyped
    except ValueError:
        return None
