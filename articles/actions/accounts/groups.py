"""Groups and their permissions; nobody grants a permission that they do not have."""

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from articles.actions.accounts.two_factor import set_second_factor_duty
from articles.actions.audit import audit
from articles.actions.permissions import Actor, require_held, require_permission
from articles.models.audit import AuditVerb
from articles.roles import ROLES_BY_NAME


@transaction.atomic
def save_group(
    group_id: int | None,
    name: str,
    permission_ids: Collection[int],
    *,
    asks_second_factor: bool,
    by: Actor,
    at: datetime,
) -> Group:
    """Add or change a group; a role keeps its name."""
    require_permission(by, "add_group" if group_id is None else "change_group", "auth")
    group = Group() if group_id is None else Group.objects.select_for_update(no_key=True).get(pk=group_id)
    if group.name not in ROLES_BY_NAME:
        group.name = name
    group.save()
    wanted = Permission.objects.filter(pk__in=permission_ids)
    require_held(by, wanted.exclude(group=group))
    group.permissions.set(wanted)
    verb = AuditVerb.ADD if group_id is None else AuditVerb.SAVE
    codenames = sorted(wanted.values_list("codename", flat=True))
    audit(verb, group, by=by, at=at, permissions=codenames)
    set_second_factor_duty(group.pk, asked=asks_second_factor, by=by, at=at)
    return group
