"""Accounts that sign in by an OpenID provider, and their sessions there."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from articles.actions.accounts.save import MAX_NAME_LENGTH, AccountDraft, create_account, set_role
from articles.actions.accounts.sessions import end_sessions
from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.models import ProviderAccount, ProviderSession
from articles.models.audit import AuditVerb
from articles.roles import ROLES_BY_NAME
from newsroom import encryption

CHECK_PATIENCE = timedelta(seconds=20)
"""Time in which one request checks a session while others of the same session go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderPerson:
    """A person as the provider describes them; `subject` alone identifies."""

    issuer: str
    subject: str
    name: str = ""
    username: str = ""
    email: str = ""
    is_email_verified: bool = False
    role: str | None = None
    """Name of a role, empty for none; None leaves roles to administrators."""


def sign_in_by_provider(person: ProviderPerson, *, at: datetime) -> ProviderAccount:
    """Return the account of a person, linked or created as the settings allow.

    It has the role of the claims. Raises ActionRefused; a role that the claims no longer give is removed all the same.
    """
    with transaction.atomic():
        account = _find_account(person) or _add_account(person, at=at)
        user = account.user
        if user.is_active and user.is_staff:
            _apply_role(user, person.role, at=at)
        refusal = _refusal(user, person)
        if not refusal:
            account.last_sign_in_at = at
            account.save(update_fields=["last_sign_in_at"])
    if refusal:
        raise ActionRefused(refusal)
    return account


@transaction.atomic
def link_provider_account(person: ProviderPerson, *, by: User, at: datetime) -> ProviderAccount:
    """Link the user's own account to a person at the provider.

    Superusers are linked in no other way.
    """
    if _find_account(person) is not None:
        raise ActionRefused(_("Your account at the sign-in provider is linked already."))
    if ProviderAccount.objects.filter(user=by, issuer=person.issuer).exists():
        raise ActionRefused(_("This account is linked to another one at the sign-in provider."))
    return _link(by, person, by=by, at=at)


@transaction.atomic
def begin_provider_session(
    account: ProviderAccount, *, refresh_token: str, access_token: str, id_token: str, at: datetime
) -> ProviderSession:
    """Store the tokens, encrypted, by which the session is checked.

    Expired sessions are deleted.
    """
    expired = at - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    ProviderSession.objects.filter(account=account, created_at__lt=expired).delete()
    session = ProviderSession(account=account, created_at=at)
    session.encrypted_access_token = _encrypt("" if refresh_token else access_token)
    _store_tokens(session, refresh_token, id_token, at=at)
    return session


@transaction.atomic
def claim_check(session_id: int, *, at: datetime) -> ProviderSession | None:
    """Return a session to check with the provider.

    None if it is not due, or another request has begun within `CHECK_PATIENCE`. Raises DoesNotExist if it was ended.
    """
    session = (
        ProviderSession.objects.select_for_update(of=("self",))
        .select_related("account__user")
        .get(pk=session_id)
    )
    if session.check_at > at:
        return None
    session.check_at = at + CHECK_PATIENCE
    session.save(update_fields=["check_at"])
    return session


@transaction.atomic
def postpone_check(session_id: int, *, at: datetime) -> None:
    """Make the session due again: the provider could not be asked."""
    ProviderSession.objects.filter(pk=session_id).update(check_at=at)


def confirm_provider_session(
    session: ProviderSession, person: ProviderPerson, *, refresh_token: str, id_token: str, at: datetime
) -> datetime:
    """Store renewed tokens and the role of the claims.

    Return the time of the next check. Raises ActionRefused.
    """
    user = session.account.user
    with transaction.atomic():
        _apply_role(user, person.role, at=at)
        _store_tokens(session, refresh_token, id_token, at=at)
        refusal = _refusal(user, person)
    if refusal:
        raise ActionRefused(refusal)
    return session.check_at


@transaction.atomic
def end_provider_session(session_id: int) -> str:
    """Delete a session; return its ID token, by which the provider knows what to end."""
    session = ProviderSession.objects.filter(pk=session_id).first()
    if session is None:
        return ""
    session.delete()
    return decrypt_token(session.encrypted_id_token)


@transaction.atomic
def end_access_by_provider(user: User, *, at: datetime) -> None:
    """End all sessions of an account that the provider no longer lets in."""
    ProviderSession.objects.filter(account__user=user).delete()
    end_sessions(user, by=None, at=at)


