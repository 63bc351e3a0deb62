from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.calendar import CalendarEvent


class StoryPlan(models.Model):
    """The plan of a story: when it is to be published, and how long it is to be.

    Who writes it until when is its assignment.
    """

    class Unit(models.TextChoices):
        LINES = "lines", _("lines")
        CHARACTERS = "characters", _("characters")
        WORDS = "words", _("words")

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="plan")
    publish_at = models.DateTimeField(_("planned publication"))
    length = models.PositiveIntegerField(
        _("length"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(1_000_000)]
    )
    unit = models.CharField(_("unit"), max_length=10, choices=Unit, default=Unit.LINES)
    picture_wanted = models.BooleanField(_("picture wanted"), default=False)
    event = models.ForeignKey(CalendarEvent, on_delete=models.SET_NULL, null=True, related_name="plans")
    event_title = models.CharField(max_length=300, blank=True)
    """Title, start and place of the event, which outlive it."""
    event_starts_at = models.DateTimeField(null=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("planned"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(unit__in=["lines", "characters", "words"]), name="plan_unit_is_known")
        ]  # fmt: skip
        indexes = [models.Index("publish_at", name="plan_by_time")]

    def __str__(self) -> str:
        return f"#{self.article_id}"

    @property
    def event_is_gone(self) -> bool:
        """True if the event was removed from its calendar after the story was planned."""
        return self.event_id is None and bool(self.event_title)
