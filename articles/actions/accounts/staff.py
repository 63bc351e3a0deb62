"""The roles of the desk with their permissions, and the accounts in them."""

from datetime import datetime

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction

from articles.actions.accounts.save import AccountDraft, create_account
from articles.actions.permissions import Actor
from articles.models import RoleDefault
from articles.roles import ADMIN, CHIEF, EDITOR, PICTURES, REPORTER

__all__ = ["ADMIN", "CHIEF", "EDITOR", "GROUPS", "PICTURES", "REPORTER", "add_account", "ensure_groups"]

_READS_ALL = (
    "view_agency", "view_article", "view_auditentry", "view_correction", "view_logentry", "view_mention",
    "view_person", "view_alias", "view_office", "view_photo", "view_placement", "view_revision", "view_section",
    "view_staffinitials", "view_topic", "view_wireitem", "view_agencyspelling", "view_grant", "view_wirefile",
    "view_wiresource", "view_wiresourcestate", "view_wirerule", "view_readingrule",
    "view_namevariants", "view_mediafile",
)  # fmt: skip
_WRITES = (
    "add_article", "change_article", "submit_article", "add_wireitem", "change_wireitem", "add_photo", "change_photo",
    "add_placement", "change_placement", "delete_placement", "add_mention", "change_mention", "delete_mention",
    "add_person", "change_person", "add_alias", "change_alias", "delete_alias", "add_office", "change_office",
    "delete_office", "add_topic", "add_mediafile", "change_mediafile",
)  # fmt: skip
_MANY_AT_ONCE = (
    "view_personmerge", "add_personmerge", "change_personmerge", "view_bulkjob", "add_bulkjob", "change_bulkjob",
)  # fmt: skip
"""Permissions for changes to hundreds of stories at once."""
_EDITS = (
    *_MANY_AT_ONCE,
    "approve_article", "publish_article", "correct_article", "withhold_article", "change_topic", "add_staffinitials",
    "change_agency", "add_agencyspelling", "change_agencyspelling", "delete_agencyspelling", "view_frontslot",
    "change_frontslot", "change_wirefile", "add_namevariants", "change_namevariants", "delete_namevariants",
)  # fmt: skip
_LEADS = (
    "kill_article", "break_embargo", "add_section", "change_section", "add_agency", "change_staffinitials", "add_grant",
    "change_grant", "delete_grant", "view_partner", "view_partnerkey", "add_partner", "change_partner",
    "add_partnerkey", "change_partnerkey", "view_staticpage", "change_staticpage", "view_linkonlyprovider",
    "change_linkonlyprovider", "view_brand", "change_brand", "add_wiresource", "change_wiresource", "add_wirerule",
    "change_wirerule", "delete_wirerule",
)  # fmt: skip
_ADMINISTERS = (
    "import_article", "view_user", "add_user", "change_user", "view_group", "add_group", "change_group", "delete_group",
)  # fmt: skip
_PICTURES = (
    "add_photo", "change_photo", "change_article", "change_placement", "add_placement", "delete_placement",
    "add_mention", "change_mention", "delete_mention", "add_grant", "change_grant", "delete_grant", "add_mediafile",
    "change_mediafile",
)  # fmt: skip

GROUPS: dict[str, frozenset[str]] = {
    REPORTER: frozenset({*_READS_ALL, *_WRITES}),
    EDITOR: frozenset({*_READS_ALL, *_WRITES, *_EDITS}),
    CHIEF: frozenset({*_READS_ALL, *_WRITES, *_EDITS, *_LEADS}),
    PICTURES: frozenset({*_READS_ALL, *_PICTURES}),
    ADMIN: frozenset({*_READS_ALL, *_WRITES, *_EDITS, *_LEADS, *_ADMINISTERS}),
}
"""No role may add, change or delete rows of the publication log, the audit list or the revisions."""


@transaction.atomic
def ensure_groups() -> list[Group]:
    """Create missing roles and add permissions that are new in this version.

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
        if missing := codenames - granted:
            group.permissions.add(*(permissions[codename] for codename in missing))
            default.permissions = sorted({*default.permissions, *codenames})
            default.save(update_fields=["permissions"])
        groups.append(group)
    return groups


def add_account(
    username: str, *, name: str, group: str, by: Actor, at: datetime, password: str | None = None
) -> User:
    """Add an account with a role; without a password nobody can sign in with it yet."""
    draft = AccountDraft(name=name, role=group)
    return create_account(draft, by=by, at=at, username=username, password=password)
