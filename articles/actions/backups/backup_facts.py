"""Facts about the database for backups, and records of completed ones."""

import platform
import time
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from articles.actions.audit import audit
from articles.actions.backups.withdrawal_journal import CLOSING, Journal, desk_id, make_closure, parse_names
from articles.models import AuditEntry, BackupRecord, FeedHead
from articles.models.audit import AuditVerb
from newsroom.backup.create import DatabaseFacts
from newsroom.backup.manifest import MEDIA, Manifest

TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


@contextmanager
def exported_snapshot() -> Iterator[str]:
    """Open a snapshot that pg_dump can share to read the same data; yield its id."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield str(cursor.fetchone()[0])


def database_facts() -> DatabaseFacts:
    head = FeedHead.objects.first()
    applied: dict[str, list[str]] = defaultdict(list)
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        applied[app].append(name)
    return DatabaseFacts(
        desk=desk_id(), epoch=str(head.epoch) if head else "", log_number=head.n if head else 0,
        migrations=dict(applied),
    )  # fmt: skip


def server_version() -> int:
    """Return the major version of the PostgreSQL server."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def program_versions() -> dict[str, str]:
    """Return the versions of Newsroom, Python and the PostgreSQL server."""
    project = tomllib.loads((Path(settings.BASE_DIR) / "pyproject.toml").read_text(encoding="utf-8"))
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        server = str(cursor.fetchone()[0])
    return {
        "newsroom": project["project"]["version"],
        "python": platform.python_version(),
        "postgresql": server,
    }


def unknown_migrations(migrations: Mapping[str, Sequence[str]]) -> list[str]:
    """Return migrations of a backup that this code lacks."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = loader.disk_migrations.keys() if loader.disk_migrations else set()
    replaced = {name for migration in (loader.disk_migrations or {}).values() for name in migration.replaces}
    named = [(app, name) for app, names in migrations.items() for name in names]
    return [
        f"{app}.{name}" for app, name in named if (app, name) not in known and (app, name) not in replaced
    ]


def is_empty_database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return bool(cursor.fetchone()[0] == 0)


def count_other_connections(conninfo: str, password: str) -> int:
    """Count other connections; waits up to two seconds for closed ones to disappear.

    Close this process's own connections before.
    """
    with psycopg.connect(conninfo, password=password or None, autocommit=True) as link:
        for _try in range(20):
            row = link.execute(OTHERS).fetchone()
            count = int(row[0]) if row else 0
            if count == 0:
                break
            time.sleep(0.1)
    return count


def closures_in_database(desk: str, hosts: Iterable[str], since: datetime) -> Journal:
    """Return withdrawals of the same desk in the database about to be replaced."""
    try:
        with transaction.atomic():
            if desk_id() != desk:
                return Journal({}, ())
            rows = list(AuditEntry.objects.filter(verb__in=CLOSING, at__gte=since))
    except DatabaseError:  # no desk, or one of another version
        return Journal({}, ())
    return Journal(dict.fromkeys(hosts, since), tuple(make_closure(row, desk) for row in rows))


def hosts_in_backup(manifest: Manifest) -> Collection[str]:
    """Return the hosts of the desk at the time of the backup; "" if they are unknown."""
    names = (entry.path.removeprefix(f"{MEDIA}/") for entry in manifest.media)
    journal = parse_names(names, manifest.desk)
    return journal.begun.keys() - journal.ended or {""}


@transaction.atomic
def record_backup(manifest: Manifest, *, location: str, at: datetime) -> BackupRecord:
    """Record a backup that is complete; only the command makes backups."""
    record = BackupRecord.objects.create(
        made_at=manifest.made_at,
        finished_at=at,
        location=location[:500],
        size=manifest.size,
        media_files=len(manifest.media),
        log_number=manifest.log_number,
        encrypted=False,  # a column that hosts of the former version fill
    )
    audit(AuditVerb.BACK_UP, record, by=None, at=at)
    return record
