"""First login of a desk, and the check for a password that everybody knows."""

import os
import secrets
from io import StringIO

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import CommandError

ADMIN = "admin"
DEMO_PASSWORD = "demo"  # noqa: S105  # public, so never served to the network unless asked for
MAX_CHECKED_LOGINS = 20
SHOWN_BEFORE = "the password was shown at the first start; `manage.py changepassword` makes a new one"
SHOWN_BEFORE_LINK = f"without a password; `manage.py sign_in_link {ADMIN}` prints a link that signs in once"


def create_first_login(*, weak: bool) -> str:
    """Create the first login of an empty desk; return the line to print."""
    users = get_user_model()._default_manager.filter(is_superuser=True, is_active=True)
    if not settings.SIGN_ON.passwords:
        return SHOWN_BEFORE_LINK if users.exists() else create_login_without_password()
    if users.exists():
        known = weak and any(user.check_password(DEMO_PASSWORD) for user in users.filter(username=ADMIN))
        return f"{ADMIN} / {DEMO_PASSWORD}" if known else SHOWN_BEFORE
    password = DEMO_PASSWORD if weak else secrets.token_urlsafe(12)
    os.environ["DJANGO_SUPERUSER_PASSWORD"] = password
    create_superuser()
    del os.environ["DJANGO_SUPERUSER_PASSWORD"]
    remark = "a demo's: known to everybody" if weak else "made now and shown only this once: note it"
    return f"{ADMIN} / {password}   ({remark})"


def create_login_without_password() -> str:
    """Create the first account; return a link that signs in once."""
    create_superuser()
    link = StringIO()
    base = os.environ.get("DESK_URL") or os.environ["SITE_URL"]
    call_command("sign_in_link", ADMIN, base=base, stdout=link, skip_checks=True)
    return f"{link.getvalue().strip()}   (once, within ten minutes)"


def create_superuser() -> None:
    options = {"interactive": False, "verbosity": 0, "skip_checks": True}
    call_command("createsuperuser", username=ADMIN, email="", **options)


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
