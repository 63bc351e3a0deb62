"""Text fields that a story's working copy shares with its editions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.desk_languages import default_language
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


class AiUse(models.TextChoices):
    """Part that artificial intelligence has in a text."""

    NONE = "none", _("none")
    ASSISTED = "assisted", _("helped with the text")
    GENERATED = "generated", _("wrote the text")


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
    ai_use = models.CharField(
        _("artificial intelligence"), max_length=10, choices=AiUse, default=AiUse.NONE, db_default=AiUse.NONE
    )
    ai_reviewer = models.CharField(
        _("reviewed by"),
        max_length=120,
        blank=True,
        default="",
        db_default="",
        help_text=_("Name of the person who has read and checked the text. Readers see it."),
    )
    ai_reviewed_at = models.DateTimeField(_("review recorded"), null=True, blank=True, editable=False)
    """When the reviewer's name was saved."""
    search_title = models.CharField(
        _("title for search engines"),
        max_length=60,
        blank=True,
        default="",
        db_default="",
        help_text=_("In place of the headline in search results and shared links; up to 60 characters."),
    )
    social_text = models.CharField(
        _("text for social networks"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("In place of the dek on the card of a shared link."),
    )
    related_ids = ArrayField(
        models.BigIntegerField(),
        verbose_name=_("related stories"),
        blank=True,
        default=list,
        db_default=[],
        help_text=_("Shown first below the text, in this order; the site adds further ones by itself."),
    )
    """Ids of stories, of which readers see those that are public."""

    class Meta:
        abstract = True


MAX_RELATED_BY_HAND = 5
AI_FIELDS = ("ai_use", "ai_reviewer", "ai_reviewed_at")
STORY_TEXT = tuple(field.name for field in StoryText._meta.fields)
