from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _


class SecondFactorDuty(models.Model):
    """Members of this group come to the desk with a second factor only."""

    group = models.OneToOneField(
        Group, on_delete=models.CASCADE, related_name="second_factor_duty", verbose_name=_("group")
    )
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("second factor is a duty")
        verbose_name_plural = _("second factor is a duty")

    def __str__(self) -> str:
        return self.group.name
