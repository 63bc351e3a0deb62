"""Deliveries by HTTP: requests sent again, and files announced by address."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.wire_file import WireFile
from articles.models.wire_source import WireSource


class PushRequest(models.Model):
    """A request with an Idempotency-Key; a second one gets the same answer."""

    source = models.ForeignKey(WireSource, on_delete=models.CASCADE, related_name="push_requests")
    key = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    """Hash of the delivered files and addresses, without boundaries and signatures."""
    at = models.DateTimeField()
    file_ids = ArrayField(models.BigIntegerField(), null=True)
    """None until the files are stored."""

    class Meta:
        verbose_name = _("push request")
        verbose_name_plural = _("push requests")
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="push_request_key_is_used_once_a_source"),
        ]
        indexes = [models.Index("at", name="push_request_by_age")]

    def __str__(self) -> str:
        return f"{self.key} of {self.source_id}"


class AnnouncedFile(models.Model):
    """A file that an agency announced by its address, fetched by the intake process."""

    source = models.ForeignKey(
        WireSource, on_delete=models.CASCADE, related_name="announced_files", verbose_name=_("source")
    )
    url = models.CharField(_("address"), max_length=2_000)
    announced_at = models.DateTimeField(_("announced"))
    due_at = models.DateTimeField(null=True)
    """Time of the next try; None once the file is stored or given up."""
    tries = models.PositiveIntegerField(default=0)
    problem = models.CharField(_("problem"), max_length=300, blank=True)
    file = models.ForeignKey(WireFile, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("announced file")
        verbose_name_plural = _("announced files")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "url"], condition=Q(due_at__isnull=False), name="announced_file_is_due_once"
            ),
        ]
        indexes = [models.Index("due_at", name="announced_file_due", condition=Q(due_at__isnull=False))]

    def __str__(self) -> str:
        return self.url
