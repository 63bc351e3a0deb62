from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _


class SecondFactorDuty(models.Model):
    """A group whose members need a second factor to sign in to the desk."""

    group = models.OneToOneField(
        Group, on_delete=models.CASCADE, related_name="second_factor_duty", verbose_name=_("group")
    )
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("required second factor")
        verbose_name_plural = _("required second factors")

    def __str__(self) -> str:
        return self.group.name
