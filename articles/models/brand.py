from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Brand(models.Model):
    """Name and look of the readers' site, in one row.

    Without it the site has those of the settings.
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
        OWN = "own", _("own fonts")

    id = models.SmallIntegerField(primary_key=True, default=1)
    name = models.CharField(_("name of the paper"), max_length=80, blank=True, db_default="")
    """Empty for the name in the settings."""
    accent = models.CharField(_("accent colour"), max_length=7, blank=True)
    density = models.CharField(_("density"), max_length=10, choices=Density, default=Density.NORMAL)
    pairing = models.CharField(_("typefaces"), max_length=10, choices=Pairing, default=Pairing.DEVICE)
    files = models.JSONField(default=dict)
    """Kind of file → digest, media type and size, as pages need them without the file."""
    saved_at = models.DateTimeField(_("saved"))

    class Meta:
        verbose_name = _("brand")
        verbose_name_plural = _("brand")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="brand_is_one_row")]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class BrandFile(models.Model):
    """Logo, icon or font of the brand, checked and written again when it was received."""

    class Kind(models.TextChoices):
        LOGO = "logo", _("logo")
        LOGO_DARK = "logo_dark", _("logo for the dark scheme")
        ICON = "icon", _("icon")
        HEADLINE_FONT = "headline_font", _("font of headlines")
        TEXT_FONT = "text_font", _("font of texts")

    kind = models.CharField(max_length=20, choices=Kind, unique=True)
    digest = models.CharField(max_length=16)
    media_type = models.CharField(max_length=40)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.get_kind_display()
