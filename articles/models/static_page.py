from django.db import models
from django.utils.translation import gettext_lazy as _


class StaticPage(models.Model):
    """A page that stands as long as the paper does, in the desk's own words. `body` is what `sanitize` returned."""

    class Name(models.TextChoices):
        IMPRINT = "imprint", _("Imprint")
        CONTACT = "contact", _("Contact")
        POLICY = "policy", _("Standards and corrections")
        PRIVACY = "privacy", _("Privacy")
        ACCESSIBILITY = "accessibility", _("Accessibility")
        RIGHTS = "rights", _("Rights of use")

    name = models.CharField(_("page"), max_length=20, choices=Name, unique=True)
    body = models.TextField(_("text"))
    written_at = models.DateTimeField(_("written"))

    class Meta:
        db_table = "articles_standingpage"
        ordering = ("name",)
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")

    def __str__(self) -> str:
        return self.get_name_display()
