"""People added and changed on the desk, with entries in the audit list."""

from datetime import datetime

from django.db import transaction

from articles.actions.audit import audit
from articles.actions.permissions import Actor
from articles.models.audit import AuditVerb
from people import actions as directory
from people.actions import PersonDraft
from people.models import Person


@transaction.atomic
def add_person(draft: PersonDraft, *, by: Actor, at: datetime) -> Person:
    """Add a person; raises ActionRefused."""
    person = directory.add_person(draft, by=by, at=at)
    audit(AuditVerb.ADD, person, by=by, at=at)
    return person


@transaction.atomic
def save_person(
    person_id: int, draft: PersonDraft, *, by: Actor, at: datetime, changed: frozenset[str] = frozenset()
) -> Person:
    """Save a person and return the record.

    If the person was merged in the meantime, that is the surviving record. Raises ActionRefused.
    """
    person = directory.save_person(person_id, draft, by=by, changed=changed)
    audit(AuditVerb.SAVE, person, by=by, at=at, changed=sorted(changed))
    return person


@transaction.atomic
def add_alias(person_id: int, name: str, *, by: Actor, at: datetime) -> Person:
    """Add an alias of a person; raises ActionRefused."""
    person = directory.add_alias(person_id, name, by=by)
    audit(AuditVerb.SAVE, person, by=by, at=at, changed=["aliases"])
    return person


@transaction.atomic
def remove_alias(person_id: int, name: str, *, by: Actor, at: datetime) -> bool:
    """Remove an alias of a person; return whether there was one."""
    owner = directory.remove_alias(person_id, name, by=by)
    if owner is not None:
        audit(AuditVerb.SAVE, owner, by=by, at=at, changed=["aliases"])
    return owner is not None
