from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.partner import Partner


class Receipt(models.Model):
    """A partner's word that it removed a version of a withdrawn story."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="receipts")
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="receipts", verbose_name=_("story")
    )
    version = models.PositiveIntegerField(_("version"))
    at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = [
            models.UniqueConstraint(
                "partner", "article", "version", name="receipt_is_one_a_partner_and_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} removed {self.article_id} v{self.version}"


class SentRequest(models.Model):
    """A request that came with an Idempotency-Key, and what it was answered: sent again it is not done again."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=128)
    body_sha256 = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("partner", "key", name="sent_request_is_one_a_partner_and_key")
        ]

    def __str__(self) -> str:
        return self.key
