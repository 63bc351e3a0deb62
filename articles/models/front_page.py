from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article

SLOT_COUNT = 12


class FrontSlot(models.Model):
    """A front page slot with a story; 1 leads, the newest stories fill free slots."""

    place = models.PositiveSmallIntegerField(_("place"), unique=True)
    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, related_name="front_slot", verbose_name=_("story")
    )
    given_at = models.DateTimeField(_("assigned"))

    class Meta:
        ordering = ("place",)
        verbose_name = _("place on the front page")
        verbose_name_plural = _("front page")
        constraints = [
            models.CheckConstraint(
                condition=Q(place__range=(1, SLOT_COUNT)), name="front_slot_is_one_of_twelve"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.article}"
