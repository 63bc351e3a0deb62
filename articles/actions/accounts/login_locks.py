"""Locks after too many failed sign-ins: listed and lifted."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max, Sum

from articles.actions.audit import audit
from articles.actions.permissions import Actor, require_permission
from articles.models.audit import AuditVerb


@dataclass(frozen=True, slots=True)
class LoginLock:
    """A user name that cannot sign in from an address until `ends_at`."""

    username: str
    address: str
    attempts: int
    ends_at: datetime


def cool_off() -> timedelta:
    return timedelta(hours=settings.AXES_COOLOFF_TIME)


def login_locks(*, at: datetime, username: str = "") -> list[LoginLock]:
    """Return the active locks of one user name or of all, the latest first."""
    recent = AccessAttempt.objects.filter(attempt_time__gt=at - cool_off())
    if username:
        recent = recent.filter(username=username)
    rows = recent.values("username", "ip_address").annotate(
        attempts=Sum("failures_since_start"), last=Max("attempt_time")
    )
    locked = rows.filter(attempts__gte=settings.AXES_FAILURE_LIMIT).order_by("-last")
    return [
        LoginLock(row["username"] or "", row["ip_address"] or "", row["attempts"], row["last"] + cool_off())
        for row in locked
    ]


@transaction.atomic
def lift_login_lock(username: str, *, by: Actor, at: datetime) -> int:
    """Delete the failed attempts of a user name; return how many locks that lifted."""
    require_permission(by, "change_user", "auth")
    lifted = len(login_locks(at=at, username=username))
    attempt = AccessAttempt.objects.filter(username=username).first()
    if attempt is None:
        return 0
    account = User.objects.filter(username=username).first()
    audit(AuditVerb.LIFT_LOGIN_LOCK, account or attempt, by=by, at=at, username=username[:150])
    delete_attempts(username)
    return lifted


def delete_attempts(username: str) -> None:
    AccessAttempt.objects.filter(username=username).delete()
