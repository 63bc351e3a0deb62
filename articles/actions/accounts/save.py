"""Accounts: created, changed, deactivated and reactivated by administrators."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.accounts.passwords import require_open_passwords
from articles.actions.accounts.sessions import (
    HINTS_LEFT,
    LANGUAGE,
    SINGLE_KEYS_OFF,
    end_sessions,
    set_in_sessions,
)
from articles.actions.audit import audit
from articles.actions.desk.agencies import add_staff_initials, save_initials
from articles.actions.errors import ActionRefused, NotPermitted
from articles.actions.permissions import Actor, require_held, require_permission
from articles.models import Account, ProviderSession, Section, SignInLink, StaffInitials
from articles.models.account import HINTS
from articles.models.audit import AuditVerb
from articles.roles import ROLES_BY_NAME
from newsroom.text.slugs import make_slug

MAX_USERNAME_LENGTH = 60
MAX_NAME_LENGTH = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDraft:
    """The fields of the account form; `role` is the name of the role's group or empty.

    Those from `username` on are under “Advanced”: None leaves them unchanged.
    """

    name: str
    email: str = ""
    role: str = ""
    initials: str = ""
    language: str = ""
    username: str | None = None
    groups: Iterable[Any] | None = None
    """Groups other than roles: rows or their ids, as for `user_permissions`."""
    user_permissions: Iterable[Any] | None = None
    is_superuser: bool | None = None


@transaction.atomic
def create_account(draft: AccountDraft, *, by: Actor, at: datetime, password: str | None = None) -> User:
    """Create an account; without a password it needs a sign-in link first."""
    require_permission(by, "add_user", "auth")
    if password is not None:
        require_open_passwords()
    user = User(is_staff=True)
    _set_names(user, replace(draft, username=draft.username or _free_username(draft.name)))
    user.set_password(password)
    user.save()
    set_role(user, draft.role)
    require_held(by, Permission.objects.filter(group__user=user))
    _set_language(user, draft.language, at=at)
    _set_initials(user, draft, by=by, at=at)
    audit(AuditVerb.ADD, user, by=by, at=at, group=draft.role)
    return user


@transaction.atomic
def save_account(user_id: int, draft: AccountDraft, *, by: Actor, at: datetime) -> User:
    """Change an account.

    Nobody can change their own role, so that the desk always keeps an administrator.
    """
    user = lock_account(user_id, by=by)
    role_before, groups_before = _role_names(user), set(user.groups.values_list("pk", flat=True))
    if by is not None and by.pk == user.pk and role_before != ({draft.role} - {""}):
        raise ActionRefused(_("Only someone else can change your own role."), "role")
    _set_names(user, draft)
    user.save()
    set_role(user, draft.role)
    _set_language(user, draft.language, at=at)
    _set_initials(user, draft, by=by, at=at)
    _set_groups(user, draft.groups)
    _set_permissions(user, draft, by=by)
    require_held(by, Permission.objects.filter(group__in=user.groups.exclude(pk__in=groups_before)))
    audit(AuditVerb.SAVE, user, by=by, at=at, group=draft.role)
    return user


@transaction.atomic
def deactivate_account(user_id: int, *, by: Actor, at: datetime) -> User:
    """Deactivate an account: end its sessions and revoke its links.

    Stories and history keep its name.
    """
    user = lock_account(user_id, by=by)
    if by is not None and by.pk == user.pk:
        raise ActionRefused(_("Only someone else can deactivate your own account."))
    if user.is_active:
        user.is_active = False
        user.save(update_fields=["is_active"])
        SignInLink.objects.filter(user=user).not_used().update(revoked_at=at)
        ProviderSession.objects.filter(account__user=user).delete()
        audit(AuditVerb.DEACTIVATE_ACCOUNT, user, by=by, at=at)
        end_sessions(user, by=by, at=at)
    return user


@transaction.atomic
def reactivate_account(user_id: int, *, by: Actor, at: datetime) -> User:
    """Reactivate an account with the password and the role it had."""
    user = lock_account(user_id, by=by)
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        audit(AuditVerb.REACTIVATE_ACCOUNT, user, by=by, at=at)
    return user


@transaction.atomic
def sign_out_everywhere(user_id: int, *, by: Actor, at: datetime) -> int:
    """End all sessions of an account; return how many there were."""
    return end_sessions(lock_account(user_id, by=by), by=by, at=at)


@transaction.atomic
def choose_language(language: str, *, by: User, at: datetime) -> None:
    """Set the language of the user's own desk."""
    if language not in dict(Account._meta.get_field("language").flatchoices):
        raise ActionRefused(_("The desk is available in German and English."), "language")
    _set_language(by, language, at=at)
    audit(AuditVerb.CHOOSE_LANGUAGE, by, by=by, at=at, language=language)


@transaction.atomic
def choose_single_keys(*, are_on: bool, by: User, at: datetime) -> None:
    """Switch keys of a single letter or sign on or off for the user's own desk."""
    Account.objects.update_or_create(user=by, defaults={"single_keys": are_on})
    set_in_sessions(by.pk, SINGLE_KEYS_OFF, not are_on, at=at)
    audit(AuditVerb.CHOOSE_SINGLE_KEYS, by, by=by, at=at, on=are_on)


