from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STORED_NAMES = {
    "autosave": "unsaveddraft",
    "embargoededition": "earlyedition",
    "idempotencyrecord": "sentrequest",
    "mergedlink": "movedlink",
    "notduplicate": "differentpeople",
    "siterevision": "sitemark",
    "staffinitials": "staffer",
    "staticpage": "standingpage",
}
"""Model name → the name in stored entries, which keep the names of models renamed since."""


class AuditVerb(models.TextChoices):
    """Actions of the audit list. Entries store the values: never change one."""

    ADD = "add", pgettext_lazy("audit verb", "added")
    ADD_MEDIA_FILE = "add media file", pgettext_lazy("audit verb", "audio or video added")
    SAVE_MEDIA_FILE = "save media file", pgettext_lazy("audit verb", "audio or video saved")
    BACK_UP = "back up", pgettext_lazy("audit verb", "backup made")
    BLOCK_MEDIA_FILE = "block media file", pgettext_lazy("audit verb", "audio or video blocked")
    UNBLOCK_MEDIA_FILE = "unblock media file", pgettext_lazy("audit verb", "audio or video unblocked")
    ADD_PARTNER = "add partner", pgettext_lazy("audit verb", "partner added")
    ADD_PHOTO = "add photo", pgettext_lazy("audit verb", "photo added")
    ADD_SPELLING = "add spelling", pgettext_lazy("audit verb", "spelling added")
    ADD_STAFF_INITIALS = "add staffer", pgettext_lazy("audit verb", "desk initials added")
    ADD_WIRE_SOURCE = "add wire source", pgettext_lazy("audit verb", "wire source added")
    ISSUE_WIRE_KEY = "issue wire key", pgettext_lazy("audit verb", "key of a wire source issued")
    ROTATE_WIRE_KEY = "rotate wire key", pgettext_lazy("audit verb", "key of a wire source rotated")
    REVOKE_WIRE_KEY = "revoke wire key", pgettext_lazy("audit verb", "key of a wire source revoked")
    SET_WIRE_SECRET = "set wire secret", pgettext_lazy("audit verb", "signing secret of a wire source issued")
    REMOVE_WIRE_SECRET = (
        "remove wire secret",
        pgettext_lazy("audit verb", "signing secret of a wire source removed"),
    )
    REENCRYPT_SECRET = "reencrypt secret", pgettext_lazy("audit verb", "secret encrypted under a new key")
    SAVE_WIRE_SOURCE = "save wire source", pgettext_lazy("audit verb", "wire source changed")
    PROPOSE_READING_RULE = "propose reading rule", pgettext_lazy("audit verb", "reading rule proposed")
    ACCEPT_READING_RULE = "accept reading rule", pgettext_lazy("audit verb", "reading rule accepted")
    DECLINE_READING_RULE = "decline reading rule", pgettext_lazy("audit verb", "reading rule declined")
    SWITCH_READING_RULE_ON = "reading rule on", pgettext_lazy("audit verb", "reading rule switched on")
    SWITCH_READING_RULE_OFF = "reading rule off", pgettext_lazy("audit verb", "reading rule switched off")
    UNDO_READING_RULE = "undo reading rule", pgettext_lazy("audit verb", "reading rule undone")
    REMOVE_SPELLING = "remove spelling", pgettext_lazy("audit verb", "spelling removed")
    REMOVE_STAFF_INITIALS = "remove staffer", pgettext_lazy("audit verb", "desk initials removed")
    SAVE_WIRE_RULE = "save wire rule", pgettext_lazy("audit verb", "wire rule saved")
    DELETE_EXPIRED_COPY = "delete expired copy", pgettext_lazy("audit verb", "expired copy deleted")
    DELETE_WIRE_RULE = "delete wire rule", pgettext_lazy("audit verb", "wire rule deleted")
    DRAFT_BY_RULE = "draft by rule", pgettext_lazy("audit verb", "draft made by a wire rule")
    PUBLISH_BY_RULE = "publish by rule", pgettext_lazy("audit verb", "published by a wire rule")
    UPDATE_BY_RULE = "update by rule", pgettext_lazy("audit verb", "new version applied by a wire rule")
    CORRECT_BY_RULE = "correct by rule", pgettext_lazy("audit verb", "correction applied by a wire rule")
    WITHHOLD_BY_RULE = "withhold by rule", pgettext_lazy("audit verb", "withheld for the agency")
    BLOCK_PHOTO_BY_RULE = "block photo by rule", pgettext_lazy("audit verb", "picture blocked for the agency")
    LEFT_TO_DESK = "left to desk", pgettext_lazy("audit verb", "left to the desk by a wire rule")
    BEGIN_RUNNING_STORY = "begin running story", pgettext_lazy("audit verb", "running story begun")
    SET_RUNNING_STATE = (
        "set running state",
        pgettext_lazy("audit verb", "state of a running story changed"),
    )
    ADD_ENTRY = "add entry", pgettext_lazy("audit verb", "entry added to a running story")
    PIN_ENTRY = "pin entry", pgettext_lazy("audit verb", "entry pinned")
    UNPIN_ENTRY = "unpin entry", pgettext_lazy("audit verb", "entry no longer pinned")
    ASSIGN = "assign", pgettext_lazy("audit verb", "assigned")
    DUE_SOON = "due soon", pgettext_lazy("audit verb", "due within an hour")
    RIGHT_ENDS = "right ends", pgettext_lazy("audit verb", "right of a picture ends")
    CHOOSE_NOTICES = "choose notices", pgettext_lazy("audit verb", "notices chosen")
    TAKE_ASSIGNMENT = "take assignment", pgettext_lazy("audit verb", "assignment taken")
    FINISH_ASSIGNMENT = "finish assignment", pgettext_lazy("audit verb", "assignment done")
    CHOOSE_SECTIONS = "choose sections", pgettext_lazy("audit verb", "own sections chosen")
    COMMENT = "comment", pgettext_lazy("audit verb", "commented")
    EDIT_COMMENT = "edit comment", pgettext_lazy("audit verb", "comment changed")
    DELETE_COMMENT = "delete comment", pgettext_lazy("audit verb", "comment deleted")
    RESOLVE_COMMENT = "resolve comment", pgettext_lazy("audit verb", "comment resolved")
    REOPEN_COMMENT = "reopen comment", pgettext_lazy("audit verb", "comment reopened")
    TAKE_OFF_PHOTO = "take off photo", pgettext_lazy("audit verb", "photo taken off by itself")
    TAKE_FROM_AGENCY = "take from agency", pgettext_lazy("audit verb", "taken over from the agency")
    DISMISS_WIRE_FILE = "dismiss wire file", pgettext_lazy("audit verb", "received file dismissed")
    READ_WIRE_FILE_AGAIN = "read wire file again", pgettext_lazy("audit verb", "received file read again")
    TAKE_WIRE_FILE_AS_TEXT = (
        "take wire file as text",
        pgettext_lazy("audit verb", "received file taken as plain text"),
    )
    ASSIGN_WIRE_FILE = "assign wire file", pgettext_lazy("audit verb", "received file assigned to a source")
    DISMISS_WIRE_ITEM = "dismiss wire item", pgettext_lazy("audit verb", "received item dismissed")
    RESTORE_WIRE_ITEM = "restore wire item", pgettext_lazy("audit verb", "received item listed again")
    RELEASE_WIRE_ITEM = "release wire item", pgettext_lazy("audit verb", "withheld item released")
    ADD_WEBHOOK = "add webhook", pgettext_lazy("audit verb", "webhook added")
    ALLOW_WEBHOOK_HOST = "allow webhook host", pgettext_lazy("audit verb", "webhook host allowed again")
    AGENCY_CHANGE_ADAPTED = (
        "agency change adapted",
        pgettext_lazy("audit verb", "agency change applied by hand"),
    )
    AGENCY_CHANGE_LIFTED = "agency change lifted", pgettext_lazy("audit verb", "agency kill lifted")
    AGENCY_CHANGE_SUPERSEDED = (
        "agency change superseded",
        pgettext_lazy("audit verb", "agency change superseded by a newer version"),
    )
    AGENCY_CHANGE_ACCEPTED = "agency change taken", pgettext_lazy("audit verb", "agency change accepted")
    AGENCY_CHANGE_UNAFFECTED = (
        "agency change unaffected",
        pgettext_lazy("audit verb", "story not affected by an agency change"),
    )
    AGENCY_CORRECTION = "agency correction", pgettext_lazy("audit verb", "corrected by the agency")
    AGENCY_KILL = "agency kill", pgettext_lazy("audit verb", "killed by the agency")
    AGENCY_LIFT = "agency lift", pgettext_lazy("audit verb", "kill lifted by the agency")
    AGENCY_QUERY = "agency query", pgettext_lazy("audit verb", "possibly killed by the agency")
    AGENCY_UPDATE = "agency update", pgettext_lazy("audit verb", "updated by the agency")
    APPROVE = "approve", pgettext_lazy("audit verb", "approved")
    ASK_FOR_APPROVAL = "ask for approval", pgettext_lazy("audit verb", "asked for approval from outside")
    APPROVE_FROM_OUTSIDE = "approve from outside", pgettext_lazy("audit verb", "approved from outside")
    OBJECT_FROM_OUTSIDE = "object from outside", pgettext_lazy("audit verb", "objected from outside")
    ARRANGE_FRONT_PAGE = "arrange front page", pgettext_lazy("audit verb", "front page arranged")
    REQUEST_KILL = "ask for kill", pgettext_lazy("audit verb", "kill requested")
    REQUEST_PASSWORD = "ask for new password", pgettext_lazy("audit verb", "new password requested")
    ASK_PICTURE_DESK = "ask picture desk", pgettext_lazy("audit verb", "sent to the picture desk")
    BEGIN_EPOCH = "begin epoch", pgettext_lazy("audit verb", "new epoch of the publication log started")
    BLOCK_PHOTO = "block photo", pgettext_lazy("audit verb", "photo blocked")
    BREAK_EMBARGO = "break embargo", pgettext_lazy("audit verb", "embargo broken")
    CANCEL_BULK_CHANGE = "cancel bulk change", pgettext_lazy("audit verb", "bulk change cancelled")
    CHANGE_PASSWORD = "change password", pgettext_lazy("audit verb", "password changed")
    CHANGE_WEBHOOK = "change webhook", pgettext_lazy("audit verb", "webhook changed")
    CHOOSE_LANGUAGE = "choose language", pgettext_lazy("audit verb", "language changed")
    CHOOSE_HINTS = "choose hints", pgettext_lazy("audit verb", "hints chosen")
    CHOOSE_SINGLE_KEYS = "choose single keys", pgettext_lazy("audit verb", "keys of single letters switched")
    CONFIRM_RESTORE = "confirm restore", pgettext_lazy("audit verb", "restored backup checked")
    CORRECT = "correct", pgettext_lazy("audit verb", "corrected")
    CREATE = "create", pgettext_lazy("audit verb", "created")
    CREDIT_PHOTO = "credit photo", pgettext_lazy("audit verb", "credit line added to photo")
    DEACTIVATE_ACCOUNT = "deactivate account", pgettext_lazy("audit verb", "account deactivated")
    DELETE = "delete", pgettext_lazy("audit verb", "deleted")
    DESCRIBE_PHOTO = "describe photo", pgettext_lazy("audit verb", "photo described")
    SET_EMBARGO = "embargo", pgettext_lazy("audit verb", "embargo changed")
    END_SESSIONS = "end sessions", pgettext_lazy("audit verb", "signed out")
    EXPLAIN_WITHDRAWAL = "explain", pgettext_lazy("audit verb", "reason for withdrawal added")
    EXTEND_LICENCE = "extend licence", pgettext_lazy("audit verb", "licence extended")
    IMPORT_ARCHIVE = "import archive", pgettext_lazy("audit verb", "archive imported")
    ISSUE_KEY = "issue key", pgettext_lazy("audit verb", "key issued")
    ISSUE_SIGN_IN_LINK = "issue sign-in link", pgettext_lazy("audit verb", "sign-in link created")
    KEY_IN_URL = "key stood in an address", pgettext_lazy("audit verb", "key seen in a URL")
    KILL = "kill", pgettext_lazy("audit verb", "killed")
    LIFT_LOGIN_LOCK = "lift login lock", pgettext_lazy("audit verb", "login lock lifted")
    LIMIT_KEY = "limit key", pgettext_lazy("audit verb", "key limited to networks")
    LINK_AGENCY_CHANGE = "link agency change", pgettext_lazy("audit verb", "agency change linked")
    LINK_TRANSLATION = "link translation", pgettext_lazy("audit verb", "translation linked")
    MERGE_PEOPLE = "merge", pgettext_lazy("audit verb", "people merged")
    NAME_REVISION = "name revision", pgettext_lazy("audit verb", "revision named")
    NEW_RECOVERY_CODES = "new recovery codes", pgettext_lazy("audit verb", "recovery codes renewed")
    NOT_RELEASED = "not released", pgettext_lazy("audit verb", "scheduled publication refused")
    PAUSE_BULK_CHANGE = "pause bulk change", pgettext_lazy("audit verb", "bulk change paused")
    PUBLISH = "publish", pgettext_lazy("audit verb", "published")
    REACTIVATE_ACCOUNT = "reactivate account", pgettext_lazy("audit verb", "account reactivated")
    USE_RECOVERY_CODE = "recovery code used", pgettext_lazy("audit verb", "recovery code used")
    REFUSE_KILL = "refuse kill", pgettext_lazy("audit verb", "kill refused")
    REMOVE_WEBHOOK = "remove webhook", pgettext_lazy("audit verb", "webhook removed")
    REPLACE_PHOTO = "replace photo", pgettext_lazy("audit verb", "photo replaced")
    REGISTER_MEDIA_FOLDER = "register media folder", pgettext_lazy("audit verb", "media folder registered")
    RESTORE = "restore", pgettext_lazy("audit verb", "restored")
    RESTORE_REVISION = "restore revision", pgettext_lazy("audit verb", "older revision restored")
    RESUME_BULK_CHANGE = "resume bulk change", pgettext_lazy("audit verb", "bulk change resumed")
    REVIVE = "revive", pgettext_lazy("audit verb", "revived")
    REVOKE_KEY = "revoke key", pgettext_lazy("audit verb", "key revoked")
    REVOKE_PREVIEW = "revoke preview", pgettext_lazy("audit verb", "preview revoked")
    REVOKE_SIGN_IN_LINK = "revoke sign-in link", pgettext_lazy("audit verb", "sign-in link revoked")
    ROTATE_KEY = "rotate key", pgettext_lazy("audit verb", "key rotated")
    ROTATE_WEBHOOK_SECRET = "rotate webhook secret", pgettext_lazy("audit verb", "webhook secret rotated")
    SAVE = "save", pgettext_lazy("audit verb", "saved")
    SAVE_PARTNER = "save partner", pgettext_lazy("audit verb", "partner saved")
    SAVE_PHOTO = "save photo", pgettext_lazy("audit verb", "photo saved")
    SCHEDULE = "schedule", pgettext_lazy("audit verb", "scheduled")
    REQUIRE_SECOND_FACTOR = (
        "second factor duty",
        pgettext_lazy("audit verb", "second-factor requirement changed"),
    )
    REMOVE_SECOND_FACTOR = "second factor off", pgettext_lazy("audit verb", "second factor removed")
    SET_UP_SECOND_FACTOR = "second factor on", pgettext_lazy("audit verb", "second factor set up")
    RESET_SECOND_FACTOR = "second factor reset", pgettext_lazy("audit verb", "second factor reset")
    SET_CONTRACT = "set contract", pgettext_lazy("audit verb", "contract saved")
    SET_PICTURE_TERMS = "set picture terms", pgettext_lazy("audit verb", "picture terms saved")
    SET_USE_STATUS = "set use status", pgettext_lazy("audit verb", "status of picture uses set")
    SET_RIGHTS = "set rights", pgettext_lazy("audit verb", "rights saved")
    SHARE_PREVIEW = "share preview", pgettext_lazy("audit verb", "preview shared")
    START_BULK_CHANGE = "start bulk change", pgettext_lazy("audit verb", "bulk change started")
    STOP_RELEASE = "stop", pgettext_lazy("audit verb", "scheduled publication stopped")
    CREATE_FROM_COPY = "story from copy", pgettext_lazy("audit verb", "created from copy")
    SUBMIT = "submit", pgettext_lazy("audit verb", "submitted for review")
    SWITCH_OFF_WEBHOOK = "switch off webhook", pgettext_lazy("audit verb", "webhook switched off")
    TAKE_OVER = "take over", pgettext_lazy("audit verb", "taken over from another editor")
    REMOVE_PHOTO = "take photo out", pgettext_lazy("audit verb", "photo removed")
    TAKE_BACK = "take_back", pgettext_lazy("audit verb", "returned to draft")
    TICK_OUTLET = "tick", pgettext_lazy("audit verb", "ticked off")
    UNBLOCK_PHOTO = "unblock photo", pgettext_lazy("audit verb", "photo unblocked")
    UNDO_BULK_CHANGE = "undo bulk change", pgettext_lazy("audit verb", "bulk change undone")
    UNDO_MERGE = "undo merge", pgettext_lazy("audit verb", "merge undone")
    UNLINK_TRANSLATION = "unlink translation", pgettext_lazy("audit verb", "translation unlinked")
    UNSCHEDULE = "unschedule", pgettext_lazy("audit verb", "schedule removed")
    UNTICK_OUTLET = "untick", pgettext_lazy("audit verb", "tick removed")
    ADD_PASSKEY = "add passkey", pgettext_lazy("audit verb", "passkey added")
    RENAME_PASSKEY = "rename passkey", pgettext_lazy("audit verb", "passkey renamed")
    REMOVE_PASSKEY = "remove passkey", pgettext_lazy("audit verb", "passkey removed")
    LINK_PROVIDER = "link provider account", pgettext_lazy("audit verb", "linked to the sign-in provider")
    ROLE_BY_PROVIDER = "role by provider", pgettext_lazy("audit verb", "role set by the sign-in provider")
    USE_ACCESS_LINK = "use access link", pgettext_lazy("audit verb", "signed in by link")
    USE_SIGN_IN_LINK = "use sign-in link", pgettext_lazy("audit verb", "password set by link")
    WITHHOLD = "withhold", pgettext_lazy("audit verb", "withheld")
    SHOW_EMBEDS_AS_LINKS = (
        "show embeds as links",
        pgettext_lazy("audit verb", "embedded content shown as links"),
    )
    LET_EMBEDS_LOAD = "let embeds load", pgettext_lazy("audit verb", "embedded content can be loaded")
    PLAN_STORY = "plan story", pgettext_lazy("audit verb", "planned")
    UNPLAN_STORY = "unplan story", pgettext_lazy("audit verb", "taken out of the plan")
    SAVE_CALENDAR = "save calendar", pgettext_lazy("audit verb", "calendar saved")
    DELETE_CALENDAR = "delete calendar", pgettext_lazy("audit verb", "calendar deleted")
    SAVE_EVENT = "save event", pgettext_lazy("audit verb", "event saved")
    DELETE_EVENT = "delete event", pgettext_lazy("audit verb", "event deleted")
    MAKE_PLAN_ADDRESS = "make plan address", pgettext_lazy("audit verb", "address of the plan made")
    REVOKE_PLAN_ADDRESS = "revoke plan address", pgettext_lazy("audit verb", "address of the plan revoked")
    SAVE_BRAND = "save brand", pgettext_lazy("audit verb", "brand saved")
    SAVE_NEWSLETTER = "save newsletter", pgettext_lazy("audit verb", "newsletter saved")
    EXPORT_SUBSCRIBERS = "export subscribers", pgettext_lazy("audit verb", "readers of a newsletter exported")
    PREPARE_MAILING = "prepare mailing", pgettext_lazy("audit verb", "mailing prepared")
    SAVE_MAILING = "save mailing", pgettext_lazy("audit verb", "mailing saved")
    TEST_MAILING = "test mailing", pgettext_lazy("audit verb", "test of a mailing sent")
    APPROVE_MAILING = "approve mailing", pgettext_lazy("audit verb", "mailing approved")
    SEND_MAILING = "send mailing", pgettext_lazy("audit verb", "sending of a mailing begun")
    STOP_MAILING = "stop mailing", pgettext_lazy("audit verb", "mailing stopped")
    CORRECT_MAILING = "correct mailing", pgettext_lazy("audit verb", "correction mailed to readers")
    SAVE_STATIC_PAGE = "write standing page", pgettext_lazy("audit verb", "static page saved")


