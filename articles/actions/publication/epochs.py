"""After a backup was restored the log begins a new epoch: what was numbered after the backup is gone for good.

Mirrors whose cursor lies before the backup are told what differs; the others start again from nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID, uuid4

from django.db import connection, transaction

from articles.actions.audit import audit
from articles.actions.publication.log import take_numbers
from articles.models import Article, FeedHead, FormerEpoch, LogEntry, Photo, Section, Topic
from articles.models.audit import AuditVerb
from people.models import Person

PERMANENT_ID_MODELS = (Article, Photo, Person, Section, Topic)
"""Their numbers stand in addresses and in partners' mirrors: one that was given after the backup is not given again."""
SKIPPED_IDS = 10_000
"""Numbers left out: surely more than a desk gives between two backups."""

DATABASE_IDENTITY = """
SELECT (SELECT system_identifier FROM pg_control_system()) || '/'
    || (SELECT timeline_id FROM pg_control_checkpoint()) || '/'
    || (SELECT oid FROM pg_database WHERE datname = current_database())
"""
MARK_AS_RESTORED = "UPDATE public.feed_head SET home = 'restored from a backup'"
"""Makes `begin_epoch_if_moved` begin an epoch at the next start, should the restore be cut short before it does so."""
SKIP_IDS = "SELECT setval(pg_get_serial_sequence(%s, 'id'), nextval(pg_get_serial_sequence(%s, 'id')) + %s)"


@dataclass(frozen=True, slots=True)
class NewEpoch:
    """`n` is the newest number that the backup knows."""

    former: UUID
    epoch: UUID
    n: int


@transaction.atomic
def begin_epoch(
    *,
    at: datetime,
    skipped: int = SKIPPED_IDS,
    backup_at: datetime | None = None,
    journal_since: datetime | None = None,
) -> NewEpoch:
    """Every cursor and every kept page of the former epoch is void from here on; numbers of the log go on.

    The desk is asked to check what was withdrawn since `backup_at`, or since the newest row of the log; it is told
    whether the journal of closures, begun at `journal_since`, holds all of it.
    """
    take_numbers(0)
    head = FeedHead.objects.get()
    begun = NewEpoch(former=head.epoch, epoch=uuid4(), n=head.n)
    newest = LogEntry.objects.order_by("-seq").values_list("at", flat=True).first()
    lost_since = backup_at or newest or at
    FormerEpoch.objects.create(
        epoch=begun.former, n=begun.n, at=at, backup_at=lost_since,
        closures_known=journal_since is not None and journal_since <= lost_since,
    )  # fmt: skip
    head.epoch, head.home = begun.epoch, database_identity()
    head.save(update_fields=["epoch", "home"])
    with connection.cursor() as cursor:
        for model in PERMANENT_ID_MODELS:
            table = model._meta.db_table
            cursor.execute(SKIP_IDS, [table, table, skipped])
    audit(AuditVerb.BEGIN_EPOCH, head, by=None, at=at, former=begun.former, epoch=begun.epoch, number=begun.n)
    return begun


def begin_epoch_if_moved(*, at: datetime, journal_since: datetime | None = None) -> NewEpoch | None:
    """A new epoch where the log finds itself in another database than it was written in; None where it is at home.

    A dump restored elsewhere and a server that recovered to a point in time or took over for another are noticed;
    a plain copy of the files is not.
    """
    with transaction.atomic():
        take_numbers(0)
        head, here = FeedHead.objects.get(), database_identity()
        if head.home in {"", here}:
            FeedHead.objects.update(home=here)
            return None
        return begin_epoch(at=at, journal_since=journal_since)


def database_identity() -> str:
    """Which cluster, which timeline of it, which database."""
    with connection.cursor() as cursor:
        cursor.execute(DATABASE_IDENTITY)
        return cast("str", cursor.fetchone()[0])
