"""Roles of the desk as a table of tasks; each role is a group of that name."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

if TYPE_CHECKING:
    from django.contrib.auth.models import User

REPORTER = "reporter"
EDITOR = "editor"
CHIEF = "chief"
PICTURES = "picture desk"
ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Task:
    """A part of what a role may do; `permissions` are codenames."""

    label: Any
    permissions: tuple[str, ...]


READ = Task(
    gettext_lazy("reads stories, wire, directory and history"),
    (
        "view_agency", "view_article", "view_auditentry", "view_correction", "view_logentry", "view_mention",
        "view_person", "view_alias", "view_office", "view_photo", "view_placement", "view_revision", "view_section",
        "view_staffinitials", "view_topic", "view_wireitem", "view_agencyspelling", "view_grant", "view_wirefile",
        "view_wiresource", "view_wiresourcestate", "view_wirerule", "view_readingrule", "view_namevariants",
        "view_mediafile", "view_pictureterms", "view_storytemplate",
    ),
)  # fmt: skip
WRITE = Task(
    gettext_lazy("writes stories, works through the wire and submits stories for review"),
    ("add_article", "change_article", "submit_article", "add_wireitem", "change_wireitem", "add_topic"),
)
DIRECTORY = Task(
    gettext_lazy("adds and corrects people"),
    (
        "add_person", "change_person", "add_alias", "change_alias", "delete_alias", "add_office", "change_office",
        "delete_office",
    ),
)  # fmt: skip
DESCRIBE_MEDIA = Task(
    gettext_lazy("adds and describes photos, audio and video"),
    ("add_photo", "change_photo", "add_mediafile", "change_mediafile"),
)
PLACE_PHOTOS = Task(
    gettext_lazy("places photos in stories and names the people in them"),
    (
        "add_placement", "change_placement", "delete_placement", "add_mention", "change_mention", "delete_mention",
    ),
)  # fmt: skip
PUBLISH = Task(
    gettext_lazy("approves, publishes, corrects and withholds stories, and kills them with a second person"),
    ("approve_article", "publish_article", "correct_article", "withhold_article"),
)
SETTLE_KILLS = Task(gettext_lazy("decides on kills by agencies"), ("settle_kill",))
BLOCK_MEDIA = Task(
    gettext_lazy("blocks photos, audio and video, and replaces photos in published stories"), ("block_photo",)
)
HIDE_PEOPLE = Task(gettext_lazy("hides people from readers"), ("hide_person",))
FRONT_PAGE = Task(gettext_lazy("arranges the front page"), ("view_frontslot", "change_frontslot"))
MAIL = Task(
    gettext_lazy("prepares and approves newsletters"), ("view_newsletter", "view_mailing", "change_mailing")
)
MANY_AT_ONCE = Task(
    gettext_lazy("changes many stories at once and merges people"),
    (
        "view_personmerge", "add_personmerge", "change_personmerge", "view_bulkjob", "add_bulkjob", "change_bulkjob",
    ),
)  # fmt: skip
VOCABULARY = Task(
    gettext_lazy("looks after topics, agencies, spellings, initials and story templates"),
    (
        "change_topic", "add_staffinitials", "change_agency", "add_agencyspelling", "change_agencyspelling",
        "delete_agencyspelling", "change_wirefile", "add_namevariants", "change_namevariants", "delete_namevariants",
        "add_storytemplate", "change_storytemplate", "delete_storytemplate",
    ),
)  # fmt: skip
KILL = Task(gettext_lazy("kills stories and breaks embargoes"), ("kill_article", "break_embargo"))
RIGHTS = Task(
    gettext_lazy("enters rights and extends licences"), ("add_grant", "change_grant", "delete_grant")
)
BILL = Task(gettext_lazy("settles the picture bill"), ("change_billingstatus",))
SECTIONS = Task(
    gettext_lazy("looks after sections, contracts of agencies and everybody's initials"),
    (
        "add_section", "change_section", "add_agency", "change_staffinitials", "add_pictureterms",
        "change_pictureterms", "delete_pictureterms",
    ),
)  # fmt: skip
PARTNERS = Task(
    gettext_lazy("looks after partners and their keys"),
    (
        "view_partner", "add_partner", "change_partner", "view_partnerkey", "add_partnerkey", "change_partnerkey",
    ),
)  # fmt: skip
SITE = Task(
    gettext_lazy("looks after static pages, embedded content and the brand"),
    (
        "view_staticpage", "change_staticpage", "view_linkonlyprovider", "change_linkonlyprovider", "view_brand",
        "change_brand",
    ),
)  # fmt: skip
INTAKE = Task(
    gettext_lazy("sets up wire sources and wire rules"),
    ("add_wiresource", "change_wiresource", "add_wirerule", "change_wirerule", "delete_wirerule"),
)
NEWSLETTERS = Task(
    gettext_lazy("looks after newsletters, and sees the addresses of their readers"),
    ("add_newsletter", "change_newsletter", "view_subscriber"),
)
ACCOUNTS = Task(
    gettext_lazy("looks after accounts and roles"),
    ("view_user", "add_user", "change_user", "view_group", "add_group", "change_group", "delete_group"),
)
ARCHIVE = Task(gettext_lazy("imports archives"), ("import_article",))


@dataclass(frozen=True, slots=True)
class Role:
    """A role with its own tasks and those of the role below it; `name` is its group."""

    name: str
    label: Any
    own_tasks: tuple[Task, ...]
    below: "Role | None" = None

    @property
    def tasks(self) -> tuple[Task, ...]:
        return (*(self.below.tasks if self.below else ()), *self.own_tasks)

    @property
    def permissions(self) -> frozenset[str]:
        return frozenset(codename for task in self.tasks for codename in task.permissions)

    @property
    def may(self) -> str:
        """Sentence of what the role may do."""
        words = "; ".join(str(task.label) for task in self.own_tasks)
        if self.below is None:
            return f"{capfirst(words)}."
        return _("Everything that “%(role)s” may do. Also: %(tasks)s.") % {
            "role": self.below.label,
            "tasks": words,
        }


_REPORTER = Role(
    REPORTER, pgettext_lazy("role", "Reporter"), (READ, WRITE, DIRECTORY, DESCRIBE_MEDIA, PLACE_PHOTOS)
)
_EDITOR = Role(
    EDITOR,
    pgettext_lazy("role", "Editor"),
    (PUBLISH, SETTLE_KILLS, BLOCK_MEDIA, HIDE_PEOPLE, FRONT_PAGE, MAIL, MANY_AT_ONCE, VOCABULARY),
    _REPORTER,
)
_CHIEF = Role(
    CHIEF,
    pgettext_lazy("role", "Chief editor"),
    (KILL, RIGHTS, BILL, SECTIONS, PARTNERS, SITE, NEWSLETTERS, INTAKE),
    _EDITOR,
)
ROLES = (
    _REPORTER,
    _EDITOR,
    _CHIEF,
    Role(
        PICTURES,
        pgettext_lazy("role", "Picture desk"),
        (READ, DESCRIBE_MEDIA, RIGHTS, BILL, BLOCK_MEDIA, PLACE_PHOTOS),
    ),
    Role(ADMIN, pgettext_lazy("role", "Administrator"), (ACCOUNTS, ARCHIVE), _CHIEF),
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
