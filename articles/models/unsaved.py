from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.querysets import UnsavedDraftQuerySet


class UnsavedDraft(models.Model):
    """What somebody has typed into a story's form and not saved yet: private, one a window, never a revision."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, related_name="unsaved", verbose_name=_("story")
    )
    """None is the form of a new story."""
    window = models.CharField(max_length=36)
    based_on = models.PositiveIntegerField(null=True)
    form = models.JSONField()
    """[[name, value], ...] as the browser would send it."""
    at = models.DateTimeField(_("when"))

    objects = UnsavedDraftQuerySet.as_manager()

    class Meta:
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
