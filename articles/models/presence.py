from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.querysets import PresenceQuerySet


class Presence(models.Model):
    """A story open in one window of somebody's browser. Its beats keep it alive; nothing else does."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="open_in")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    session = models.CharField(max_length=40)
    window = models.CharField(max_length=36)
    since = models.DateTimeField(_("since"))
    seen_at = models.DateTimeField(_("last seen"))
    typed_at = models.DateTimeField(_("last keystroke"), null=True)
    writes_since = models.DateTimeField(_("writes since"), null=True)
    """Set for the one that holds the story; null for those who read."""
    unsaved = models.BooleanField(_("unsaved"), default=False)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    """Who took the story over from this window."""

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
