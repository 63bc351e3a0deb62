from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from articles.querysets import SignInLinkQuerySet

HINTS = ("home", "wire", "paste", "story", "plan")
"""Screens that have a hint for a person's first days."""


class Account(models.Model):
    """Settings of a user that Django's own model lacks."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="account", verbose_name=_("user")
    )
    language = models.CharField(_("language"), max_length=2, blank=True, choices=settings.LANGUAGES)

    sections = models.ManyToManyField(
        "articles.Section", blank=True, related_name="accounts", verbose_name=_("sections")
    )
    """Sections whose desks the person belongs to."""
    hints_left = ArrayField(models.CharField(max_length=10), null=True)
    """Names of `HINTS` that are still shown; None until the person has chosen, which means all in the first month."""
    single_keys = models.BooleanField(_("single letters work as keys"), default=True, db_default=True)

    notices_read_at = models.DateTimeField(null=True)
    """Notices up to this time are read."""
    notice_choices = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    """Kind of notices → fields of `NoticeChoice`, which alone reads and writes it."""
    quiet_from = models.TimeField(_("quiet from"), null=True)
    quiet_until = models.TimeField(_("quiet until"), null=True)
    """Times of the desk's clock; one before `quiet_from` is on the next day."""
    mailed_until = models.DateTimeField(null=True)
    digested_until = models.DateTimeField(null=True)
    """Notices up to these times are mailed: those for at once, and those for the digest."""
    mail_problem = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    """`since`, `tried` and `why` of notices that could not be mailed; empty if none waits."""
    plan_key_sha256 = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  # unique, and none for most
    """Hash of the secret in the address of the plan for calendar programs."""

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | (Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=F("quiet_until"))),
                name="quiet_time_begins_and_ends",
            )
        ]

    def __str__(self) -> str:
        return str(self.user)


class SignInLink(models.Model):
    """A link that works once; only the hash of its token is stored."""

    class Purpose(models.TextChoices):
        INVITATION = "invitation", _("invitation")
        PASSWORD = "password", _("new password")
        ACCESS = "access", _("sign-in without a password")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_in_links")
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose)
    token_sha256 = models.CharField(max_length=64, unique=True)
    mailed_to = models.EmailField(_("mailed to"), blank=True)
    created_at = models.DateTimeField(_("created"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    expires_at = models.DateTimeField(_("expires"))
    used_at = models.DateTimeField(_("used"), null=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    objects = SignInLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-in link")
        verbose_name_plural = _("sign-in links")
        constraints = [
            models.UniqueConstraint(
                fields=("user",), condition=Q(used_at=None, revoked_at=None), name="one_open_link_an_account"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.user}"


class RoleDefault(models.Model):
    """Permissions that upgrades have given a role; a removed one is not given again."""

    role = models.CharField(max_length=40, unique=True)
    permissions = ArrayField(models.CharField(max_length=100))

    def __str__(self) -> str:
        return self.role
