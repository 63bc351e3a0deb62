from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article, Genre
from articles.models.taxonomy import Section
from articles.querysets import EditionQuerySet, EmbargoedEditionQuerySet


class EditionContent(models.Model):
    """What a story says to the outside, gathered and rendered once."""

    guid = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="%(class)ss")
    language = models.CharField(max_length=2)
    urgency = models.PositiveSmallIntegerField(default=4)
    genre = models.CharField(max_length=12, choices=Genre, default=Genre.REPORT, db_default=Genre.REPORT)
    kicker = models.CharField(max_length=120, blank=True)
    headline = models.CharField(max_length=250)
    dek = models.TextField(blank=True)
    byline = models.CharField(max_length=200, blank=True)
    dateline = models.CharField(max_length=120, blank=True)
    body = models.TextField(blank=True)
    tag = models.CharField(max_length=200, blank=True)
    agency_item_id = models.CharField(max_length=200, blank=True)
    own_rewriting = models.BooleanField(default=False)
    own_headline = models.BooleanField(default=True)
    """False while the headline is the agency's, word for word: partners see that only by contract."""
    agency_codes = ArrayField(models.CharField(max_length=24), default=list)
    initials = ArrayField(models.CharField(max_length=8), default=list)
    topic_slugs = ArrayField(models.CharField(max_length=120), default=list)
    person_ids = ArrayField(models.BigIntegerField(), default=list)
    people = models.JSONField(default=list)
    """[{"person_id", "name", "office", "in_caption"}] in order of appearance; only people of the directory."""
    placements = models.JSONField(default=list)
    """[{"photo_id", "role", "caption", "credit", "alt", "decorative", "people": [...]}] in order."""
    corrections = models.JSONField(default=list)
    """[{"version", "at", "public_note", "place"}], newest first; without a place they stand at the end."""
    first_published_at = models.DateTimeField()
    published_at = models.DateTimeField()

    plain = models.TextField(default="")
    """The body as plain text, one paragraph a line: what search reads and excerpts are cut from."""
    names = models.TextField(default="")
    captions = models.TextField(default="")

    class Meta:
        abstract = True


class Edition(EditionContent):
    """A story as published: one immutable row a version, rendered once, the `live` one answering readers.

    Only `live`, `visible_from` and `visible_until` ever change after the row is written; `articles.visibility`
    reads them and nothing else does.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="editions")
    version = models.PositiveIntegerField(_("version"))
    live = models.BooleanField(default=False)
    visible_from = models.DateTimeField()
    visible_until = models.DateTimeField(null=True)

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
        ]
        indexes = [
            models.Index(
                F("first_published_at").desc(),
                F("article_id").desc(),
                name="edition_newest",
                condition=Q(live=True),
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
            # All versions, those withdrawn since too: what was used is paid for.
            models.Index(fields=["first_published_at"], name="edition_first_published"),
            GinIndex(fields=["person_ids"], name="edition_by_person", condition=Q(live=True)),
            GinIndex(fields=["agency_codes"], name="edition_by_agency", condition=Q(live=True)),
            GinIndex(fields=["topic_slugs"], name="edition_by_topic", condition=Q(live=True)),
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
            # Search goes back through time week by week and stops early. Few entries may wait to be sorted in: every
            # look-up reads through those that do.
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
    """A story under embargo as partners with early access are handed it. It is no edition: no outlet reads it.

    Kept apart, so that whatever asks for editions cannot meet it; gone the moment the story is out or no longer due.
    """

    article = models.OneToOneField(
        Article, on_delete=models.PROTECT, primary_key=True, related_name="early_edition"
    )
    version = models.PositiveIntegerField(_("version"))
    """That it will have when it is published."""
    until = models.DateTimeField(_("embargo until"))

    objects = EmbargoedEditionQuerySet.as_manager()

    class Meta:
        db_table = "articles_earlyedition"
        verbose_name = _("early edition")
        verbose_name_plural = _("early editions")
        constraints = [
            models.CheckConstraint(condition=Q(version__gte=1), name="early_edition_version_starts_at_1"),
        ]

    def __str__(self) -> str:
        return f"{self.headline} (until {self.until:%Y-%m-%d %H:%M} UTC)"
