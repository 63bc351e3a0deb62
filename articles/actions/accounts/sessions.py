"""Sessions of accounts: listed and keys."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction

from articles.actions.audit import audit
from articles.actions.permissions import Actor
from articles.models.audit import AuditVerb

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PENDING_LOGIN = "second-step"
"""Session key for the account whose password was right and whose code is still to be entered."""

PROVIDER_SESSION = "provider-session"
"""Session key of a session that a sign-in provider began, with the time of its next check."""

PROVIDER_ENDED = "provider-ended"
"""Session key that is true after the provider ended a session."""

LANGUAGE = "desk-language"
"""Session key for the account's language, which saves a query per request."""

HINTS_LEFT = "hints_left"
"""Session key for the names of the hints that the account is still shown."""

SINGLE_KEYS_OFF = "single_keys_off"
"""Session key that is true for an account without keys of a single letter or sign."""


def take_from_session(session: SessionBase, name: str) -> Any:
    """Return a value that works once, and remove it whatever happens later."""
    value = session.pop(name, None)
    session.save()
    return value


def session_keys(user_id: int, *, at: datetime) -> list[str]:
    """Return the keys of an account's sessions, including pending logins."""
    live = Session.objects.filter(expire_date__gt=at)
    return [session.session_key for session in live.iterator() if _belongs_to(session, user_id)]


def _belongs_to(session: Session, user_id: int) -> bool:
    data = session.get_decoded()
    pending = data.get(PENDING_LOGIN) or {}
    return str(user_id) in {str(data.get(SESSION_KEY)), str(pending.get("user"))}


@transaction.atomic
def end_sessions(user: "User", *, by: Actor, at: datetime, keep: str = "") -> int:
    """End an account's sessions except `keep`; return how many were keys."""
    keys = [key for key in session_keys(user.pk, at=at) if key != keep]
    Session.objects.filter(session_key__in=keys).delete()
    if keys:
        audit(AuditVerb.END_SESSIONS, user, by=by, at=at, sessions=len(keys))
    return len(keys)


def set_in_sessions(user_id: int, name: str, value: str | bool | list[str], *, at: datetime) -> None:  # noqa: FBT001  # a value
    """Set a value in all open sessions of an account."""
    for key in session_keys(user_id, at=at):
        session = SessionStore(session_key=key)
        session[name] = value
        session.save()
