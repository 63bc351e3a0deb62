"""Where partners want to be rung, and every message that was to ring there."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.partner import Partner


class WebhookEvent(models.TextChoices):
    """What a webhook may ring for; `test` is sent on request alone."""

    CHANGED = "story.changed", _("story changed")
    WITHDRAWN = "story.withdrawn", _("story withdrawn")
    EXPIRING = "key.expiring", _("key expires soon")
    TEST = "test", _("test")


class Webhook(models.Model):
    """One endpoint of a partner. What it is rung for is read from the log from `seq` on, so that no bell is lost."""

    class EndReason(models.TextChoices):
        GONE = "gone", _("answered 410 Gone")
        DESK = "desk", _("switched off by the desk")
        PARTNER = "partner", _("switched off by the partner")
        LIFTED = "lifted", _("switched off by the desk, allowed again since")

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="webhooks")
    url = models.URLField(_("address"), max_length=500)
    label = models.CharField(_("label"), max_length=80, blank=True)
    types = ArrayField(models.CharField(max_length=20, choices=WebhookEvent), verbose_name=_("rings for"))
    seq = models.BigIntegerField(default=0, editable=False)
    """Number in the log up to which messages were made."""
    withdrawn_seq = models.BigIntegerField(default=0, editable=False)
    """Number up to which messages of withdrawals were made, which do not wait for others; none where below `seq`."""
    secret_sealed = models.CharField(max_length=300, editable=False)
    old_secret_sealed = models.CharField(max_length=300, blank=True, editable=False)
    old_secret_until = models.DateTimeField(null=True, editable=False)
    """Until then messages are signed with the old secret too."""
    created_at = models.DateTimeField(_("created"), editable=False)
    ended_at = models.DateTimeField(_("switched off"), null=True, editable=False)
    ended_why = models.CharField(_("why"), max_length=10, choices=EndReason, blank=True, editable=False)
    failing_since = models.DateTimeField(_("failing since"), null=True, editable=False)
    """First failure after the last success."""
    told_at = models.DateTimeField(null=True, editable=False)
    """When desk and partner were told of a long failure."""
    busy_until = models.DateTimeField(null=True, editable=False)
    """A worker rings this endpoint; no other does before then."""

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
        """Whether the last call got no answer, or not the right one."""
        return self.failing_since is not None


class BlockedHost(models.Model):
    """A host at which the desk switched a partner's endpoint off: until the desk allows it, no endpoint there is on."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="blocked_hosts")
    host = models.CharField(_("host"), max_length=253)
    blocked_at = models.DateTimeField(_("switched off"))

    class Meta:
        ordering = ("partner", "host")
        verbose_name = _("host switched off")
        verbose_name_plural = _("hosts switched off")
        constraints = [
            models.UniqueConstraint("partner", "host", name="blocked_host_is_one_a_partner"),
        ]

    def __str__(self) -> str:
        return self.host


class WebhookMessage(models.Model):
    """One message to one endpoint: thin, the same bytes at every try, done when `due_at` is empty."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="messages")
    type = models.CharField(_("type"), max_length=20, choices=WebhookEvent)
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("story")
    )
    seq = models.BigIntegerField(_("number"), null=True)
    op = models.CharField(_("operation"), max_length=10, blank=True)
    body = models.CharField(max_length=1024)
    created_at = models.DateTimeField(_("created"))
    due_at = models.DateTimeField(_("next try"), null=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    """Since it was made, or last replayed."""
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
            models.Index("webhook", F("created_at").desc(), name="webhook_message_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.id}"

    @property
    def given_up(self) -> bool:
        return self.due_at is None and self.delivered_at is None
