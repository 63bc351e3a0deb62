"""Administrators to ask when signing in fails."""

from django.contrib.auth.models import User

from articles.roles import ADMIN

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
MAX_NAMES = 5


def administrator_names() -> list[str]:
    """Return full names of people who administer accounts.

    User names are left out, since one is half of a login.
    """
    administrators = User.objects.with_perm("auth.change_user", backend=MODEL_BACKEND)
    users = (
        administrators.filter(is_staff=True).prefetch_related("groups").order_by("last_name", "first_name")
    )
    named = [user for user in users if user.get_full_name().strip()]
    by_role = [user for user in named if ADMIN in {group.name for group in user.groups.all()}]
    return [user.get_full_name() for user in (by_role or named)[:MAX_NAMES]]
