"""Display names of accounts."""

from django.contrib.auth.models import AbstractUser
from django.db.models import CharField, F, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim


def display_name(user: AbstractUser) -> str:
    """Return the full name, or the user name of an account without one."""
    return user.get_full_name().strip() or user.get_username()


def display_name_of(relation: str) -> Coalesce:
    """Return `display_name` as an expression; `relation` is the path to the account."""
    first, last = F(f"{relation}__first_name"), F(f"{relation}__last_name")
    whole = Trim(Concat(first, Value(" "), last, output_field=CharField()))
    return Coalesce(NullIf(whole, Value("")), F(f"{relation}__username"))
