"""The switch that closes passwords for every account."""

from django.conf import settings
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused


def has_open_passwords() -> bool:
    """Return whether accounts may sign in with a password (`PASSWORDS`)."""
    return bool(settings.SIGN_ON.passwords)


def require_open_passwords() -> None:
    if not has_open_passwords():
        raise ActionRefused(_("Passwords are closed on this desk: nobody can sign in with one."))
