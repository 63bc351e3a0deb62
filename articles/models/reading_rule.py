from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.agency import Agency
from articles.models.wire_item import WireItem
from articles.parsing.corrections.types import MAX_TEXT_LENGTH, RuleKind
from people.models import Person


class ReadingRule(models.Model):
    """A rule for the parsers, proposed after a correction and applied once accepted.

    Spellings, aliases and initials are rows of their own tables; the rule adds the row and removes it again.
    """

    class Kind(models.TextChoices):
        HOUSE = RuleKind.HOUSE.value, _("media house")
        BODY = RuleKind.BODY.value, _("organisation")
        SPELLING = RuleKind.SPELLING.value, _("spelling of an agency")
        ALIAS = RuleKind.ALIAS.value, _("alias of a person")
        OFFICE = RuleKind.OFFICE.value, _("office")
        INITIALS = RuleKind.INITIALS.value, _("desk initials")
        LINE = RuleKind.LINE.value, _("line to leave out")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        ACTIVE = "active", _("active")
        OFF = "off", _("switched off")
        DECLINED = "declined", _("declined")
        UNDONE = "undone", _("undone")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    text = models.CharField(_("text"), max_length=MAX_TEXT_LENGTH)
    key = models.CharField(max_length=MAX_TEXT_LENGTH * 2, editable=False)
    """The text as the parsers compare it."""
    agency = models.ForeignKey(
        Agency, on_delete=models.CASCADE, null=True, related_name="reading_rules", verbose_name=_("agency")
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, related_name="reading_rules", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    """The member of staff whose initials these are."""
    read = models.TextField(_("read"), blank=True)
    made = models.TextField(_("corrected to"), blank=True)
    item = models.ForeignKey(
        WireItem, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("copy")
    )
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    proposed_at = models.DateTimeField(_("proposed"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    uses = models.PositiveIntegerField(_("applied"), default=0)
    last_used_at = models.DateTimeField(_("last applied"), null=True)
    replay = models.JSONField(default=dict, editable=False)
    """Progress and result of the replay, as `articles.actions.reading_rules.replay` writes it."""

    class Meta:
        ordering = (F("proposed_at").desc(), F("id").desc())
        verbose_name = _("reading rule")
        verbose_name_plural = _("reading rules")
        constraints = [
            models.CheckConstraint(condition=~Q(text="") & ~Q(key=""), name="reading_rule_has_a_text"),
            models.CheckConstraint(
                condition=~Q(kind="spelling") | Q(agency__isnull=False), name="spelling_rule_has_an_agency"
            ),
            models.CheckConstraint(
                condition=~Q(kind="alias") | Q(person__isnull=False), name="alias_rule_has_a_person"
            ),
            models.CheckConstraint(
                condition=~Q(kind="initials") | ~Q(name=""), name="initials_rule_has_a_name"
            ),
            models.UniqueConstraint(
                fields=("kind", "key", "agency", "person"),
                condition=Q(status__in=["proposed", "active", "off"]),
                nulls_distinct=False,
                name="one_open_reading_rule_a_text",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "key"], name="reading_rule_active", condition=Q(status="active"))
        ]

    def __str__(self) -> str:
        return self.text