def decrypt_token(text: str) -> str:
    """Return a stored token, empty if it was encrypted under a lost key."""
    try:
        return encryption.decrypt(text) if text else ""
    except encryption.CannotDecrypt:
        return ""


def _store_tokens(session: ProviderSession, refresh_token: str, id_token: str, *, at: datetime) -> None:
    session.encrypted_refresh_token = _encrypt(refresh_token)
    session.encrypted_id_token = _encrypt(id_token)
    session.check_at = at + timedelta(seconds=settings.SIGN_ON.check_seconds)
    session.save()


def _encrypt(text: str) -> str:
    return encryption.encrypt(text) if text else ""


def _find_account(person: ProviderPerson) -> ProviderAccount | None:
    if not person.subject or len(person.subject) > 255:
        raise ActionRefused(_("The sign-in provider sent no usable account."))
    known = ProviderAccount.objects.select_for_update(of=("self",)).select_related("user")
    return known.filter(issuer=person.issuer, subject=person.subject).first()


def _add_account(person: ProviderPerson, *, at: datetime) -> ProviderAccount:
    """Link or create the account of a person who is new here.

    One first sign-in waits for another, so that two windows find one account and no name is given twice.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('provider accounts', 0))")
    return _find_account(person) or _link_by_email(person, at=at) or _create(person, at=at)


def _link_by_email(person: ProviderPerson, *, at: datetime) -> ProviderAccount | None:
    """Link the one account with this verified address.

    A superuser's is never linked so, since it may do everything.
    """
    if not (settings.SIGN_ON.links_by_email and person.email and person.is_email_verified):
        return None
    users = User.objects.select_for_update().filter(email__iexact=person.email, is_active=True)
    found = list(users.exclude(provider_accounts__issuer=person.issuer)[:2])
    if len(found) != 1 or found[0].is_superuser:
        return None
    return _link(found[0], person, at=at)


def _create(person: ProviderPerson, *, at: datetime) -> ProviderAccount:
    if not settings.SIGN_ON.creates_accounts:
        raise ActionRefused(_("No account of this desk belongs to your sign-in."))
    if person.role == "":
        raise ActionRefused(_("Your account at the sign-in provider has no role at this desk."))
    draft = AccountDraft(
        name=person.name[:MAX_NAME_LENGTH] or person.subject[:MAX_NAME_LENGTH],
        email=_usable("email", person.email) if person.is_email_verified else "",
        role=person.role or "",
        language=settings.SITE_LANGUAGE,
        username=_usable("username", person.username),
    )
    user = create_account(draft, by=None, at=at)
    return _link(user, person, at=at)


def _link(user: User, person: ProviderPerson, *, at: datetime, by: User | None = None) -> ProviderAccount:
    account = ProviderAccount.objects.create(
        user=user, issuer=person.issuer, subject=person.subject, created_at=at
    )
    audit(AuditVerb.LINK_PROVIDER, user, by=by, at=at, issuer=person.issuer, subject=person.subject)
    return account


def _apply_role(user: User, role: str | None, *, at: datetime) -> None:
    before = set(user.groups.filter(name__in=ROLES_BY_NAME).values_list("name", flat=True))
    if role is None or user.is_superuser or before == ({role} - {""}):
        return
    set_role(user, role)
    audit(AuditVerb.ROLE_BY_PROVIDER, user, by=None, at=at, group=role, before=sorted(before))


def _refusal(user: User, person: ProviderPerson) -> str:
    """Return the reason why an account may not enter the desk, or an empty string."""
    if not (user.is_active and user.is_staff):
        return _("Your account at this desk is deactivated.")
    if person.role == "" and not user.is_superuser:
        return _("Your account at the sign-in provider has no role at this desk.")
    if person.role is None and not (
        user.is_superuser or user.groups.exists() or user.user_permissions.exists()
    ):
        return _("Your account at this desk has no role yet.")
    return ""


def _usable(field: str, value: str) -> str:
    """Return a value if a new account may have it, otherwise an empty string."""
    try:
        User._meta.get_field(field).clean(value, None)  # type: ignore[union-attr]  # a column
    except ValidationError:
        return ""
    return "" if User.objects.filter(**{f"{field}__iexact": value}).exists() else value
