from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkOnlyProvider(models.Model):
    """A provider whose content readers get as a link and cannot load into the page."""

    code = models.CharField(_("provider"), max_length=30, unique=True)
    set_at = models.DateTimeField(_("saved"))

    class Meta:
        ordering = ("code",)
        verbose_name = _("provider shown as a link")
        verbose_name_plural = _("embedded content")

    def __str__(self) -> str:
        return self.code