@transaction.atomic
def choose_hints(wanted: Collection[str], *, by: User, at: datetime) -> list[str]:
    """Set the hints that the user is still shown; return their names."""
    left = [name for name in HINTS if name in wanted]
    Account.objects.update_or_create(user=by, defaults={"hints_left": left})
    set_in_sessions(by.pk, HINTS_LEFT, left, at=at)
    audit(AuditVerb.CHOOSE_HINTS, by, by=by, at=at, left=left)
    return left


@transaction.atomic
def choose_sections(sections: Iterable[Section], *, by: User, at: datetime) -> None:
    """Set the sections whose desks the user belongs to."""
    account, _new = Account.objects.get_or_create(user=by)
    account.sections.set(sections)
    audit(AuditVerb.CHOOSE_SECTIONS, by, by=by, at=at, sections=[section.name for section in sections])


def lock_account(user_id: int, *, by: Actor) -> User:
    """Return the account, locked for update.

    Only superusers can administer a superuser's account, since that allows everything.
    """
    require_permission(by, "change_user", "auth")
    user = User.objects.select_for_update(of=("self",)).get(pk=user_id)
    if user.is_superuser and by is not None and not by.is_superuser:
        raise NotPermitted(_("Only a superuser can change the account of a superuser."))
    return user


def _set_names(user: User, draft: AccountDraft) -> None:
    name = " ".join(draft.name.split())
    if not name:
        raise ActionRefused(_("Enter the name."), "name")
    given, _space, family = name.partition(" ")
    if max(len(given), len(family)) > MAX_NAME_LENGTH:
        raise ActionRefused(_("The name is too long."), "name")
    email = draft.email.strip()
    if email and User.objects.filter(email__iexact=email).exclude(pk=user.pk).exists():
        raise ActionRefused(_("Another account has this email address."), "email")
    if User.objects.filter(username__iexact=draft.username or "").exclude(pk=user.pk).exists():
        raise ActionRefused(_("“%(name)s” is already taken.") % {"name": draft.username}, "username")
    user.first_name, user.last_name, user.email = given, family, email
    user.username = user.username if draft.username is None else draft.username


def _free_username(name: str) -> str:
    """Derive `mira.talberg` from a name, with a suffix appended if it is taken."""
    wanted = make_slug(name, MAX_USERNAME_LENGTH).replace("-", ".") or "account"
    taken = {
        n.lower()
        for n in User.objects.filter(username__istartswith=wanted).values_list("username", flat=True)
    }
    candidates = (wanted if suffix == 1 else f"{wanted}{suffix}" for suffix in range(1, len(taken) + 2))
    return next(username for username in candidates if username not in taken)


def _role_names(user: User) -> set[str]:
    return set(user.groups.filter(name__in=ROLES_BY_NAME).values_list("name", flat=True))


def set_role(user: User, role: str) -> None:
    """Give the account this role only; its existing groups stay."""
    if role and role not in ROLES_BY_NAME:
        raise ActionRefused(_("There is no such role."), "role")
    user.groups.remove(*user.groups.filter(name__in=ROLES_BY_NAME).exclude(name=role))
    if role:
        user.groups.add(Group.objects.get(name=role))


def _set_language(user: User, language: str, *, at: datetime) -> None:
    account, _new = Account.objects.get_or_create(user=user)
    if account.language != language:
        account.language = language
        account.save(update_fields=["language"])
        set_in_sessions(user.pk, LANGUAGE, language, at=at)


def _set_initials(user: User, draft: AccountDraft, *, by: Actor, at: datetime) -> None:
    """Add, change or detach the account's initials.

    Existing initials without an account are taken over if they carry the same name.
    """
    wanted = draft.initials.strip().lower()
    own = StaffInitials.objects.filter(user=user).first()
    if wanted == (own.initials if own else ""):
        return
    if not wanted and own is not None:
        save_initials(own.pk, own.initials, user_id=None, by=by, at=at)
        return
    existing = StaffInitials.objects.filter(initials=wanted).first()
    if own is not None and existing is None:
        save_initials(own.pk, wanted, user_id=user.pk, by=by, at=at)
    elif (
        own is None
        and existing is not None
        and existing.user_id is None
        and existing.name == user.get_full_name()
    ):
        save_initials(existing.pk, wanted, user_id=user.pk, by=by, at=at)
    else:
        add_staff_initials(wanted, user.get_full_name(), by=by, at=at, user_id=user.pk)


def _set_groups(user: User, groups: Iterable[Any] | None) -> None:
    if groups is not None:
        others = Group.objects.filter(pk__in=groups).exclude(name__in=ROLES_BY_NAME)
        user.groups.set([*others, *user.groups.filter(name__in=ROLES_BY_NAME)])


def _set_permissions(user: User, draft: AccountDraft, *, by: Actor) -> None:
    """Set single permissions and superuser status; only superusers can do that."""
    if draft.user_permissions is None and draft.is_superuser is None:
        return
    if by is not None and not by.is_superuser:
        raise NotPermitted(_("Only a superuser can grant single permissions."))
    if draft.user_permissions is not None:
        user.user_permissions.set(draft.user_permissions)
    if draft.is_superuser in {None, user.is_superuser}:
        return
    if by is not None and by.pk == user.pk:
        raise ActionRefused(_("Only someone else can remove this right from you."), "is_superuser")
    user.is_superuser = bool(draft.is_superuser)
    user.save(update_fields=["is_superuser"])
