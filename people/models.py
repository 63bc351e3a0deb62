"""Models of the people directory."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.querysets import PersonQuerySet


class Person(models.Model):
    """A person named in the news.

    A merged record remains and refers to its survivor, so that old URLs redirect.
    """

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
        _("no public page"),
        default=False,
        help_text=_("For takedown orders. The stories themselves do not change."),
    )
    created_at = models.DateTimeField(_("created"), editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ("sort_name", "id")
        verbose_name = _("person")
        verbose_name_plural = _("people")
        permissions = [("hide_person", _("Can hide people from readers"))]
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
            # New entries are indexed at once: a list of pending entries would slow every query after a bulk import.
            GinIndex(fields=["keys"], name="person_keys", fastupdate=False),
            GinIndex(fields=["name"], name="person_name_trigrams", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another name or spelling of a person in copy."""

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
    """An office held for a time; an open end means unknown or still held."""

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
                violation_error_message=_("The office ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PersonMerge(models.Model):
    """A merge of two records, with every change, so that it can be undone."""

    loser = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="merges_away", verbose_name=_("merged record")
    )
    survivor = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="merges_in", verbose_name=_("remaining record")
    )
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    journal = models.JSONField(default=dict)
    """Keys `before` and `after` (columns of the survivor), `aliases`, `offices`, `led`, `wikidata`.

    `aliases` and `offices` are those the survivor gained, `led` the records that were merged into the loser before,
    `wikidata` is the loser's Wikidata item.
    """
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
    """Two similar records that are not one person and are never suggested again."""

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
