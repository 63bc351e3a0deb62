"""Devices of an account, the groups that require one, and the check of codes."""

from typing import TYPE_CHECKING

from django.core.cache import cache
from django_otp import DEVICE_ID_SESSION_KEY, verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.models import Passkey, SecondFactorDuty

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest

DUTY_GROUPS_KEY = "second-factor-duties"
DUTY_GROUPS_TIMEOUT = 15
"""Seconds until a change of the groups reaches all processes."""


def get_device(user: "User") -> TOTPDevice | None:
    """Return the confirmed authenticator app of the account."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def has_second_factor(user: "User") -> bool:
    """Return whether a password alone does not sign this account in."""
    return get_device(user) is not None or Passkey.objects.filter(user=user).exists()


def get_recovery_device(user: "User") -> StaticDevice | None:
    return StaticDevice.objects.filter(user=user, confirmed=True).first()


def count_recovery_codes(user: "User") -> int:
    return int(StaticToken.objects.filter(device__user=user, device__confirmed=True).count())


def verify_code(user: "User", code: str) -> str:
    """Return `app` or `recovery` for a right code, else an empty string.

    An app's code and a recovery code work once; after a wrong code the device is throttled for longer and longer.
    """
    normalized = "".join(code.split()).replace("-", "").lower()
    by_app = normalized.isascii() and normalized.isdecimal() and len(normalized) == 6
    device = get_device(user) if by_app else get_recovery_device(user)
    if device is None or not normalized or verify_token(user, device.persistent_id, normalized) is None:
        return ""
    return "app" if by_app else "recovery"


def duty_group_ids() -> frozenset[int]:
    """Return the ids of groups whose members must have a second factor."""
    group_ids = cache.get(DUTY_GROUPS_KEY)
    if group_ids is None:
        group_ids = frozenset(SecondFactorDuty.objects.values_list("group_id", flat=True))
        cache.set(DUTY_GROUPS_KEY, group_ids, DUTY_GROUPS_TIMEOUT)
    return group_ids  # type: ignore[no-any-return]  # what was put there


def must_have_second_factor(user: "User") -> bool:
    """Return whether a group of this account requires a second factor."""
    group_ids = duty_group_ids()
    return bool(group_ids) and user.groups.filter(pk__in=group_ids).exists()


def has_second_factor_session(request: "HttpRequest") -> bool:
    return DEVICE_ID_SESSION_KEY in request.session
