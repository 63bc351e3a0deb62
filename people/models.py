"""."""

from django.conf import settings
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


class NotDuplicate(models.Model):
    """Two records that look like one person and are not: never suggested again."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "people_differentpeople"
        verbose_name = _("pair of different people")
        verbose_name_plural = _("pairs of different people")
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="different_people_in_order"),
            models.UniqueConstraint("first", "second", name="different_people_are_said_once"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"