class AuditEntry(models.Model):
    """An action of a user or the system, written in its transaction, never changed."""

    at = models.DateTimeField(_("when"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(_("action"), max_length=40)
    model = models.CharField(_("type of object"), max_length=40)
    object_id = models.BigIntegerField(_("object number"))
    label = models.CharField(_("object"), max_length=250, blank=True)
    detail = models.JSONField(_("details"), default=dict)

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit list")
        indexes = [
            models.Index(F("at").desc(), F("id").desc(), name="audit_newest"),
            models.Index("model", "object_id", name="audit_of_one_thing"),
            models.Index("actor", F("at").desc(), F("id").desc(), name="audit_by_person"),
            models.Index("verb", F("at").desc(), F("id").desc(), name="audit_by_act"),
            models.Index("model", F("at").desc(), F("id").desc(), name="audit_by_kind_of_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.model} #{self.object_id}"

    @property
    def verb_label(self) -> str:
        """The verb in the reader's language; verbs no longer in use as stored."""
        return str(AuditVerb(self.verb).label) if self.verb in AuditVerb else self.verb


def stored_model_name(model: models.Model | type[models.Model]) -> str:
    """Return the name under which entries store the model."""
    name = model._meta.model_name or ""
    return STORED_NAMES.get(name, name)


def find_model(name: str) -> type[models.Model] | None:
    """Return the model of a stored name; our own apps come before `auth`."""
    present = {first: name for name, first in STORED_NAMES.items()}.get(name, name)
    for app in ("articles", "people", "auth"):
        if present in apps.all_models[app]:
            return apps.get_model(app, present)
    return None
