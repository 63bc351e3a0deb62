from django.db import models
from django.utils.translation import gettext_lazy as _


class StaticPage(models.Model):
    """A page such as the imprint, written by the desk; `body` is sanitized HTML."""

    class Name(models.TextChoices):
        IMPRINT = "imprint", _("Imprint")
        CONTACT = "contact", _("Contact")
        POLICY = "policy", _("Standards and corrections")
        PRIVACY = "privacy", _("Privacy")
        ACCESSIBILITY = "accessibility", _("Accessibility")
        RIGHTS = "rights", _("Rights of use")

    name = models.CharField(_("page"), max_length=20, choices=Name, unique=True)
    body = models.TextField(_("text"))
    written_at = models.DateTimeField(_("saved"))

    class Meta:
        db_table = "articles_standingpage"
        ordering = ("name",)
        verbose_name = _("static page")
        verbose_name_plural = _("static pages")

    def __str__(self) -> str:
        return self.get_name_display()
