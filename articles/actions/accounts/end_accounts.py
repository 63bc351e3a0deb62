"""Many accounts ended at once, as when the provider's list of people has changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.accounts.save import deactivate_account
from articles.actions.accounts.sessions import session_keys
from articles.actions.accounts.two_factor import delete_factors
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission


@dataclass(frozen=True, slots=True)
class EndedAccount:
    """An account and what ended with it."""

    user: User
    sessions: int
    passkeys: int
    links: int


def list_endable(accounts: Iterable[User], *, at: datetime) -> list[EndedAccount]:
    """Return what `end_accounts` would end."""
    return [
        EndedAccount(
            user,
            len(session_keys(user.pk, at=at)),
            user.passkeys.count(),
            user.sign_in_links.active(at).count(),
        )
        for user in accounts
        if user.is_active
    ]


@transaction.atomic
def end_accounts(user_ids: Iterable[int], *, by: Actor, at: datetime) -> list[EndedAccount]:
    """Deactivate accounts with their sessions, links, passkeys and second factors.

    All or none; raises ActionRefused if no active superuser would be left.
    """
    require_permission(by, "change_user", "auth")
    users = list(
        User.objects.select_for_update().filter(pk__in=list(user_ids), is_active=True).order_by("pk")
    )
    left = User.objects.filter(is_superuser=True, is_active=True).exclude(pk__in=[user.pk for user in users])
    if any(user.is_superuser for user in users) and not left.exists():
        raise ActionRefused(_("No active superuser would be left."))
    ended = list_endable(users, at=at)
    for user in users:
        deactivate_account(user.pk, by=by, at=at)
        delete_factors(user)
    return ended
