"""The audit list: one entry an action, written in the action's transaction."""

import json
from datetime import datetime
from functools import partial
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from articles.actions.backups.withdrawal_journal import VERBS, append_closure
from articles.actions.permissions import Actor
from articles.models import AuditEntry
from articles.models.audit import AuditVerb, stored_model_name
from newsroom.db.compiled_writes import insert_row


def audit(verb: AuditVerb, thing: models.Model, *, by: Actor, at: datetime, **detail: Any) -> None:
    entry = build_entry(verb, thing, by=by, at=at, **detail)
    insert_row(entry)
    if verb in VERBS:
        transaction.on_commit(partial(append_closure, entry), robust=True)


def build_entry(
    verb: AuditVerb, thing: models.Model, *, by: Actor, at: datetime, **detail: Any
) -> AuditEntry:
    """Return the unsaved entry, which the caller writes in its transaction.

    Entries of withdrawals are left to `audit`, which writes them to the journal too.
    """
    return AuditEntry(
        at=at,
        actor=by,
        verb=AuditVerb(verb).value,
        model=stored_model_name(thing),
        object_id=thing.pk,
        label=str(thing)[:250],
        detail=json.loads(json.dumps(detail, cls=DjangoJSONEncoder)) if detail else {},
    )
