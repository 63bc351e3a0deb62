"""Second factor of accounts: set up, disabled, reset, and required of groups."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.accounts.otp import (
    DUTY_GROUPS_KEY,
    get_device,
    has_second_factor,
    must_have_second_factor,
    verify_code,
)
from articles.actions.accounts.save import lock_account
from articles.actions.accounts.sessions import end_sessions
from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.models import Passkey, SecondFactorDuty, SignInLink
from articles.models.audit import AuditVerb

if TYPE_CHECKING:
    from collections.abc import Sequence

RECOVERY_CODES = 10


@transaction.atomic
def begin_second_factor(*, by: User) -> TOTPDevice:
    """Return the account's unconfirmed device, which has no effect until confirmed.

    A repeated call returns the same device.
    """
    if get_device(by) is not None:
        raise ActionRefused(_("The second factor is already set up."))
    return TOTPDevice.objects.get_or_create(user=by, confirmed=False, defaults={"name": "app"})[0]


def confirm_second_factor(code: str, *, by: User, at: datetime, session: str = "") -> "Sequence[str]":
    """Confirm the app's first code and return the recovery codes.

    All sessions except `session` end, since they required the password only. Raises ActionRefused.
    """
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=by, confirmed=False).first()
        if device is None:
            raise ActionRefused(_("Please start again: there is nothing to confirm."))
        right = device.verify_token("".join(code.split()))
        if right:
            device.confirmed = True
            device.save(update_fields=["confirmed"])
            audit(AuditVerb.SET_UP_SECOND_FACTOR, by, by=by, at=at)
            end_sessions(by, by=by, at=at, keep=session)
            return _new_codes(by)
    raise wrong_code_error()


@transaction.atomic
def renew_recovery_codes(code: str, *, by: User, at: datetime) -> "Sequence[str]":
    """Replace the recovery codes and return the new ones."""
    _require_code(by, code)
    audit(AuditVerb.NEW_RECOVERY_CODES, by, by=by, at=at)
    return _new_codes(by)


@transaction.atomic
def disable_second_factor(code: str, *, by: User, at: datetime) -> None:
    """Disable the account's own second factor, unless one of its groups requires it."""
    if must_have_second_factor(by) and not by.passkeys.exists():
        raise ActionRefused(_("One of your groups requires a second factor."))
    _require_code(by, code)
    _delete_devices(by)
    audit(AuditVerb.REMOVE_SECOND_FACTOR, by, by=by, at=at)


@transaction.atomic
def reset_second_factor(user_id: int, *, by: Actor, at: datetime) -> User:
    """Delete the second factor and the passkeys of an account that lost them.

    Its sessions end and its link is revoked, because whoever has the phone may be signed in or may have asked for one.
    """
    user = lock_account(user_id, by=by)
    if not has_second_factor(user):
        raise ActionRefused(_("This account has no second factor."))
    names = delete_factors(user)
    SignInLink.objects.filter(user=user).not_used().update(revoked_at=at)
    audit(AuditVerb.RESET_SECOND_FACTOR, user, by=by, at=at, **({"passkeys": names} if names else {}))
    if by is None or by.pk != user.pk:
        end_sessions(user, by=by, at=at)
    return user


@transaction.atomic
def set_second_factor_duty(group_id: int, *, asked: bool, by: Actor, at: datetime) -> None:
    """Require the second factor of a group's members, or stop requiring it."""
    require_permission(by, "change_group", "auth")
    group = Group.objects.get(pk=group_id)
    duty = SecondFactorDuty.objects.filter(group=group)
    if duty.exists() == asked:
        return
    if asked:
        SecondFactorDuty.objects.create(group=group, since=at)
    else:
        duty.delete()
    audit(AuditVerb.REQUIRE_SECOND_FACTOR, group, by=by, at=at, asked=asked)
    transaction.on_commit(lambda: cache.delete(DUTY_GROUPS_KEY))


def wrong_code_error() -> ActionRefused:
    return ActionRefused(_("This code is wrong or has been used. Please wait for the next one."), "code")


def _require_code(user: User, code: str) -> None:
    if get_device(user) is None:
        raise ActionRefused(_("This account has no second factor."))
    if not verify_code(user, code):
        raise wrong_code_error()


def _new_codes(user: User) -> list[str]:
    device = StaticDevice.objects.get_or_create(user=user, confirmed=True, defaults={"name": "recovery"})[0]
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _n in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return [f"{code[:4]}-{code[4:]}" for code in codes]


def delete_factors(user: User) -> list[str]:
    """Delete app, recovery codes and passkeys; return the names of the passkeys."""
    names = list(Passkey.objects.filter(user=user).values_list("name", flat=True))
    Passkey.objects.filter(user=user).delete()
    _delete_devices(user)
    return names


def _delete_devices(user: User) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
