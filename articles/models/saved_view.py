from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.querysets import SavedViewQuerySet


class SavedView(models.Model):
    """A named filter of a list of the desk, private or shared."""

    class Screen(models.TextChoices):
        STORIES = "stories", _("stories")
        PHOTOS = "photos", _("photos")
        WIRE = "wire", _("wire")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    screen = models.CharField(_("list"), max_length=10, choices=Screen, default=Screen.STORIES)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(_("filter"), max_length=1000, blank=True)
    """Query string of the list without the page and view parameters."""
    shared = models.BooleanField(_("for the whole desk"), default=False)
    at = models.DateTimeField(_("saved"))

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [
            models.UniqueConstraint("owner", "screen", "name", name="saved_view_has_one_name_a_person"),
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
