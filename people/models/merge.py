from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.person import Person


class PersonMerge(models.Model):
    """Two records that were one person, with everything the merge changed, so that it can be undone."""

    loser = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="merges_away", verbose_name=_("record given up")
    )
    survivor = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="merges_in", verbose_name=_("record kept")
    )
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    journal = models.JSONField(default=dict)
    """{"before", "after", "aliases", "offices", "led", "wikidata"}: the survivor's columns that changed, names and
    offices it gained, records that led to the loser and lead to the survivor now, the loser's Wikidata item."""
    undone_at = models.DateTimeField(_("undone"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = _("merge of two people")
        verbose_name_plural = _("merges of people")
        constraints = [
            models.CheckConstraint(condition=~Q(loser=F("survivor")), name="merge_is_of_two_records"),
            models.UniqueConstraint(
                "loser", condition=Q(undone_at=None), name="merge_of_a_record_stands_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loser_id} → {self.survivor_id}"


class DifferentPeople(models.Model):
    """Two records that look like one person and are not: never suggested again."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("pair of different people")
        verbose_name_plural = _("pairs of different people")
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="different_people_in_order"),
            models.UniqueConstraint("first", "second", name="different_people_are_said_once"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"
