from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.story_text import StoryText
from articles.models.taxonomy import Section, Topic


class StoryTemplate(models.Model):
    """Text with placeholders for stories of one kind, such as the weather."""

    name = models.CharField(_("name"), max_length=60)
    section = models.ForeignKey(
        Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    genre = StoryText._meta.get_field("genre").clone()
    kicker = StoryText._meta.get_field("kicker").clone()
    headline = models.CharField(_("headline"), max_length=250, blank=True)
    dek = StoryText._meta.get_field("dek").clone()
    body = StoryText._meta.get_field("body").clone()
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    active = models.BooleanField(_("offered for new stories"), default=True)
    placeholders = ArrayField(models.CharField(max_length=62), default=list, editable=False)
    """Words in square brackets, about which publication warns."""

    class Meta:
        ordering = ("name", "id")
        verbose_name = _("story template")
        verbose_name_plural = _("story templates")
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="story_template_has_a_name")]

    def __str__(self) -> str:
        return self.name
