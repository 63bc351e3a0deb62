"""Passkeys of accounts: added, renamed, removed and used."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.accounts.otp import get_device, has_second_factor, must_have_second_factor
from articles.actions.accounts.passwords import has_open_passwords
from articles.actions.accounts.sessions import end_sessions
from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.models import Passkey, ProviderAccount
from articles.models.audit import AuditVerb

if TYPE_CHECKING:
    from articles.accounts.passkeys.relying_party import RelyingParty

MAX_PASSKEYS = 20
"""Passkeys of one account."""
MAX_NAME_LENGTH = 60


@transaction.atomic
def add_passkey(
    answer: Any,
    challenge: str,
    *,
    place: "RelyingParty",
    name: str,
    by: User,
    at: datetime,
    session: str = "",
) -> Passkey:
    """Add a passkey to the user's own account.

    With the first second factor of an account all sessions except `session` end. Raises ActionRefused.
    """
    from articles.accounts.passkeys import verification  # noqa: PLC0415  # it loads slowly

    user = User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    if user.passkeys.count() >= MAX_PASSKEYS:
        raise ActionRefused(_("This account has twenty passkeys: remove one first."))
    passkey = verification.verify_registration(answer, challenge, place)
    if Passkey.objects.filter(credential_id=passkey.credential_id).exists():
        raise ActionRefused(_("This passkey is already in use."))
    is_first = not has_second_factor(user)
    passkey.user, passkey.name, passkey.created_at = user, _clean_name(name), at
    passkey.save()
    audit(AuditVerb.ADD_PASSKEY, user, by=by, at=at, passkey=passkey.name)
    if is_first:
        end_sessions(user, by=by, at=at, keep=session)
    return passkey


@transaction.atomic
def rename_passkey(passkey_id: int, name: str, *, by: User, at: datetime) -> Passkey:
    passkey = _lock_own(passkey_id, by)
    former, passkey.name = passkey.name, _clean_name(name)
    passkey.save(update_fields=["name"])
    audit(AuditVerb.RENAME_PASSKEY, by, by=by, at=at, passkey=passkey.name, before=former)
    return passkey


@transaction.atomic
def remove_passkey(passkey_id: int, *, by: User, at: datetime) -> None:
    """Remove a passkey of the user's own account.

    The last one stays if nobody could sign in without it. Raises ActionRefused.
    """
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    passkey = _lock_own(passkey_id, by)
    if by.passkeys.count() == 1:
        _require_other_way(by)
    passkey.delete()
    audit(AuditVerb.REMOVE_PASSKEY, by, by=by, at=at, passkey=passkey.name)


@transaction.atomic
def use_passkey(
    answer: Any, challenge: str, *, place: "RelyingParty", at: datetime, user: User | None = None
) -> Passkey:
    """Verify a sign-in and return its passkey.

    `user` restricts it to one account. Raises ActionRefused.
    """
    from articles.accounts.passkeys import verification  # noqa: PLC0415  # it loads slowly

    wanted = Passkey.objects.filter(credential_id=verification.read_credential_id(answer))
    passkey = wanted.select_for_update(of=("self",)).select_related("user").first()
    if passkey is None or not passkey.user.is_active or passkey.user != (user or passkey.user):
        raise ActionRefused(_("This passkey does not belong to an account that may sign in here."))
    passkey.sign_count = verification.verify_sign_in(answer, challenge, passkey, place)
    passkey.last_used_at = at
    passkey.save(update_fields=["sign_count", "last_used_at"])
    return passkey


def _lock_own(passkey_id: int, user: User) -> Passkey:
    passkey = Passkey.objects.select_for_update().filter(pk=passkey_id, user=user).first()
    if passkey is None:
        raise ActionRefused(_("This passkey has been removed."))
    return passkey


def _require_other_way(user: User) -> None:
    if get_device(user) is None and must_have_second_factor(user):
        raise ActionRefused(_("One of your groups requires a second factor."))
    if not has_open_passwords() and not ProviderAccount.objects.filter(user=user).exists():
        raise ActionRefused(_("Without this passkey you could no longer sign in: add another one first."))


def _clean_name(name: str) -> str:
    return " ".join(name.split())[:MAX_NAME_LENGTH] or _("Passkey")
