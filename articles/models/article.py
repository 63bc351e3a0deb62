from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from articles.models.agency import Agency
from articles.models.story_text import AiUse, StoryText
from articles.models.taxonomy import Section, Topic
from articles.querysets import PLACED_MEDIA, SAVED_AT_DESK, ArticleQuerySet
from articles.workflow import State

STATE_LABELS = {
    State.DRAFT: _("draft"),
    State.IN_REVIEW: _("in review"),
    State.READY: _("ready"),
    State.PUBLISHED: _("published"),
    State.WITHHELD: _("withheld"),
    State.KILLED: _("killed"),
}


class Article(StoryText):
    """The desk's working copy of a story; readers and partners get its live `Edition`."""

    guid = models.CharField(_("identifier"), max_length=120, unique=True, editable=False)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("section"),
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="articles", verbose_name=_("topics"))
    notes = models.TextField(
        _("internal notes"),
        blank=True,
        help_text=_("Notes to desks, contacts and embargo lines; never published."),
    )
    tag_raw = models.CharField(_("closing tag as received"), max_length=200, blank=True)
    tag = models.CharField(_("closing tag"), max_length=200, blank=True)
    agencies = models.ManyToManyField(
        Agency, through="ArticleSource", related_name="articles", verbose_name=_("agencies")
    )
    initials = ArrayField(
        models.CharField(max_length=8), default=list, blank=True, verbose_name=_("desk initials")
    )
    agency_item_id = models.CharField(_("agency item number"), max_length=200, blank=True)
    own_rewriting = models.BooleanField(
        _("own rewriting"),
        default=False,
        help_text=_("The text was rewritten by the desk, so the agency's contract does not apply."),
    )

    state = models.CharField(
        _("state"),
        max_length=10,
        choices=[(s.value, STATE_LABELS[s]) for s in State],
        default=State.DRAFT,
        editable=False,
    )
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    revision = models.PositiveIntegerField(_("revision"), default=0, editable=False)
    created_at = models.DateTimeField(_("created"), editable=False)
    edited_at = models.DateTimeField(_("last edited"), editable=False)
    first_published_at = models.DateTimeField(_("first published"), null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("this version published"), null=True, blank=True, editable=False)
    scheduled_at = models.DateTimeField(_("scheduled for"), null=True, blank=True, editable=False)
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True, editable=False)
    embargo_source = models.CharField(_("source of the embargo"), max_length=200, blank=True, editable=False)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    breaking_until = models.DateTimeField(_("breaking news until"), null=True, blank=True, editable=False)
    withdrawal_reason = models.CharField(
        _("reason for withdrawal"), max_length=20, blank=True, editable=False
    )
    public_notice = models.TextField(_("public notice"), blank=True, editable=False)
    fingerprint = ArrayField(models.BigIntegerField(), default=list, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ("-edited_at", "-id")
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        permissions = [
            ("submit_article", _("Can hand in and take back stories")),
            ("approve_article", _("Can approve stories")),
            ("publish_article", _("Can publish, schedule and update stories")),
            ("correct_article", _("Can publish corrections")),
            ("withhold_article", _("Can withhold published stories")),
            ("kill_article", _("Can kill published stories")),
            ("break_embargo", _("Can break an embargo")),
            ("import_article", _("Can import an archive")),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(headline=""), name="article_has_a_headline"),
            models.CheckConstraint(condition=~Q(slug=""), name="article_has_a_slug"),
            models.CheckConstraint(condition=Q(urgency__range=(1, 9)), name="article_urgency_is_1_to_9"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in State]), name="article_state_is_known"
            ),
            models.CheckConstraint(condition=~Q(language=""), name="article_has_a_language"),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "withheld", "killed"])
                | (Q(version__gte=1) & ~Q(first_published_at=None) & ~Q(published_at=None)),
                name="article_in_public_life_has_a_version_and_its_times",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | ~Q(section=None), name="published_article_has_a_section"
            ),
            models.CheckConstraint(
                condition=Q(scheduled_at=None) | Q(state__in=["ready", "draft", "in_review"]),
                name="only_an_unpublished_article_is_scheduled",
            ),
            models.CheckConstraint(
                condition=Q(first_published_at=None) | Q(first_published_at__lte=F("published_at")),
                name="article_is_first_published_before_its_version",
            ),
            models.CheckConstraint(condition=Q(ai_use__in=AiUse.values), name="article_ai_use_is_known"),
            models.CheckConstraint(
                condition=Q(ai_reviewer="", ai_reviewed_at=None)
                | (~Q(ai_reviewer="") & ~Q(ai_reviewed_at=None)),
                name="article_review_has_a_name_and_a_time",
            ),
        ]
        indexes = [
            models.Index(F("edited_at").desc(), F("id").desc(), name="article_newest_edits"),
            models.Index("state", F("edited_at").desc(), name="article_by_state"),
            models.Index("section", F("edited_at").desc(), name="article_by_section"),
            models.Index(
                F("published_at").desc(), name="article_newest_out", condition=Q(state=State.PUBLISHED)
            ),
            models.Index("language", F("edited_at").desc(), name="article_by_language"),
            models.Index(fields=["scheduled_at"], name="article_due", condition=~Q(scheduled_at=None)),
            models.Index(
                fields=["embargo_until"], name="article_embargoed", condition=~Q(embargo_until=None)
            ),
            models.Index(
                fields=["agency_item_id"], name="article_by_agency_item", condition=~Q(agency_item_id="")
            ),
            models.Index(
                fields=["id"],
                name="article_with_audio_or_video",
                condition=Q(body__contains=PLACED_MEDIA),
            ),
            GinIndex(fields=["fingerprint"], name="article_by_likeness"),
            GinIndex(fields=["headline"], name="article_headline_trigrams", opclasses=["gin_trgm_ops"]),
            # For `articles.search.desk`.
            GinIndex(
                Func(
                    F("language"),
                    F("kicker"),
                    F("headline"),
                    F("dek"),
                    F("dateline"),
                    F("byline"),
                    F("body"),
                    F("notes"),
                    function="newsroom_working_text",
                ),
                name="article_by_working_text",
                condition=SAVED_AT_DESK,
            ),
        ]

    def __str__(self) -> str:
        return self.headline


class ArticleSource(models.Model):
    """An agency in a story's closing tag, in the order of the tag."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="sources")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("agency"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ("position",)
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint("article", "agency", name="agency_is_named_once_a_story"),
        ]

    def __str__(self) -> str:
        return self.agency.name
