"""What an action leaves behind beside its own rows: locks and entries of the audit list."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Max
from django.test.utils import CaptureQueriesContext

from articles.models import AuditEntry

LOCK = re.compile(r'FROM "(\w+)".*?\b(FOR (?:NO KEY )?(?:UPDATE|SHARE).*)$', re.DOTALL)


@dataclass
class Effects:
    """Locks and entries of a block, filled once it has ended."""

    locks: list[tuple[str, str]] = field(default_factory=list)
    """Table and clause of each lock of rows."""
    entries: list[tuple[object, ...]] = field(default_factory=list)
    """Verb, model, id, actor, time and detail of each new entry of the audit list."""


@contextmanager
def note_effects() -> Iterator[Effects]:
    """Note what the block locks and what it writes to the audit list."""
    found, last = Effects(), AuditEntry.objects.aggregate(last=Max("pk"))["last"] or 0
    with CaptureQueriesContext(connection) as queries:
        yield found
    statements = (LOCK.search(query["sql"]) for query in queries)
    found.locks += [(lock[1], lock[2]) for lock in statements if lock]
    columns = ("verb", "model", "object_id", "actor", "at", "detail")
    found.entries += AuditEntry.objects.filter(pk__gt=last).order_by("pk").values_list(*columns)
