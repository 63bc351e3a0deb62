from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MAX_CREDENTIAL_ID = 1023
"""Bytes of a credential id, by Web Authentication Level 3, 4.1."""


class Passkey(models.Model):
    """A passkey of an account: a credential of Web Authentication with its public key."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(_("name"), max_length=60)
    credential_id = models.BinaryField(max_length=MAX_CREDENTIAL_ID)
    public_key = models.BinaryField()
    """COSE key."""
    sign_count = models.BigIntegerField(default=0)
    """Uses as counted by the authenticator; 0 for one that does not count."""
    transports = ArrayField(models.CharField(max_length=20), default=list)
    is_synchronised = models.BooleanField(_("stored in several devices"), default=False)
    created_at = models.DateTimeField(_("created"))
    last_used_at = models.DateTimeField(_("last used"), null=True)

    class Meta:
        verbose_name = _("passkey")
        verbose_name_plural = _("passkeys")
        ordering = ("created_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=("credential_id",), name="one_passkey_a_credential"),
            models.CheckConstraint(condition=~Q(name=""), name="passkey_has_a_name"),
            models.CheckConstraint(condition=Q(sign_count__gte=0), name="passkey_counts_from_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.name}"

    @property
    def persistent_id(self) -> str:
        """Return the id by which `django_otp` marks a session."""
        return f"articles.passkey/{self.pk}"
