from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.story_text import AiUse, Genre, StoryText
from articles.models.taxonomy import Section
from articles.querysets import EditionQuerySet, EmbargoedEditionQuerySet

BREAKING_URGENCY = 2
"""Breaking news is at least as urgent; 1 is a flash."""


class EditionContent(StoryText):
    """Rendered content of a published or embargoed version."""

    guid = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="%(class)ss")
    tag = models.CharField(max_length=200, blank=True)
    agency_item_id = models.CharField(max_length=200, blank=True)
    own_rewriting = models.BooleanField(default=False)
    own_headline = models.BooleanField(default=True)
    """False while the headline equals the agency's, which partners see only by contract."""
    agency_codes = ArrayField(models.CharField(max_length=24), default=list)
    initials = ArrayField(models.CharField(max_length=8), default=list)
    topic_slugs = ArrayField(models.CharField(max_length=120), default=list)
    person_ids = ArrayField(models.BigIntegerField(), default=list)
    people = models.JSONField(default=list)
    """[{"person_id", "name", "office", "in_caption"}] in order of appearance, people of the directory only."""
    placements = models.JSONField(default=list)
    """[{"photo_id", "role", "caption", "credit", "alt", "decorative", "people": [...]}] in order."""
    media_ids = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    """Audio and video files in the body, in order."""
    corrections = models.JSONField(default=list)
    """[{"version", "at", "public_note", "place"}], newest first; the default place is the end."""
    first_published_at = models.DateTimeField()
    published_at = models.DateTimeField()
    breaking_until = models.DateTimeField(null=True)
    """End of the label and the banner of breaking news; only `articles.visibility` compares it."""

    plain = models.TextField(default="")
    """The body as plain text, one paragraph a line, for search and excerpts."""
    names = models.TextField(default="")
    captions = models.TextField(default="")

    class Meta:
        abstract = True


class Edition(EditionContent):
    """A published version of a story; readers get the `live` one.

    Rows are immutable except for `live`, `visible_from` and `visible_until`, which only `articles.visibility` reads.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="editions")
    version = models.PositiveIntegerField(_("version"))
    last_update_at = models.DateTimeField(null=True)
    """Time that readers see in place of `published_at` if the version only corrects a typing error."""
    live = models.BooleanField(default=False)
    visible_from = models.DateTimeField()
    visible_until = models.DateTimeField(null=True)
    running = models.JSONField(null=True)
    """Of a running story, as `articles.actions.publication.running_story` composes it; None of other stories."""

    document = models.GeneratedField(
        expression=Func(
            F("language"),
            F("kicker"),
            F("headline"),
            F("dek"),
            F("names"),
            F("captions"),
            F("plain"),
            function="newsroom_document",
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("-first_published_at", "-article_id")
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint("article", "version", name="edition_is_one_a_version"),
            models.UniqueConstraint("article", condition=Q(live=True), name="edition_live_is_one_a_story"),
            models.CheckConstraint(condition=Q(version__gte=1), name="edition_version_starts_at_1"),
            models.CheckConstraint(
                condition=Q(first_published_at__lte=F("published_at")),
                name="edition_is_first_published_before_its_version",
            ),
            models.CheckConstraint(
                condition=~Q(ai_use=AiUse.GENERATED) | ~Q(ai_reviewer=""),
                name="edition_written_by_ai_names_its_reviewer",
            ),
            models.CheckConstraint(
                condition=Q(breaking_until=None) | Q(urgency__lte=BREAKING_URGENCY),
                name="edition_of_breaking_news_is_urgent",
            ),
        ]
        indexes = [
            models.Index(
                F("first_published_at").desc(),
                F("article_id").desc(),
                name="edition_newest",
                condition=Q(live=True),
                # The stories of each day are counted without reading the editions.
                include=["visible_from", "visible_until", "section"],
            ),
            models.Index(
                F("section_id"),
                F("first_published_at").desc(),
                F("article_id").desc(),
                name="edition_newest_in_section",
                condition=Q(live=True),
            ),
            models.Index(
                F("published_at").desc(),
                F("article_id").desc(),
                name="edition_last_published",
                condition=Q(live=True),
            ),
            models.Index(
                F("language"),
                F("first_published_at").desc(),
                F("article_id").desc(),
                name="edition_newest_in_language",
                condition=Q(live=True),
            ),
            models.Index(
                F("first_published_at").desc(),
                F("article_id").desc(),
                name="edition_newest_comment",
                condition=Q(live=True, genre=Genre.COMMENT),
            ),
            models.Index(
                fields=["breaking_until"],
                name="edition_breaking",
                condition=Q(live=True) & ~Q(breaking_until=None),
            ),
            # All versions, also withdrawn ones: agencies are paid for what was used.
            models.Index(fields=["first_published_at"], name="edition_first_published"),
            GinIndex(
                fields=["media_ids"], name="edition_by_media_file", condition=Q(live=True) & ~Q(media_ids=[])
            ),
            GinIndex(fields=["person_ids"], name="edition_by_person", condition=Q(live=True)),
            GinIndex(fields=["agency_codes"], name="edition_by_agency", condition=Q(live=True)),
            GinIndex(fields=["topic_slugs"], name="edition_by_topic", condition=Q(live=True)),
            GinIndex(
                fields=["related_ids"],
                name="edition_by_related",
                condition=Q(live=True) & ~Q(related_ids=[]),
            ),
            GinIndex(
                fields=["placements"],
                opclasses=["jsonb_path_ops"],
                name="edition_by_photo",
                condition=Q(live=True),
            ),
            GinIndex(
                Func(F("byline"), function="newsroom_authors"),
                name="edition_by_author",
                condition=Q(live=True) & ~Q(byline=""),
            ),
            # Search goes back week by week and stops early. The pending list is short because every look-up
            # scans it.
            GinIndex(
                Func(F("first_published_at"), function="newsroom_week"),
                F("document"),
                name="edition_by_week_and_words",
                condition=Q(live=True),
                gin_pending_list_limit=256,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headline} (v{self.version})"


class EmbargoedEdition(EditionContent):
    """An embargoed version for partners with `embargo:read`; no outlet reads it.

    Deleted when the story is published or no longer scheduled.
    """

    article = models.OneToOneField(
        Article, on_delete=models.PROTECT, primary_key=True, related_name="early_edition"
    )
    version = models.PositiveIntegerField(_("version"))
    """Version number that the story gets on publication."""
    until = models.DateTimeField(_("embargo until"))

    objects = EmbargoedEditionQuerySet.as_manager()

    class Meta:
        db_table = "articles_earlyedition"
        verbose_name = _("embargoed edition")
        verbose_name_plural = _("embargoed editions")
        constraints = [
            models.CheckConstraint(condition=Q(version__gte=1), name="early_edition_version_starts_at_1"),
        ]

    def __str__(self) -> str:
        return f"{self.headline} (until {self.until:%Y-%m-%d %H:%M} UTC)"
