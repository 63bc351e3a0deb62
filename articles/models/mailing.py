"""Mailings of newsletters, and their deliveries to subscribers."""

from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.article import Article
from articles.models.newsletter import Newsletter, Subscriber


class Mailing(models.Model):
    """One issue of a newsletter, or a correction to those who received a killed story."""

    class Kind(models.TextChoices):
        MORNING = "morning", pgettext_lazy("kind of newsletter", "at a fixed time")
        BREAKING = "breaking", pgettext_lazy("kind of newsletter", "breaking news")
        CORRECTION = "correction", pgettext_lazy("kind of mailing", "correction")

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of a mailing", "draft")
        APPROVED = "approved", pgettext_lazy("state of a mailing", "approved")
        SENDING = "sending", pgettext_lazy("state of a mailing", "being sent")
        SENT = "sent", pgettext_lazy("state of a mailing", "sent")
        STOPPED = "stopped", pgettext_lazy("state of a mailing", "stopped")

    class StopReason(models.TextChoices):
        NOTHING_NEW = "nothing new", _("There was no new story.")
        WITHDRAWN = "withdrawn", _("A story is no longer public. Subject or greeting may speak of it.")
        REFUSED = "refused", _("The mail server refused the mail itself.")

    newsletter = models.ForeignKey(
        Newsletter, on_delete=models.PROTECT, related_name="mailings", verbose_name=_("newsletter")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    day = models.DateField()
    """Day of the desk's clock on which it is sent."""
    subject = models.CharField(pgettext_lazy("of a mail", "subject"), max_length=150)
    greeting = models.TextField(_("greeting"), max_length=2_000, blank=True)
    stories = ArrayField(models.BigIntegerField(), verbose_name=_("stories"), default=list, blank=True)
    """Ids in order. Whether a story is shown is decided when a mail or a page is rendered."""
    about = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, related_name="+")
    """The killed story of a correction."""
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    problem = models.CharField(max_length=12, choices=StopReason, blank=True)
    """Why it was stopped, if nobody stopped it."""
    revision = models.PositiveIntegerField(default=1)
    send_at = models.DateTimeField(_("time"))
    sent_at = models.DateTimeField(null=True)
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    """The account that changed it last; None for the newsletter's rule."""
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-send_at", "-id")
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        indexes = [GinIndex(fields=["stories"], name="mailing_by_story")]
        constraints = [
            models.CheckConstraint(condition=~Q(subject=""), name="mailing_has_a_subject"),
            models.CheckConstraint(
                condition=~Q(kind="breaking")
                | Q(status__in=("draft", "stopped"))
                | (Q(approved_by__isnull=False) & ~Q(approved_by=F("prepared_by"))),
                name="breaking_mailing_has_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(kind="correction", about__isnull=False) | ~Q(kind="correction") & Q(about=None),
                name="correction_mailing_is_about_a_story",
            ),
            models.UniqueConstraint(
                "newsletter", "day", condition=Q(kind="morning"), name="morning_mailing_is_one_a_day"
            ),
            models.UniqueConstraint(
                "newsletter",
                "about",
                condition=Q(kind="correction"),
                name="correction_mailing_is_one_a_story",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class MailDelivery(models.Model):
    """A mailing to one subscriber; it has no address, and outlives the subscriber."""

    class Status(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("state of a delivery", "waiting")
        SENDING = "sending", pgettext_lazy("state of a delivery", "begun")
        SENT = "sent", pgettext_lazy("state of a delivery", "sent")
        FAILED = "failed", pgettext_lazy("state of a delivery", "failed")

    mailing = models.ForeignKey(Mailing, on_delete=models.PROTECT, related_name="deliveries")
    # Without a constraint, as one would refuse leaving while deliveries are being added.
    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.SET_NULL, null=True, related_name="+", db_constraint=False
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    """A worker that ended between SENDING and SENT leaves SENDING: nobody knows, and it is not repeated."""
    stories = ArrayField(models.BigIntegerField(), default=list)
    """Ids of the stories that the mail really had."""
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [
            models.Index(
                "mailing", "due_at", "id", condition=Q(status="waiting"), name="mail_deliveries_waiting"
            ),
            models.Index("claimed_at", name="mail_deliveries_by_time"),
        ]
        constraints = [
            models.UniqueConstraint("mailing", "subscriber", name="mail_is_delivered_once_a_subscriber"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
