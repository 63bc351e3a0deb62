"""What an account has of a second factor and what its groups ask of it; which code is right."""

from typing import TYPE_CHECKING

from django.core.cache import cache
from django_otp import DEVICE_ID_SESSION_KEY, verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.models import SecondFactorDuty

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest

DUTY_GROUPS_KEY = "second-factor-duties"
DUTY_GROUPS_TIMEOUT = 15
"""Seconds in which another process may still believe in a duty that was laid down or lifted."""


def get_device(user: "User") -> TOTPDevice | None:
    """The app that gives this account its codes, once confirmed."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def get_recovery_device(user: "User") -> StaticDevice | None:
    return StaticDevice.objects.filter(user=user, confirmed=True).first()


def count_recovery_codes(user: "User") -> int:
    return int(StaticToken.objects.filter(device__user=user, device__confirmed=True).count())


def verify_code(user: "User", code: str) -> str:
    """`app` or `recovery` for a code that is right, empty for one that is not.

    An app's code passes once; a recovery code is used up; after a wrong one the device waits longer and longer.
    """
    bare = "".join(code.split()).replace("-", "").lower()
    by_app = bare.isascii() and bare.isdecimal() and len(bare) == 6
    device = get_device(user) if by_app else get_recovery_device(user)
    if device is None or not bare or verify_token(user, device.persistent_id, bare) is None:
        return ""
    return "app" if by_app else "recovery"


def duty_group_ids() -> frozenset[int]:
    """Groups whose members must have a second factor."""
    known = cache.get(DUTY_GROUPS_KEY)
    if known is None:
        known = frozenset(SecondFactorDuty.objects.values_list("group_id", flat=True))
        cache.set(DUTY_GROUPS_KEY, known, DUTY_GROUPS_TIMEOUT)
    return known  # type: ignore[no-any-return]  # what was put there


def must_have_second_factor(user: "User") -> bool:
    """Whether a group of this account asks for a second factor."""
    asking = duty_group_ids()
    return bool(asking) and user.groups.filter(pk__in=asking).exists()


def has_second_factor_session(request: "HttpRequest") -> bool:
    """Whether this session was opened with a second factor."""
    return DEVICE_ID_SESSION_KEY in request.session
