"""Assignment of zones to times: `12:00 GMT / 13:00 CET`, `GMT 12:00`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.parsing.dates.types import DateExpression, TimeOfDay, Zone, ZoneKind

_BETWEEN = re.compile(r"[\s,()\[\]/|·:=+-]{0,4}(?:(?:in|at|in the|on the|an der|nach|der|dem) )?[(\[]?")


@dataclass(slots=True)
class ZonedTime:
    """A time with the zones named for it and the places next to it."""

    time: TimeOfDay
    zones: list[Zone] = field(default_factory=list)
    places: list[Zone] = field(default_factory=list)
    has_local_word: bool = False
    """True for `Ortszeit` or `local time` without its place."""


@dataclass(frozen=True, slots=True)
class ZoneAttachment:
    """Times with their zones, and the places that belong to no time."""

    times: tuple[ZonedTime, ...]
    unattached: tuple[Zone, ...]


def attach_zones(expression: DateExpression) -> ZoneAttachment:
    """Return each time with the zones named for it."""
    times = [ZonedTime(time) for time in expression.times]
    if not times:
        return ZoneAttachment((), expression.zones)
    unattached = []
    for index, zone in enumerate(expression.zones):
        owner = times[index] if _are_zones_first(expression) else _find_owner(expression.text, zone, times)
        if owner is None:
            unattached.append(zone)
        elif zone.kind is ZoneKind.PLACE:
            owner.places.append(zone)
        elif zone.kind is ZoneKind.LOCAL:
            owner.has_local_word = True
        else:
            owner.zones.append(zone)
    _share_zones(times)
    return ZoneAttachment(tuple(times), tuple(unattached))


def _are_zones_first(expression: DateExpression) -> bool:
    """Return whether each time has its zone before it."""
    zones, times = expression.zones, expression.times
    if len(zones) != len(times) or any(zone.kind is not ZoneKind.EXPLICIT for zone in zones):
        return False
    return all(zone.span.end <= time.span.start for zone, time in zip(zones, times, strict=True)) and all(
        time.span.end <= zone.span.start for zone, time in zip(zones[1:], times, strict=False)
    )


def _find_owner(text: str, zone: Zone, times: Sequence[ZonedTime]) -> ZonedTime | None:
    """Return the time of a zone; a place alone must follow its time directly."""
    before = [timed for timed in times if timed.time.span.end <= zone.span.start]
    if zone.kind is not ZoneKind.PLACE:
        return before[-1] if before else times[0]
    if not before:
        return None
    last = before[-1]
    taken = (*last.zones, *last.places)
    end = max([last.time.span.end, *(other.span.end for other in taken)])
    return last if _BETWEEN.fullmatch(text, end, zone.span.start) else None


def _share_zones(times: Sequence[ZonedTime]) -> None:
    """Give a time that is written twice, `6 p.m. (18:00) ET`, its zone both times."""
    for timed in times:
        equal = [other for other in times if other.time.minutes == timed.time.minutes and other.zones]
        if not timed.zones and equal:
            timed.zones.extend(equal[0].zones)
