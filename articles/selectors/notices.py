"""Notices: what others did to the stories of a person, read from the audit list."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from articles.models import Account, Assignment, AuditEntry, Comment
from articles.models.audit import AuditVerb

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Verb = AuditVerb
NOTICED = (
    Verb.ASSIGN, Verb.COMMENT, Verb.FINISH_ASSIGNMENT, Verb.SUBMIT, Verb.APPROVE, Verb.TAKE_BACK, Verb.PUBLISH,
    Verb.CORRECT, Verb.WITHHOLD, Verb.REQUEST_KILL, Verb.KILL, Verb.REFUSE_KILL, Verb.REVIVE, Verb.RESTORE,
    Verb.NOT_RELEASED,
    Verb.UNSCHEDULE, Verb.STOP_RELEASE, Verb.SET_EMBARGO, Verb.BREAK_EMBARGO, Verb.AGENCY_CORRECTION,
    Verb.AGENCY_KILL, Verb.AGENCY_LIFT, Verb.AGENCY_QUERY, Verb.AGENCY_UPDATE, Verb.UPDATE_BY_RULE,
    Verb.CORRECT_BY_RULE, Verb.WITHHOLD_BY_RULE, Verb.LEFT_TO_DESK, Verb.TAKE_OFF_PHOTO,
)  # fmt: skip
"""Actions that make a notice; ten autosaves are none."""
SHOWN_FOR = timedelta(days=30)
MAX_ENTRIES = 500


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter of the notices: the newest entry, and how often it happened since."""

    entry: AuditEntry
    times: int
    is_new: bool


def list_notices(user: "User", at: datetime) -> list[Matter]:
    """Return the matters of the last 30 days, the newest first.

    New entries are not joined with those that were read.
    """
    read_at = find_read_time(user)
    matters: dict[tuple[bool, int, str], list[AuditEntry]] = {}
    for entry in find_entries(user, at - SHOWN_FOR).select_related("actor")[:MAX_ENTRIES]:
        is_new = read_at is None or entry.at > read_at
        matters.setdefault((is_new, entry.object_id, entry.verb), []).append(entry)
    return [Matter(entries[0], len(entries), is_new) for (is_new, *_matter), entries in matters.items()]


def count_new_notices(user: "User", at: datetime) -> int:
    """Return the number of matters that the user has not read."""
    since = max(find_read_time(user) or at - SHOWN_FOR, at - SHOWN_FOR)
    return find_entries(user, since).order_by().values("object_id", "verb").distinct()[:MAX_ENTRIES].count()


def find_read_time(user: "User") -> datetime | None:
    return Account.objects.filter(user=user).values_list("notices_read_at", flat=True).first()


def find_entries(user: "User", since: datetime) -> "QuerySet[AuditEntry]":
    """Return what others did since to the stories of the user.

    They are those that the user made, has, had or talks about, and those of the user's desks.
    """
    begun = AuditEntry.objects.filter(
        actor=user, at__gt=since - SHOWN_FOR, model="article", verb__in=[Verb.CREATE, Verb.CREATE_FROM_COPY]
    )
    given = Assignment.objects.filter(
        Q(user=user) | Q(section__accounts__user=user), at__gt=since - SHOWN_FOR
    )
    talk = Comment.objects.filter(Q(by=user) | Q(mentions=user), at__gt=since - SHOWN_FOR)
    own = (
        begun.order_by()
        .values("object_id")
        .union(given.order_by().values("article"), talk.order_by().values("article"))
    )
    entries = AuditEntry.objects.filter(model="article", object_id__in=own, verb__in=NOTICED, at__gt=since)
    return entries.exclude(actor=user)
