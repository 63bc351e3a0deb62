"""Times of versions that lie in the future. Pure.

A version dated years ahead by mistake would stay the newest for ever: the kill that follows it would count as older.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from articles.parsing.errors import gettext_noop
from articles.wire.item import WireWarning

MAX_AHEAD = timedelta(minutes=10)
"""Difference of clocks that is left alone."""


def get_order_time(created: datetime | None, received_at: datetime) -> datetime | None:
    """Return the time by which a version is ordered.

    It is None for a time in the future: the version number decides then, and the receipt.
    """
    return None if created is None or created > received_at + MAX_AHEAD else created


def iterate_doubts(created: datetime | None, received_at: datetime) -> Iterator[WireWarning]:
    """Yield a warning about a time in the future."""
    if created is not None and get_order_time(created, received_at) is None:
        what = gettext_noop(
            "The version is dated {time}, which is in the future. Its version number decides what is newer; check the "
            "clock of the agency and of this server."
        )
        yield WireWarning(what, {"time": created.isoformat(sep=" ", timespec="minutes")})
