"""Models of working together: open stories, autosaves and messages."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.querysets import AutosaveQuerySet, DeskMessageQuerySet, PresenceQuerySet


class Presence(models.Model):
    """A story open in a browser window, valid while the window sends heartbeats."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="open_in")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    session = models.CharField(max_length=40)
    window = models.CharField(max_length=36)
    since = models.DateTimeField(_("since"))
    seen_at = models.DateTimeField(_("last seen"))
    typed_at = models.DateTimeField(_("last keystroke"), null=True)
    writes_since = models.DateTimeField(_("writing since"), null=True)
    """Set for the user who edits the story, null for readers."""
    unsaved = models.BooleanField(_("unsaved"), default=False)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    """User who took the story over from this window."""

    objects = PresenceQuerySet.as_manager()

    class Meta:
        ordering = ("since", "id")
        verbose_name = _("open story")
        verbose_name_plural = _("open stories")
        constraints = [
            models.UniqueConstraint("article", "window", name="presence_is_one_a_window_and_story"),
            models.UniqueConstraint("article", condition=~Q(writes_since=None), name="story_has_one_writer"),
        ]

    def __str__(self) -> str:
        return f"#{self.article_id} {self.user_id}"


class Autosave(models.Model):
    """Unsaved form content of a story, private to its writer, one a window."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, related_name="unsaved", verbose_name=_("story")
    )
    """None is the form of a new story."""
    window = models.CharField(max_length=36)
    based_on = models.PositiveIntegerField(null=True)
    form = models.JSONField()
    """[[name, value], ...] as the browser submits the form."""
    at = models.DateTimeField(_("when"))

    objects = AutosaveQuerySet.as_manager()

    class Meta:
        db_table = "articles_unsaveddraft"
        ordering = ("-at",)
        verbose_name = _("unsaved draft")
        verbose_name_plural = _("unsaved drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "article", "window"],
                nulls_distinct=False,
                name="unsaved_draft_is_one_a_window",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.article_id or 'new'} {self.at:%Y-%m-%d %H:%M:%S}"


class DeskMessage(models.Model):
    """A short message to a user who has a story open, shown at the next heartbeat."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+", verbose_name=_("story"))
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(_("message"), max_length=280)
    at = models.DateTimeField(_("when"))
    read_at = models.DateTimeField(_("read"), null=True)
    """When the recipient closed it; until then every window of the story shows it."""

    objects = DeskMessageQuerySet.as_manager()

    class Meta:
        ordering = ("at", "id")
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="desk_message_says_something")]
        indexes = [
            models.Index(fields=["article", "to"], name="desk_message_unread", condition=Q(read_at=None))
        ]

    def __str__(self) -> str:
        return self.text
