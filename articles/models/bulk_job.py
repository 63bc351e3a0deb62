from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class BulkJob(models.Model):
    """A change of a topic, section or person in many stories, with its progress."""

    class Subject(models.TextChoices):
        TOPIC = "topic", _("topic")
        SECTION = "section", _("section")
        PERSON = "person", _("person")

    class Status(models.TextChoices):
        RUNNING = "running", _("running")
        PAUSED = "paused", _("paused")
        CANCELLED = "cancelled", _("cancelled")
        DONE = "done", _("done")
        UNDONE = "undone", _("undone")

    facet = models.CharField(_("facet"), max_length=8, choices=Subject)
    takes = models.BigIntegerField(_("removes"), null=True)
    gives = models.BigIntegerField(_("adds"), null=True)
    """Ids of topics, sections or people, which are never deleted."""
    query = models.TextField(blank=True)
    """Query string of the story list, for the link back."""
    total = models.PositiveIntegerField(_("stories"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=Status, default=Status.RUNNING)
    undoing = models.BooleanField(_("being undone"), default=False)
    started_at = models.DateTimeField(_("started"))
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("started by"),
    )
    ended_at = models.DateTimeField(_("ended"), null=True)

    class Meta:
        ordering = ("-started_at", "-id")
        verbose_name = _("bulk change")
        verbose_name_plural = _("bulk changes")
        constraints = [
            models.CheckConstraint(
                condition=~Q(takes=None) | ~Q(gives=None), name="bulk_job_changes_something"
            ),
            models.CheckConstraint(
                condition=Q(takes=None) | Q(gives=None) | ~Q(takes=F("gives")),
                name="bulk_job_gives_something_else_than_it_takes",
            ),
            models.CheckConstraint(
                condition=~Q(facet="section") | ~Q(gives=None), name="bulk_job_leaves_a_section"
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], name="bulk_job_at_work", condition=Q(state__in=["running", "paused"])
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class BulkItem(models.Model):
    """A story of a bulk change, with a journal of its changes."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("waiting")
        CHANGED = "changed", _("changed")
        RIGHT = "right", _("already right")
        LEFT = "left", _("left unchanged")
        REVERTED = "back", _("undone")

    job = models.ForeignKey(BulkJob, on_delete=models.CASCADE, related_name="items")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.WAITING)
    journal = models.JSONField(null=True)
    """{"copy": {...}, "edition": {...}}: values removed and added in working copy and edition."""

    class Meta:
        verbose_name = _("story of a bulk change")
        verbose_name_plural = _("stories of a bulk change")
        constraints = [
            models.UniqueConstraint("job", "article", name="bulk_item_is_one_a_story"),
        ]
        indexes = [models.Index("job", "outcome", "id", name="bulk_item_by_outcome")]

    def __str__(self) -> str:
        return f"{self.job_id}: {self.article_id} {self.outcome}"
