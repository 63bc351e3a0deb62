from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.photo import Photo
from people.models import Person


class Placement(models.Model):
    """A photo in a story, with the role, caption and alternative text of that use."""

    class PhotoRole(models.TextChoices):
        LEAD = "lead", _("lead")
        INLINE = "inline", _("in the text")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="placements")
    photo = models.ForeignKey(
        Photo, on_delete=models.PROTECT, related_name="placements", verbose_name=_("photo")
    )
    role = models.CharField(_("role"), max_length=6, choices=PhotoRole, default=PhotoRole.LEAD)
    caption = models.TextField(_("caption"), blank=True)
    alt_text = models.CharField(_("alternative text"), max_length=300, blank=True)
    decorative = models.BooleanField(_("decorative"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ("position", "id")
        verbose_name = _("placed photo")
        verbose_name_plural = _("placed photos")
        constraints = [
            models.UniqueConstraint("article", "photo", name="photo_stands_once_in_a_story"),
            models.UniqueConstraint("article", condition=Q(role="lead"), name="story_has_one_lead_photo"),
            models.CheckConstraint(condition=Q(role__in=["lead", "inline"]), name="placement_role_is_known"),
        ]
        indexes = [
            models.Index(
                fields=["photo"], name="placement_undescribed", condition=Q(alt_text="", decorative=False)
            )
        ]

    def __str__(self) -> str:
        return self.caption[:80] or str(self.photo)


class PlacementPerson(models.Model):
    """A person in a caption, with the position that the caption gives."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="placements",
        verbose_name=_("person"),
    )
    name = models.CharField(_("name in the caption"), max_length=200)
    office = models.CharField(_("office in the caption"), max_length=200, blank=True)
    picture_position = models.CharField(
        _("position in the photo"), max_length=8, blank=True, db_column="stands"
    )
    """`l`, `r`, `m`, a number from the left, or a negative one from the right."""
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ("position", "id")
        verbose_name = _("person in the photo")
        verbose_name_plural = _("people in the photo")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="person_in_picture_has_a_name"),
            models.CheckConstraint(
                condition=Q(picture_position__regex=r"^(l|r|m|-?[1-9][0-9]?)?$"),
                name="person_stands_at_a_known_place",
            ),
        ]

    def __str__(self) -> str:
        return self.name
