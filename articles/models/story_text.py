"""Text fields that a story's working copy shares with its editions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.desk_languages import default_language
from newsroom.language_tags import MAX_LENGTH


class Genre(models.TextChoices):
    """Kinds of text, by which readers can tell news from opinion."""

    REPORT = "report", _("report")
    ANALYSIS = "analysis", _("analysis")
    BACKGROUND = "background", _("background")
    INTERVIEW = "interview", _("interview")
    FEATURE = "feature", _("feature")
    COMMENT = "comment", _("comment")
    REVIEW = "review", _("review")
    SERVICE = "service", _("service")


class StoryText(models.Model):
    """Text fields that are saved, recorded in revisions, restored and published."""

    kicker = models.CharField(_("kicker"), max_length=120, blank=True)
    headline = models.CharField(_("headline"), max_length=250)
    dek = models.TextField(_("dek"), blank=True)
    dateline = models.CharField(_("dateline"), max_length=120, blank=True)
    byline = models.CharField(_("byline"), max_length=200, blank=True)
    body = models.TextField(_("text"), blank=True)
    language = models.CharField(_("language"), max_length=MAX_LENGTH, default=default_language)
    urgency = models.PositiveSmallIntegerField(
        _("urgency"), default=4, help_text=_("1 is a flash, 9 can wait.")
    )
    genre = models.CharField(
        _("kind of story"), max_length=12, choices=Genre, default=Genre.REPORT, db_default=Genre.REPORT
    )

    class Meta:
        abstract = True


STORY_TEXT = tuple(field.name for field in StoryText._meta.fields)
