from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.taxonomy import Section, Topic

SLOT_COUNT = 12
"""Places of the lead, and of each block."""
MAX_BLOCKS = 16


class FrontBlockKind(models.TextChoices):
    """Contents of a block, placed by hand or filled from the newest stories."""

    IMPORTANT = "important", _("Most important")
    NEWEST = "newest", _("Latest")
    PICTURES = "pictures", _("In pictures")
    OPINION = "opinion", _("Opinion")
    TOPIC = "topic", _("Topic")
    SECTION = "section", _("Section")
    SECTIONS = "sections", _("All other sections")


class StripShape(models.TextChoices):
    """Arrangements of the stories of one section."""

    LEAD = "lead", _("one large, then headlines")
    ROW = "row", _("a row with pictures")
    LIST = "list", _("headlines only")


class FrontBlock(models.Model):
    """A block below the lead; without any the default blocks are shown."""

    position = models.PositiveSmallIntegerField(_("position"), unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=FrontBlockKind)
    title = models.CharField(_("title"), max_length=60, blank=True)
    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("topic")
    )
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    shape = models.CharField(_("arrangement"), max_length=8, choices=StripShape, default=StripShape.LEAD)

    class Meta:
        ordering = ("position",)
        verbose_name = _("block of the front page")
        verbose_name_plural = _("blocks of the front page")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=FrontBlockKind.values, shape__in=StripShape.values),
                name="front_block_kind_and_shape_are_known",
            ),
            models.CheckConstraint(
                condition=Q(kind="topic") ^ Q(topic=None), name="only_a_topic_block_has_a_topic"
            ),
            models.CheckConstraint(
                condition=Q(kind="section") ^ Q(section=None), name="only_a_section_block_has_a_section"
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(FrontBlockKind(self.kind).label)


class FrontSlot(models.Model):
    """A front page slot with a story.

    The first place of the lead leads the page; the newest stories fill free places of a block.
    """

    block = models.ForeignKey(
        FrontBlock,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="slots",
        verbose_name=_("block"),
    )
    """None for the lead."""
    place = models.PositiveSmallIntegerField(_("place"))
    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, related_name="front_slot", verbose_name=_("story")
    )
    given_at = models.DateTimeField(_("assigned"))

    class Meta:
        ordering = (models.F("block__position").asc(nulls_first=True), "place")
        verbose_name = _("place on the front page")
        verbose_name_plural = _("front page")
        constraints = [
            models.UniqueConstraint(
                fields=["block", "place"], nulls_distinct=False, name="front_place_has_one_story"
            ),
            models.CheckConstraint(
                condition=Q(place__range=(1, SLOT_COUNT)), name="front_slot_is_one_of_twelve"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.article}"


class SectionFront(models.Model):
    """The arrangement of a section's page; without a row it is filled by itself."""

    section = models.OneToOneField(Section, on_delete=models.CASCADE, primary_key=True, related_name="front")
    lead = ArrayField(models.BigIntegerField(), default=list)
    """Ids of the stories of the lead."""
    blocks = models.JSONField(default=list)
    """The blocks as `BlockDraft` has them; their topics and sections may be gone."""
    arranged_at = models.DateTimeField(_("arranged"))

    class Meta:
        verbose_name = _("front of a section")
        verbose_name_plural = _("fronts of sections")

    def __str__(self) -> str:
        return str(self.section)
