from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.querysets import PersonQuerySet


class Person(models.Model):
    """Somebody the news names. A merged record stays, pointing at its survivor, so that old addresses lead on."""

    name = models.CharField(_("name"), max_length=200)
    sort_name = models.CharField(_("sort name"), max_length=200, db_index=True, editable=False)
    slug = models.SlugField(_("slug"), max_length=200, unique=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    wikidata = models.CharField(_("Wikidata item"), max_length=20, blank=True)
    keys = ArrayField(models.CharField(max_length=200), default=list, editable=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )
    hidden = models.BooleanField(
        _("no public page"), default=False, help_text=_("Set on a takedown order; stories stay as they are.")
    )
    created_at = models.DateTimeField(_("created"), editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ("sort_name", "id")
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="person_has_a_name"),
            models.CheckConstraint(condition=~Q(slug=""), name="person_has_a_slug"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="person_is_not_merged_into_itself",
            ),
            models.UniqueConstraint(
                "wikidata", condition=~Q(wikidata=""), name="person_wikidata_item_belongs_to_one_person"
            ),
        ]
        indexes = [
            # Entries go into the index at once: a list of pending ones would slow every look-up after a bulk entry.
            GinIndex(fields=["keys"], name="person_keys", fastupdate=False),
            GinIndex(fields=["name"], name="person_name_trigrams", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.name
