"""One-time links by which an account sets its password, or signs in without one."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.actions.accounts.login_locks import delete_attempts
from articles.actions.accounts.passwords import has_open_passwords, require_open_passwords
from articles.actions.accounts.save import lock_account
from articles.actions.accounts.sessions import end_sessions
from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor
from articles.models import SignInLink
from articles.models.audit import AuditVerb

LIFETIMES = {
    SignInLink.Purpose.INVITATION: timedelta(days=7),
    SignInLink.Purpose.PASSWORD: timedelta(hours=24),
    SignInLink.Purpose.ACCESS: timedelta(hours=24),
}
EMERGENCY_LIFETIME = timedelta(minutes=10)
"""Lifetime of a link that the command line made."""
REQUESTED_LIFETIME = timedelta(hours=1)
"""Lifetime of a link that somebody requested without being signed in."""
REQUEST_INTERVAL = timedelta(minutes=5)
"""Time between two requested links for the same account."""


@transaction.atomic
def issue_link(user_id: int, *, by: Actor, at: datetime, mailed_to: str = "") -> tuple[SignInLink, str]:
    """Return a new link and its token, which is stored only as a hash.

    An earlier link of the account is revoked. While passwords are closed the link signs in without one.
    """
    user = _lock_active_account(user_id, by=by)
    purpose = _choose_purpose(user)
    return _issue(user, purpose, LIFETIMES[purpose], by=by, at=at, mailed_to=mailed_to)


@transaction.atomic
def issue_access_link(user_id: int, *, by: Actor, at: datetime) -> tuple[SignInLink, str]:
    """Return a new link that signs in once within `EMERGENCY_LIFETIME`, and its token."""
    user = _lock_active_account(user_id, by=by)
    return _issue(user, SignInLink.Purpose.ACCESS, EMERGENCY_LIFETIME, by=by, at=at)


@transaction.atomic
def use_access_link(token: str, *, at: datetime) -> User:
    """Use up a link that signs in without a password; return its account."""
    link = _take_link(token, at=at, is_access=True)
    audit(AuditVerb.USE_ACCESS_LINK, link.user, by=link.user, at=at)
    return link.user


@transaction.atomic
def revoke_link(user_id: int, *, by: Actor, at: datetime) -> None:
    """Revoke the open link of an account, if there is one."""
    user = lock_account(user_id, by=by)
    if user.sign_in_links.not_used().update(revoked_at=at):
        audit(AuditVerb.REVOKE_SIGN_IN_LINK, user, by=by, at=at)


@transaction.atomic
def set_password_by_link(token: str, password: str, *, at: datetime) -> User:
    """Set the account's password and use up the link.

    The account's sessions end and its failed sign-in attempts are deleted. Raises ActionRefused.
    """
    require_open_passwords()
    link = _take_link(token, at=at, is_access=False)
    user = link.user
    try:
        validate_password(password, user)
    except ValidationError as mistake:
        raise ActionRefused(" ".join(mistake.messages), "new_password2") from mistake
    user.set_password(password)
    user.save(update_fields=["password"])
    audit(AuditVerb.USE_SIGN_IN_LINK, user, by=user, at=at, purpose=link.purpose)
    end_sessions(user, by=user, at=at)
    return user


@transaction.atomic
def issue_requested_link(typed: str, *, at: datetime) -> tuple[SignInLink, str] | None:
    """Make a link for a forgotten password, given a user name or email address.

    None if no active account with an email address matches, or one was made within `REQUEST_INTERVAL`, or passwords
    are closed.
    """
    if not has_open_passwords():
        return None
    name = typed.strip()
    by_mail = User.objects.select_for_update().filter(is_active=True, is_staff=True).exclude(email="")
    user = by_mail.filter(username=name).first() or by_mail.filter(email__iexact=name).first()
    since = at - REQUEST_INTERVAL
    if user is None or user.sign_in_links.filter(created_by=None, created_at__gt=since).exists():
        return None
    verb, mailed_to = AuditVerb.REQUEST_PASSWORD, user.email
    purpose = SignInLink.Purpose.PASSWORD
    return _issue(user, purpose, REQUESTED_LIFETIME, by=None, at=at, mailed_to=mailed_to, verb=verb)


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _lock_active_account(user_id: int, *, by: Actor) -> User:
    user = lock_account(user_id, by=by)
    if not user.is_active:
        raise ActionRefused(_("The account is deactivated: reactivate it first."))
    return user


def _take_link(token: str, *, at: datetime, is_access: bool) -> SignInLink:
    """Use up a link of one of the two kinds; lock its account.

    The failed sign-in attempts of the account are deleted. Raises ActionRefused.
    """
    is_wanted = Q(purpose=SignInLink.Purpose.ACCESS) if is_access else ~Q(purpose=SignInLink.Purpose.ACCESS)
    active = SignInLink.objects.active(at).filter(is_wanted, token_sha256=hash_token(token))
    link = active.select_related("user").select_for_update().first()
    if link is None:
        raise ActionRefused(_("This link has been used, has expired or was revoked."))
    link.used_at = at
    link.save(update_fields=["used_at"])
    delete_attempts(link.user.username)
    return link


def _choose_purpose(user: User) -> SignInLink.Purpose:
    if not has_open_passwords():
        return SignInLink.Purpose.ACCESS
    return SignInLink.Purpose.PASSWORD if user.has_usable_password() else SignInLink.Purpose.INVITATION


def _issue(
    user: User,
    purpose: SignInLink.Purpose,
    lifetime: timedelta,
    *,
    by: Actor,
    at: datetime,
    mailed_to: str = "",
    verb: AuditVerb = AuditVerb.ISSUE_SIGN_IN_LINK,
) -> tuple[SignInLink, str]:
    SignInLink.objects.filter(user=user).not_used().update(revoked_at=at)
    token = secrets.token_urlsafe(32)
    link = SignInLink.objects.create(
        user=user, purpose=purpose, token_sha256=hash_token(token), mailed_to=mailed_to, created_at=at,
        created_by=by, expires_at=at + lifetime,
    )  # fmt: skip
    audit(verb, user, by=by, at=at, purpose=purpose.value, until=link.expires_at)
    return link, token
