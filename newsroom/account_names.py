"""How an account is called on screens: by its person's name."""

from django.contrib.auth.models import AbstractUser


def display_name(user: AbstractUser) -> str:
    """Return the full name; the user name only for an account without one."""
    return user.get_full_name().strip() or user.get_username()
