"""Reading of page content from a replica that is as recent as the site version.

The version was asked at the primary. In the snapshot of its queries the replica has the same history, and a log number
and a site revision that are no lower: all that a page shows moves one of them in its own transaction.
"""

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from articles.models import FeedHead, SiteRevision
from articles.site.site_version import SiteVersion
from newsroom.db.replicas import ReplicaLags, ReplicaUnfit, Row, replicas

NUMBERS = "epoch, n, (SELECT number FROM {} LIMIT 1) FROM {} LIMIT 1"
COLUMNS = NUMBERS.format(SiteRevision._meta.db_table, FeedHead._meta.db_table)


def read_recent[T](version: SiteVersion | None, read: Callable[[], T]) -> T:
    """Call `read` with its queries on a replica that has the version.

    Without such a replica, or if the replica fails, `read` is called with its queries on the primary.
    """
    if version is not None and replicas.servers:
        for replica in replicas.take_turns():
            with suppress(ReplicaUnfit), replica.read_snapshot(COLUMNS, replicas.find_identity()) as row:
                check_version(row, version)
                return read()
    return read()


def check_version(row: Row, version: SiteVersion) -> None:
    """Raise ReplicaLags unless the snapshot has the version."""
    timeline, epoch, n, changed = row
    if int(timeline or 0) != int(version.timeline or "0", 16):
        raise ReplicaLags(
            f"its history is that of timeline {timeline}, not {int(version.timeline or '0', 16)}"
        )
    if epoch is None or UUID(epoch) != version.epoch:
        raise ReplicaLags("it is in another epoch of the publication log")
    if int(n or 0) < version.n or int(changed or 0) < (version.changed or 0):
        raise ReplicaLags(
            f"it is at {n} and {changed or 0}, the primary at {version.n} and {version.changed or 0}"
        )
