from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Brand(models.Model):
    """The look of the readers' site, in one row.

    Without it the site has the look of the settings.
    """

    class Density(models.TextChoices):
        COMPACT = "compact", pgettext_lazy("density", "compact")
        NORMAL = "normal", pgettext_lazy("density", "normal")
        AIRY = "airy", pgettext_lazy("density", "airy")

    class Pairing(models.TextChoices):
        DEVICE = "device", _("typefaces of the reader's device")
        NEWSPAPER = "newspaper", _("newspaper")
        MODERN = "modern", _("modern")
        SLAB = "slab", _("strong")

    id = models.SmallIntegerField(primary_key=True, default=1)
    accent = models.CharField(_("accent colour"), max_length=7, blank=True)
    density = models.CharField(_("density"), max_length=10, choices=Density, default=Density.NORMAL)
    pairing = models.CharField(_("typefaces"), max_length=10, choices=Pairing, default=Pairing.DEVICE)
    saved_at = models.DateTimeField(_("saved"))

    class Meta:
        verbose_name = _("brand")
        verbose_name_plural = _("brand")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="brand_is_one_row")]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
