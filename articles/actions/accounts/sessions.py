"""Sessions of the desk: who is signed in where, and how that is ended."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction

from articles.actions.permissions import Actor
from articles.actions.revisions import audit

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PENDING_LOGIN = "second-step"
"""Key under which a session keeps whose password was right while the code is asked for."""

LANGUAGE = "desk-language"
"""Key under which a session keeps its account's language, so that no request asks for it again."""


def session_keys(user_id: int, *, at: datetime) -> list[str]:
    """Return the keys of all open sessions of an account, those between password and code included."""
    live = Session.objects.filter(expire_date__gt=at)
    return [session.session_key for session in live.iterator() if _belongs_to(session, user_id)]


def _belongs_to(session: Session, user_id: int) -> bool:
    kept = session.get_decoded()
    half = kept.get(PENDING_LOGIN) or {}
    return str(user_id) in {str(kept.get(SESSION_KEY)), str(half.get("user"))}


@transaction.atomic
def end_sessions(user: "User", *, by: Actor, at: datetime, keep: str = "") -> int:
    """End every session of an account but the one with the key `keep`; return how many that were."""
    ended = [key for key in session_keys(user.pk, at=at) if key != keep]
    Session.objects.filter(session_key__in=ended).delete()
    if ended:
        audit("end sessions", user, by=by, at=at, sessions=len(ended))
    return len(ended)


def set_session_language(user_id: int, language: str, *, at: datetime) -> None:
    """Let every open session of an account speak this language from its next request on."""
    for key in session_keys(user_id, at=at):
        session = SessionStore(session_key=key)
        session[LANGUAGE] = language
        session.save()
