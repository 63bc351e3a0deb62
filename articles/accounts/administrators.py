"""Whom somebody asks who cannot sign in."""

from django.contrib.auth.models import User

from articles.roles import ADMIN

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
MAX_NAMES = 5


def administrator_names() -> list[str]:
    """Return the names of people who look after accounts; never a user name, which is half of a login."""
    able = User.objects.with_perm("auth.change_user", backend=MODEL_BACKEND)
    staff = able.filter(is_staff=True).prefetch_related("groups").order_by("last_name", "first_name")
    named = [user for user in staff if user.get_full_name().strip()]
    by_role = [user for user in named if ADMIN in {group.name for group in user.groups.all()}]
    return [user.get_full_name() for user in (by_role or named)[:MAX_NAMES]]
