"""Roles of the desk, with labels and descriptions; each is a group of that name."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.contrib.auth.models import User

REPORTER = "reporter"
EDITOR = "editor"
CHIEF = "chief"
PICTURES = "picture desk"
ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Role:
    """A role on the account screens; `name` is the name of its group."""

    name: str
    label: Any
    may: Any


ROLES = (
    Role(
        REPORTER,
        pgettext_lazy("role", "Reporter"),
        _(
            "Writes stories, adds photos and people, and submits stories for review. "
            "Cannot publish, correct or withdraw anything."
        ),
    ),
    Role(
        EDITOR,
        pgettext_lazy("role", "Editor"),
        _(
            "Does what a reporter does, and approves, publishes, corrects and withholds stories, arranges the front "
            "page and changes many stories at once. A kill needs a second person."
        ),
    ),
    Role(
        CHIEF,
        pgettext_lazy("role", "Chief editor"),
        _(
            "Does what an editor does, and kills stories, breaks embargoes, and looks after sections, contracts, "
            "rights and partners."
        ),
    ),
    Role(
        PICTURES,
        pgettext_lazy("role", "Picture desk"),
        _(
            "Adds and describes photos, enters their rights and places them in stories. "
            "Cannot write or publish stories."
        ),
    ),
    Role(
        ADMIN,
        pgettext_lazy("role", "Administrator"),
        _("Does what a chief editor does, and looks after accounts and roles and imports archives."),
    ),
)
ROLES_BY_NAME = {role.name: role for role in ROLES}
ROLES_BY_RANK = (ADMIN, CHIEF, EDITOR, REPORTER, PICTURES)


def role_of(user: "User") -> Role | None:
    """Return the highest role of an account, None without a role."""
    names = {group.name for group in user.groups.all()}
    return next((ROLES_BY_NAME[name] for name in ROLES_BY_RANK if name in names), None)


def group_label(name: str) -> str:
    """Return a role's translated label; other groups have their own name."""
    role = ROLES_BY_NAME.get(name)
    return str(role.label) if role else name
