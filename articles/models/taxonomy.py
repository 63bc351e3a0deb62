"""Sections and topics."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Section(models.Model):
    """A section of the paper; its slug is the first path segment of its stories' URLs."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    description_en = models.CharField(
        _("description in English"), max_length=300, blank=True, default="", db_default=""
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ("position", "name")
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(slug=""), name="section_has_name_and_slug"),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="section_is_not_part_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name


class Topic(models.Model):
    """A keyword for stories with a page at /topic/<slug>/."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True, default="", db_default="")
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    description_en = models.CharField(
        _("description in English"), max_length=300, blank=True, default="", db_default=""
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    retired = models.BooleanField(
        _("retired"),
        default=False,
        help_text=_("Cannot be added to stories any more; stories that have it keep it."),
    )

    class Meta:
        ordering = ("name",)
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(slug=""), name="topic_has_name_and_slug"),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="topic_is_not_part_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name
