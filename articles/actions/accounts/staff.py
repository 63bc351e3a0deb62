"""The roles of the desk with their permissions, and the accounts in them."""

from datetime import datetime

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction

from articles.actions.accounts.save import AccountDraft, create_account
from articles.actions.permissions import Actor
from articles.models import RoleDefault
from articles.roles import ADMIN, CHIEF, EDITOR, PICTURES, REPORTER, ROLES

__all__ = ["ADMIN", "CHIEF", "EDITOR", "GROUPS", "PICTURES", "REPORTER", "add_account", "ensure_groups"]

GROUPS: dict[str, frozenset[str]] = {role.name: role.permissions for role in ROLES}
"""No role may add, change or delete rows of the publication log, the audit list or the revisions."""


@transaction.atomic
def ensure_groups() -> list[Group]:
    """Create missing roles; grant and withdraw what the version has changed.

    Permissions that an administrator added or removed stay as they are. Safe at every start; needs migrated tables.
    """
    permissions = {
        p.codename: p
        for p in Permission.objects.filter(content_type__app_label__in=("articles", "people", "auth"))
    }
    groups = []
    for role, codenames in GROUPS.items():
        group, new = Group.objects.get_or_create(name=role)
        default, _new = RoleDefault.objects.get_or_create(role=role, defaults={"permissions": []})
        granted = set() if new else set(default.permissions)
        if granted != codenames:
            group.permissions.add(*(permissions[codename] for codename in codenames - granted))
            group.permissions.remove(*group.permissions.filter(codename__in=granted - codenames))
            default.permissions = sorted(codenames)
            default.save(update_fields=["permissions"])
        groups.append(group)
    return groups


def add_account(
    username: str, *, name: str, group: str, by: Actor, at: datetime, password: str | None = None
) -> User:
    """Add an account with a role; without a password nobody can sign in with it yet."""
    draft = AccountDraft(name=name, role=group, username=username)
    return create_account(draft, by=by, at=at, password=password)
