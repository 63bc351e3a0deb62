from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Correction(models.Model):
    """What was wrong and what is right: one text for desks, exact; one for readers."""

    class Place(models.TextChoices):
        TEASER = "teaser", _("under the teaser")
        END = "end", _("at the end of the text")

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="corrections")
    version = models.PositiveIntegerField(_("version"))
    desk_note = models.TextField(_("note to desks"))
    public_note = models.TextField(_("note to readers"))
    place = models.CharField(_("where the box stands"), max_length=6, choices=Place, default=Place.END)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.UniqueConstraint("article", "version", name="correction_is_one_a_version"),
            models.CheckConstraint(
                condition=~Q(desk_note="") & ~Q(public_note=""),
                name="correction_says_it_to_desks_and_readers",
            ),
            models.CheckConstraint(
                condition=Q(place__in=["teaser", "end"]), name="correction_place_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.public_note[:80]
