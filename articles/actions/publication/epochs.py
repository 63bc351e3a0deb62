"""Epochs of the publication log: a new one begins when a backup is restored.

Log rows after the backup are lost. Partners whose cursor is older than the backup get the differences; all others
start a full sync.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID, uuid4

from django.db import connection, transaction

from articles.actions.audit import audit
from articles.actions.publication.log import take_numbers
from articles.models import Article, FeedHead, FormerEpoch, LogEntry, MediaFile, Photo, Section, Topic
from articles.models.audit import AuditVerb
from newsroom.launcher.postgres.upgrade import DATABASE_IDENTITY
from people.models import Person

PERMANENT_ID_MODELS = (Article, Photo, MediaFile, Person, Section, Topic)
"""Models whose ids are in URLs and in partners' copies: ids lost with the backup are not reused."""
SKIPPED_IDS = 10_000
"""Ids skipped after a restore, more than a desk uses between two backups."""

RESTORED = "restored from a backup"
MARK_AS_RESTORED = f"UPDATE public.feed_head SET home = '{RESTORED}'"  # noqa: S608  # a constant
"""Makes `begin_epoch_if_moved` begin an epoch at the next start if the restore is interrupted."""
SKIP_IDS = "SELECT setval(pg_get_serial_sequence(%s, 'id'), nextval(pg_get_serial_sequence(%s, 'id')) + %s)"


@dataclass(frozen=True, slots=True)
class NewEpoch:
    """Former and new epoch; `n` is the newest log number in the backup."""

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
    """Begin an epoch, which invalidates cursors and cached pages; numbers continue.

    The desk is asked to check withdrawals since `backup_at`, by default the newest log row. It also learns whether
    the withdrawal journal, begun at `journal_since`, covers that period.
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


def begin_epoch_if_moved(
    *, at: datetime, journal_since: datetime | None = None, upgraded: tuple[str, str] | None = None
) -> NewEpoch | None:
    """Begin an epoch if the log was written in another database, else return None.

    Detects a dump restored elsewhere, point-in-time recovery and a promoted standby, but not a plain copy of the
    data directory. `upgraded` are the identities of the database before and after a new major version of PostgreSQL,
    which moves nothing.
    """
    with transaction.atomic():
        take_numbers(0)
        head, here = FeedHead.objects.get(), database_identity()
        if head.home in {"", here} or upgraded == (head.home, here):
            FeedHead.objects.update(home=here)
            return None
        return begin_epoch(at=at, journal_since=journal_since)


def is_marked_as_restored() -> bool:
    """Return whether a restore loaded the database and was interrupted."""
    return FeedHead.objects.filter(home=RESTORED).exists()


def database_identity() -> str:
    """Return system identifier, timeline and OID of the database."""
    with connection.cursor() as cursor:
        cursor.execute(DATABASE_IDENTITY)
        return cast("str", cursor.fetchone()[0])
