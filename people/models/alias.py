from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models.person import Person


class Alias(models.Model):
    """Another spelling or name under which copy mentions a person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        ordering = ("name",)
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="alias_has_a_name"),
            models.UniqueConstraint("person", "name", name="alias_is_listed_once_a_person"),
        ]

    def __str__(self) -> str:
        return self.name
