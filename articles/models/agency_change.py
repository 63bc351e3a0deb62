from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.wire_item import WireItem
from articles.wire.item_photos import PICTURE_KINDS


class AgencyChange(models.Model):
    """New agency copy on a story or item of the desk, open until an editor settles it."""

    class Kind(models.TextChoices):
        UPDATE = "update", _("update")
        CORRECTION = "correction", _("correction")
        KILL = "kill", _("kill")
        LIFT = "lift", _("kill lifted")
        QUERY = "query", _("possible kill")

    class MatchedBy(models.TextChoices):
        ITEM = "item", _("by item number")
        WORDS = "words", _("by wording")
        PHOTO = "photo", _("by the number of its picture")
        LOOKS = "looks", _("by a picture that looks the same")
        HAND = "hand", _("by hand")

    class Resolution(models.TextChoices):
        TAKEN = "taken", _("accepted")
        ADAPTED = "adapted", _("adapted")
        UNAFFECTED = "unaffected", _("not affected")
        LIFTED = "lifted", _("kill lifted by the agency")
        SUPERSEDED = "superseded", _("superseded by a newer version")

    item = models.ForeignKey(
        WireItem, on_delete=models.PROTECT, related_name="changes", verbose_name=_("new copy")
    )
    before = models.ForeignKey(
        WireItem, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("previous copy")
    )
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, related_name="agency_changes", verbose_name=_("story")
    )
    """None while the story is unknown."""
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    found = models.CharField(_("found"), max_length=5, choices=MatchedBy, blank=True)
    revision = models.PositiveIntegerField(_("revision of the story at that time"), null=True)
    opened_at = models.DateTimeField(_("received"))
    settled_at = models.DateTimeField(_("settled"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Resolution, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    """Why it does not concern the story; of an open change, why the autopilot left it to the desk."""
    autopilot_at = models.DateTimeField(null=True, editable=False)
    """Time at which the autopilot applied the change or left it to the desk."""

    class Meta:
        ordering = ("-opened_at", "-id")
        verbose_name = _("change by an agency")
        verbose_name_plural = _("changes by agencies")
        permissions = [("settle_kill", _("Can decide on kills by agencies"))]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "article"], nulls_distinct=False, name="agency_change_is_told_once_a_story"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="") | (~Q(settled_at=None) & ~Q(outcome="")),
                name="settled_agency_change_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="unaffected") | ~Q(reason=""),
                name="unaffected_by_the_agency_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(F("opened_at"), name="agency_change_open", condition=Q(settled_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} #{self.item_id}"

    @property
    def is_about_picture(self) -> bool:
        """Return True for a change of a picture and not of the story's text."""
        found = {self.MatchedBy.PHOTO, self.MatchedBy.LOOKS}
        return self.item.kind in PICTURE_KINDS or self.found in found

    @property
    def needed_permission(self) -> str:
        """Permission to settle it; what blocks or frees a story needs its own."""
        is_kill = self.kind in {self.Kind.KILL, self.Kind.LIFT, self.Kind.QUERY}
        return "settle_kill" if is_kill else "change_article"
