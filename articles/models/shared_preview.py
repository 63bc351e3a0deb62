from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.querysets import SharedPreviewQuerySet


class SharedPreview(models.Model):
    """A preview of a story shared by its URL.

    With an `approver` it asks that person for approval.
    """

    class Reply(models.TextChoices):
        APPROVED = "approved", _("approved")
        OBJECTED = "objected", _("objected")

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
    approver = models.CharField(_("name"), max_length=100, blank=True, db_default="")
    verdict = models.CharField(_("answer"), max_length=8, choices=Reply, blank=True, db_default="")
    objection = models.CharField(_("objection"), max_length=1000, blank=True, db_default="")
    answered_at = models.DateTimeField(_("answered"), null=True)
    answered_revision = models.PositiveIntegerField(_("revision"), null=True)
    answered_text = models.CharField(max_length=64, blank=True, db_default="")
    """Digest of the text that the answer is about; see `selectors.approvals`."""
    answers = models.PositiveSmallIntegerField(db_default=0)
    """Number of answers given, of which the columns have the last."""

    objects = SharedPreviewQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-id")
        verbose_name = _("shared preview")
        verbose_name_plural = _("shared previews")
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict="objected") | ~Q(objection=""), name="preview_objection_says_why"
            ),
            models.CheckConstraint(
                condition=Q(verdict="") | (~Q(approver="") & Q(answered_at__isnull=False)),
                name="preview_answer_has_a_name_and_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article}, {self.created_at:%Y-%m-%d %H:%M}"
