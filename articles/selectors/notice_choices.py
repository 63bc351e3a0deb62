"""Kinds of notices, and each person's choice for each kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Account
from articles.models.audit import AuditVerb as Verb


class NoticeKind(TextChoices):
    """Kinds of notices. Accounts store the values: never change one."""

    ASSIGNED = "assigned", _("assigned to me")
    TALK = "talk", _("talk at my stories, mentions")
    SENT_BACK = "sent_back", _("returned to draft")
    WITHDRAWN = "withdrawn", _("withheld, killed or lifted")
    CORRECTED = "corrected", _("corrected")
    STATE = "state", _("submitted for review, approved, published, schedule changed")
    DUE = "due", _("due in an hour")
    RIGHT = "right", _("right of a picture ends")
    AGENCY = "agency", _("changed by an agency")


VERBS: Final = {
    NoticeKind.ASSIGNED: (Verb.ASSIGN,),
    NoticeKind.TALK: (Verb.COMMENT,),
    NoticeKind.SENT_BACK: (Verb.TAKE_BACK,),
    NoticeKind.WITHDRAWN: (
        Verb.WITHHOLD, Verb.WITHHOLD_BY_RULE, Verb.REQUEST_KILL, Verb.KILL, Verb.REFUSE_KILL, Verb.REVIVE,
        Verb.RESTORE, Verb.AGENCY_KILL, Verb.AGENCY_LIFT,
    ),
    NoticeKind.CORRECTED: (Verb.CORRECT,),
    NoticeKind.STATE: (
        Verb.FINISH_ASSIGNMENT, Verb.SUBMIT, Verb.APPROVE, Verb.PUBLISH, Verb.PUBLISH_BY_RULE, Verb.SCHEDULE,
        Verb.UNSCHEDULE, Verb.STOP_RELEASE, Verb.NOT_RELEASED, Verb.SET_EMBARGO, Verb.BREAK_EMBARGO,
        Verb.APPROVE_FROM_OUTSIDE, Verb.OBJECT_FROM_OUTSIDE,
    ),
    NoticeKind.DUE: (Verb.DUE_SOON,),
    NoticeKind.RIGHT: (Verb.RIGHT_ENDS, Verb.TAKE_OFF_PHOTO),
    NoticeKind.AGENCY: (
        Verb.AGENCY_CORRECTION, Verb.AGENCY_QUERY, Verb.AGENCY_UPDATE, Verb.UPDATE_BY_RULE, Verb.CORRECT_BY_RULE,
        Verb.LEFT_TO_DESK,
    ),
}  # fmt: skip
"""Actions that make a notice, by its kind; ten autosaves are none."""


class MailTime(TextChoices):
    NOW = "now", _("at once")
    MORNING = "morning", _("in the morning digest")
    NEVER = "never", _("never")


@dataclass(frozen=True, slots=True)
class NoticeChoice:
    """Places of the notices of one kind."""

    screen: bool = True
    browser: bool = False
    mail: str = MailTime.NEVER


URGENT_KINDS: Final = (NoticeKind.ASSIGNED, NoticeKind.WITHDRAWN)
"""Kinds mailed at once to those who have chosen nothing: the few that do not wait until they look."""


def read_choices(account: Account) -> dict[NoticeKind, NoticeChoice]:
    """Return the choice for each kind; a kind without a stored one has the default."""
    stored = account.notice_choices
    return {
        kind: NoticeChoice(**stored[kind])
        if kind in stored
        else NoticeChoice(mail=MailTime.NOW if kind in URGENT_KINDS else MailTime.NEVER)
        for kind in NoticeKind
    }


def list_kinds(account: Account, **wanted: object) -> list[NoticeKind]:
    """Return the kinds whose choice has these values, such as `browser=True`."""
    choices = read_choices(account).items()
    return [kind for kind, one in choices if all(getattr(one, key) == wanted[key] for key in wanted)]


def is_quiet(account: Account, at: datetime) -> bool:
    """Return whether the desk's clock is in the quiet time, also over midnight."""
    begin, end = account.quiet_from, account.quiet_until
    if begin is None or end is None:
        return False
    clock = timezone.localtime(at).time()
    return begin <= clock < end if begin < end else clock >= begin or clock < end


def list_verbs() -> Iterator[Verb]:
    return (verb for verbs in VERBS.values() for verb in verbs)
