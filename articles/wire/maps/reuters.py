"""Reuters Connect JSON beyond its map: signals with their schemes. Pure."""

from articles.wire.field_map.agency_fields import AgencyFields
from articles.wire.item import Code


def set_signals(item: AgencyFields) -> None:
    parts = (written.rpartition(":") for written in item.lines(["signal", "signals"]))
    item.draft.add("signals", (Code(scheme, code) for scheme, _, code in parts), "signal")
