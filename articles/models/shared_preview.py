from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.querysets import SharedPreviewQuerySet


class SharedPreview(models.Model):
    """A preview of a story shared by its URL."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="shared_previews", verbose_name=_("story")
    )
    version = models.PositiveIntegerField(_("version"))
    created_at = models.DateTimeField(_("created"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    objects = SharedPreviewQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-id")
        verbose_name = _("shared preview")
        verbose_name_plural = _("shared previews")

    def __str__(self) -> str:
        return f"{self.article}, {self.created_at:%Y-%m-%d %H:%M}"
