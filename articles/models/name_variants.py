from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class NameVariants(models.Model):
    """Spellings of one name, such as `Kiew` and `Kyjiw`: a search for one finds all."""

    names = models.TextField(
        _("spellings"),
        help_text=_("One a line. A search for one of them finds stories with any of them."),
    )
    keys = ArrayField(models.CharField(max_length=120), editable=False)
    """The names as searches compare them."""
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering = ("names",)
        verbose_name = _("name with several spellings")
        verbose_name_plural = _("names with several spellings")
        constraints = [
            models.CheckConstraint(condition=~Q(names=""), name="name_variants_are_not_empty"),
        ]
        indexes = [GinIndex(fields=["keys"], name="name_variants_by_key")]

    def __str__(self) -> str:
        return ", ".join(self.names.splitlines())
