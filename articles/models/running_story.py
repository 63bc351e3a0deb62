from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.article import Article


class RunningStory(models.Model):
    """A story with dated entries below its text, under one address."""

    class Progress(models.TextChoices):
        OPEN = "open", pgettext_lazy("running story", "open")
        PAUSED = "paused", pgettext_lazy("running story", "paused")
        CLOSED = "closed", pgettext_lazy("running story", "closed")

    article = models.OneToOneField(
        Article, on_delete=models.PROTECT, primary_key=True, related_name="running_story"
    )
    state = models.CharField(_("state"), max_length=6, choices=Progress, default=Progress.OPEN)
    begun_at = models.DateTimeField(_("begun"))
    closed_at = models.DateTimeField(_("closed"), null=True)

    class Meta:
        ordering = ("-begun_at", "-article_id")
        verbose_name = _("running story")
        verbose_name_plural = _("running stories")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "paused", "closed"]), name="running_story_state_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.article_id}"


class StoryEntry(models.Model):
    """A story that is an entry of a running story and is public nowhere else.

    Its editions are never live: readers and partners get them as a part of the running story's.
    """

    article = models.OneToOneField(Article, on_delete=models.PROTECT, primary_key=True, related_name="entry")
    running_story = models.ForeignKey(RunningStory, on_delete=models.PROTECT, related_name="entries")
    pinned = models.BooleanField(_("pinned"), default=False)
    has_headline = models.BooleanField(_("headline shown"), default=True)
    """False if the headline is only the beginning of the text."""

    class Meta:
        ordering = ("-article_id",)
        verbose_name = _("entry of a running story")
        verbose_name_plural = _("entries of running stories")

    def __str__(self) -> str:
        return f"#{self.article_id} in #{self.running_story_id}"
