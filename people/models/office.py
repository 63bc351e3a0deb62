from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.person import Person


class Office(models.Model):
    """A function held for a time; an open end means unknown or still held."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="offices")
    title = models.CharField(_("office"), max_length=200)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        ordering = (F("since").desc(nulls_last=True), "title")
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="office_has_a_title"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(since__lte=F("until")),
                name="office_ends_after_it_begins",
                violation_error_message=_("An office ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
