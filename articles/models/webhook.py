"""Webhooks of partners and their messages."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.partner import Partner


class WebhookEvent(models.TextChoices):
    """Events of a webhook; `test` is sent on request only."""

    CHANGED = "story.changed", _("story changed")
    WITHDRAWN = "story.withdrawn", _("story withdrawn")
    EXPIRING = "key.expiring", _("key expires soon")
    TEST = "test", _("test")


class Webhook(models.Model):
    """An endpoint of a partner; its messages come from the log rows after `seq`."""

    class EndReason(models.TextChoices):
        GONE = "gone", _("answered 410 Gone")
        DESK = "desk", _("switched off by the desk")
        PARTNER = "partner", _("switched off by the partner")
        LIFTED = "lifted", _("switched off by the desk, allowed again")

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="webhooks")
    url = models.URLField(_("address"), max_length=500)
    label = models.CharField(_("label"), max_length=80, blank=True)
    types = ArrayField(models.CharField(max_length=20, choices=WebhookEvent), verbose_name=_("events"))
    seq = models.BigIntegerField(default=0, editable=False)
    """Log number up to which messages were made."""
    withdrawn_seq = models.BigIntegerField(default=0, editable=False)
    """Log number up to which withdrawal messages were made ahead of others, if above `seq`."""
    encrypted_secret = models.CharField(max_length=300, editable=False, db_column="secret_sealed")
    old_encrypted_secret = models.CharField(
        max_length=300, blank=True, editable=False, db_column="old_secret_sealed"
    )
    old_secret_until = models.DateTimeField(null=True, editable=False)
    """End of the time in which messages are signed with the old secret as well."""
    created_at = models.DateTimeField(_("created"), editable=False)
    ended_at = models.DateTimeField(_("switched off"), null=True, editable=False)
    ended_why = models.CharField(_("reason"), max_length=10, choices=EndReason, blank=True, editable=False)
    failing_since = models.DateTimeField(_("failing since"), null=True, editable=False)
    """First failure after the last success."""
    failure_reported_at = models.DateTimeField(null=True, editable=False, db_column="told_at")
    """When desk and partner were notified of a long failure."""
    busy_until = models.DateTimeField(null=True, editable=False)
    """Until then a worker has claimed the endpoint."""

    class Meta:
        ordering = ("partner", "pk")
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        constraints = [
            models.UniqueConstraint("partner", "url", name="webhook_is_one_a_partner_and_address"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_why="") | (~Q(ended_at=None) & ~Q(ended_why="")),
                name="webhook_is_switched_off_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def active(self) -> bool:
        return self.ended_at is None

    @property
    def failing(self) -> bool:
        """True if the last call failed."""
        return self.failing_since is not None


class BlockedHost(models.Model):
    """A host at which the desk switched off a partner's endpoint, and allows none."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="blocked_hosts")
    host = models.CharField(_("host"), max_length=253)
    blocked_at = models.DateTimeField(_("switched off"))

    class Meta:
        ordering = ("partner", "host")
        verbose_name = _("blocked host")
        verbose_name_plural = _("blocked hosts")
        constraints = [
            models.UniqueConstraint("partner", "host", name="blocked_host_is_one_a_partner"),
        ]

    def __str__(self) -> str:
        return self.host


class WebhookMessage(models.Model):
    """A message to an endpoint, the same bytes at every try; `due_at` is null if done."""

    class Rank(models.IntegerChoices):
        """Order in which due messages are delivered."""

        WITHDRAWAL = 0
        NEWS = 1
        BULK = 2
        """A change of rights or metadata, which may concern all stories of an agency at once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="messages")
    type = models.CharField(_("type"), max_length=20, choices=WebhookEvent)
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("story")
    )
    seq = models.BigIntegerField(_("number"), null=True)
    op = models.CharField(_("operation"), max_length=10, blank=True)
    rank = models.PositiveSmallIntegerField(choices=Rank, default=Rank.NEWS, db_default=Rank.NEWS)
    body = models.CharField(max_length=1024)
    created_at = models.DateTimeField(_("created"))
    due_at = models.DateTimeField(_("next try"), null=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    """Attempts since creation or the last replay."""
    attempts = models.JSONField(_("attempts"), default=list)
    """[{"at", "status", "ms", "error"}], oldest first."""
    delivered_at = models.DateTimeField(_("delivered"), null=True)

    class Meta:
        ordering = ("-created_at", "-id")
        verbose_name = _("webhook message")
        verbose_name_plural = _("webhook messages")
        constraints = [
            models.UniqueConstraint(
                "webhook", "article", "seq", name="webhook_message_is_one_a_story_and_number"
            ),
        ]
        indexes = [
            models.Index("webhook", F("due_at"), name="webhook_message_due", condition=~Q(due_at=None)),
            models.Index(
                fields=["webhook", "rank", "due_at", "created_at", "seq"],
                name="webhook_message_next",
                condition=~Q(due_at=None),
            ),
            models.Index("webhook", F("created_at").desc(), name="webhook_message_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.id}"

    @property
    def given_up(self) -> bool:
        return self.due_at is None and self.delivered_at is None
