from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.taxonomy import Section, Topic
from articles.models.wire_source import WireSource
from articles.wire.item import ItemKind, Notice


class WireRule(models.Model):
    """A rule for new items of the wire: conditions, and what follows from them.

    Conditions of one field are alternatives with `*` as wildcard; all fields must fit. Rules apply in their order.
    """

    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Rules with a lower number apply first.")
    )
    active = models.BooleanField(_("active"), default=True)
    source = models.ForeignKey(
        WireSource,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="rules",
        verbose_name=_("source"),
    )
    providers = models.CharField(
        _("agencies"), max_length=300, blank=True, help_text=_("Codes, separated by commas: dpa, afp")
    )
    kinds = ArrayField(
        models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in ItemKind]),
        default=list,
        blank=True,
        verbose_name=_("kinds"),
    )
    notices = ArrayField(
        models.CharField(max_length=16, choices=[(notice.value, notice.value) for notice in Notice]),
        default=list,
        blank=True,
        verbose_name=_("announcements"),
    )
    languages = models.CharField(_("languages"), max_length=60, blank=True)
    services = models.CharField(
        _("services"), max_length=200, blank=True, help_text=_("Service codes, such as bdt, lno, lsw")
    )
    sluglines = models.TextField(
        _("sluglines"), blank=True, help_text=_("One a line; * means anything: Wetter/*")
    )
    headlines = models.TextField(_("headlines"), blank=True, help_text=_("One a line; * means anything."))
    subjects = models.TextField(
        _("subjects"), blank=True, help_text=_("Codes or names, one a line: medtop:20000065, sport*")
    )
    urgency_from = models.PositiveSmallIntegerField(_("urgency from"), null=True, blank=True)
    urgency_to = models.PositiveSmallIntegerField(_("urgency to"), null=True, blank=True)

    min_length = models.PositiveIntegerField(_("characters from"), null=True, blank=True)
    max_length = models.PositiveIntegerField(_("characters to"), null=True, blank=True)
    with_picture = models.BooleanField(
        _("picture"),
        null=True,
        blank=True,
        choices=[(None, _("with or without")), (True, _("with a picture")), (False, _("without a picture"))],
    )
    hours_from = models.TimeField(_("received from"), null=True, blank=True)
    hours_until = models.TimeField(_("received until"), null=True, blank=True)
    """Time of day in the desk's zone; the hours may span midnight."""

    section = models.ForeignKey(
        Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    tag_raw = models.CharField(
        _("closing tag"), max_length=120, blank=True, help_text=_("For drafts whose copy has none: (dpa/dl)")
    )
    auto_draft = models.BooleanField(_("make a draft"), default=False)
    auto_publish = models.BooleanField(
        _("publish by itself"),
        default=False,
        help_text=_(
            "Only usable text without warnings and without an embargo, and only if every publish check passes. "
            "Everything else stays a draft. The story follows its item: later versions, corrections and kills of the "
            "agency are applied by themselves, until somebody takes the story over."
        ),
    )
    rate_limit = models.PositiveSmallIntegerField(
        _("stories an hour"),
        default=20,
        db_default=20,
        help_text=_("What is more becomes a draft and raises an alarm."),
    )
    withhold_after_days = models.PositiveSmallIntegerField(
        _("withhold after days"), null=True, blank=True, help_text=_("As the contract asks; empty: never.")
    )
    is_last = models.BooleanField(_("no further rules"), default=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    saved_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("wire rule")
        verbose_name_plural = _("wire rules")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="wire_rule_has_a_name"),
            models.CheckConstraint(
                condition=Q(auto_publish=False) | Q(auto_draft=True), name="wire_rule_publishes_a_draft"
            ),
            models.CheckConstraint(
                condition=Q(hours_from=None, hours_until=None)
                | Q(hours_from__isnull=False, hours_until__isnull=False),
                name="wire_rule_hours_have_both_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WireRuleUse(models.Model):
    """The rules applied to an item once, with the story made or the reason why not."""

    item = models.OneToOneField("articles.WireItem", on_delete=models.CASCADE, related_name="rule_use")
    rules = models.ManyToManyField(WireRule, related_name="uses")
    at = models.DateTimeField()
    drafted = models.BooleanField(default=False)
    published = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    """Why no draft was made or why it was not published."""

    class Meta:
        verbose_name = _("use of wire rules")
        verbose_name_plural = _("uses of wire rules")

    def __str__(self) -> str:
        return f"rules for item {self.item_id}"
