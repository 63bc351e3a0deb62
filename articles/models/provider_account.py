from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ProviderAccount(models.Model):
    """An account of an OpenID provider that signs in as an account of the desk."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="provider_accounts"
    )
    issuer = models.CharField(_("issuer"), max_length=300)
    subject = models.CharField(_("subject"), max_length=255)
    """The claim `sub`, which never changes and is never given to another person."""
    created_at = models.DateTimeField(_("created"))
    last_sign_in_at = models.DateTimeField(_("last signed in"), null=True)

    class Meta:
        verbose_name = _("account at a sign-in provider")
        verbose_name_plural = _("accounts at a sign-in provider")
        constraints = [
            models.UniqueConstraint(fields=("issuer", "subject"), name="one_account_a_subject"),
            models.UniqueConstraint(fields=("issuer", "user"), name="one_subject_an_account"),
            models.CheckConstraint(
                condition=~Q(subject="") & ~Q(issuer=""), name="provider_account_names_its_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.subject} ({self.issuer})"


class ProviderSession(models.Model):
    """A session of the desk that the provider has to confirm again at `check_at`."""

    account = models.ForeignKey(ProviderAccount, on_delete=models.CASCADE, related_name="sessions")
    encrypted_refresh_token = models.TextField(blank=True)
    """Empty if the provider gave none."""
    encrypted_access_token = models.TextField(blank=True)
    encrypted_id_token = models.TextField(blank=True)
    check_at = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("session of a sign-in provider")
        verbose_name_plural = _("sessions of a sign-in provider")

    def __str__(self) -> str:
        return f"{self.account} {self.created_at:%Y-%m-%d %H:%M}"
