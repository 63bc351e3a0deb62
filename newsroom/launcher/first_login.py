"""First login of a desk, and the check for a password that everybody knows."""

import os
import secrets

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import CommandError

ADMIN = "admin"
DEMO_PASSWORD = "demo"  # noqa: S105  # public, so never served to the network unless asked for
MAX_CHECKED_LOGINS = 20
SHOWN_BEFORE = "the password was shown at the first start; `manage.py changepassword` makes a new one"


def create_first_login(*, weak: bool) -> str:
    """Create the first login of an empty desk; return the line to print."""
    users = get_user_model()._default_manager.filter(is_superuser=True, is_active=True)
    if users.exists():
        known = weak and any(user.check_password(DEMO_PASSWORD) for user in users.filter(username=ADMIN))
        return f"{ADMIN} / {DEMO_PASSWORD}" if known else SHOWN_BEFORE
    password = DEMO_PASSWORD if weak else secrets.token_urlsafe(12)
    os.environ["DJANGO_SUPERUSER_PASSWORD"] = password
    call_command(
        "createsuperuser", interactive=False, username=ADMIN, email="", verbosity=0, skip_checks=True
    )
    del os.environ["DJANGO_SUPERUSER_PASSWORD"]
    remark = "a demo's: known to everybody" if weak else "made now and shown only this once: note it"
    return f"{ADMIN} / {password}   ({remark})"


def refuse_known_password() -> None:
    """Refuse to serve the network while one of the first logins has the demo password.

    Only the first logins are checked: the demo creates them first, and each check is slow.
    """
    staff = get_user_model()._default_manager.filter(is_active=True, is_staff=True).order_by("pk")
    known = [user.get_username() for user in staff[:MAX_CHECKED_LOGINS] if user.check_password(DEMO_PASSWORD)]
    if known:
        raise CommandError(
            f"the password {DEMO_PASSWORD!r} of {', '.join(known)} is public and must not be served to the "
            "network: change it with `manage.py changepassword`, or add --open-demo."
        )
