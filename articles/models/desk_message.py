from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.querysets import DeskMessageQuerySet


class DeskMessage(models.Model):
    """A short word to whoever has a story open; it appears there at the next beat, and is read once."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+", verbose_name=_("story"))
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(_("message"), max_length=280)
    at = models.DateTimeField(_("when"))
    read_at = models.DateTimeField(_("read"), null=True)
    """When its reader closed it; until then every window of the story shows it."""

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
