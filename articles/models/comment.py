from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Comment(models.Model):
    """A remark of the desk at a story, or an answer to one; never public."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="comments", verbose_name=_("story")
    )
    thread = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="answers")
    """First remark of the thread; None for that one."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("when"))
    text = models.TextField(_("comment"))
    quote = models.CharField(_("words of the story"), max_length=300, blank=True)
    """Words of the text that a first remark is about."""
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="mentioned_in")
    edited_at = models.DateTimeField(_("edited"), null=True)
    deleted_at = models.DateTimeField(_("deleted"), null=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="comment_says_something")]
        indexes = [
            models.Index(
                F("article"), name="comment_open_thread",
                condition=Q(thread=None, resolved_at=None, deleted_at=None),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text[:60]
