"""The publication log, the head that numbers it and each story's newest row."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from newsroom.language_tags import MAX_LENGTH


class Operation(models.TextChoices):
    PUT = "put", _("store")
    WITHHOLD = "withhold", _("withhold")
    CANCEL = "cancel", _("cancel")


class Kind(models.TextChoices):
    NEW = "new", _("new")
    UPDATE = "update", _("update")
    CORRECTION = "correction", _("correction")
    METADATA = "metadata", _("metadata")
    RIGHTS = "rights", _("rights")
    RELEASE = "release", _("release")
    EMBARGOED = "embargoed", _("embargoed")
    RESTORE = "restore", _("restored")
    WITHHELD = "withheld", _("withheld")
    KILL = "kill", _("killed")


class FeedHead(models.Model):
    """A single row whose lock, taken last in a publishing transaction, orders the log."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    n = models.BigIntegerField(default=0)
    epoch = models.UUIDField(default=uuid.uuid4)
    home = models.CharField(max_length=80, default="", db_default="")
    """Identity of the database that writes the log, by which a restored copy is detected."""

    class Meta:
        db_table = "feed_head"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="feed_has_one_head")]

    def __str__(self) -> str:
        return str(self.n)


class FormerEpoch(models.Model):
    """An epoch that ended with a restore; the log equals it up to number `n`."""

    epoch = models.UUIDField()
    n = models.BigIntegerField()
    at = models.DateTimeField()
    backup_at = models.DateTimeField(null=True)
    """When the backup was made; changes between then and `at` are lost."""
    closures_known = models.BooleanField(default=False, db_default=False)
    """Whether the withdrawal journal covers the time since the backup."""
    closed = models.JSONField(default=list, db_default=[])
    """Withdrawals repeated: [{"model": "article", "id": 1, "at": ISO time}], also "photo", "partner" for a key; with
    "kind": "schedule" a publication that was stopped."""
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        db_table = "feed_former_epoch"
        ordering = ("pk",)
        verbose_name = _("restored backup")
        verbose_name_plural = _("restored backups")
        indexes = [models.Index(fields=["epoch"], name="former_epoch")]

    def __str__(self) -> str:
        return f"{self.epoch} up to {self.n}"


class LogEntry(models.Model):
    seq = models.BigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("when"))
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="log", verbose_name=_("story")
    )
    version = models.PositiveIntegerField(_("version"))
    op = models.CharField(_("operation"), max_length=10, choices=Operation)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    cause = models.CharField(_("cause"), max_length=300, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "feed_log"
        ordering = ("-seq",)
        verbose_name = _("log entry")
        verbose_name_plural = _("publication log")

    def __str__(self) -> str:
        return f"{self.seq}: {self.op}"


class FeedState(models.Model):
    """The newest log row of a story with the facets of `/changes`; never deleted."""

    article = models.OneToOneField(
        Article, on_delete=models.PROTECT, primary_key=True, related_name="feed_state"
    )
    seq = models.BigIntegerField(unique=True)
    version = models.PositiveIntegerField()
    op = models.CharField(max_length=10, choices=Operation)
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField()
    section_id_then = models.BigIntegerField(null=True)
    language = models.CharField(max_length=MAX_LENGTH)
    agency_codes = ArrayField(models.CharField(max_length=24), default=list)
    person_ids = ArrayField(models.BigIntegerField(), default=list)
    topic_slugs = ArrayField(models.CharField(max_length=120), default=list)
    pictures = models.PositiveSmallIntegerField(default=0, db_default=0)
    needs_row = models.BooleanField(default=False, db_default=False)
    """Whether the worker is to write a row, because this version of the product shows the story otherwise."""

    class Meta:
        db_table = "feed_state"
        ordering = ("seq",)
        indexes = [
            models.Index(fields=["article"], name="feed_state_needs_row", condition=Q(needs_row=True)),
            models.Index(
                fields=["seq"],
                name="feed_state_withdrawn",
                condition=Q(op__in=[Operation.WITHHOLD, Operation.CANCEL]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} at {self.seq}"
