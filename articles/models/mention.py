"""Mentions of people in stories, and the links that merges of people moved."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.photo import Photo
from people.models import Person, PersonMerge


class MergedLink(models.Model):
    """A link moved by a merge of two people, or a published story to update.

    Every save rewrites the mentions, so story, photo and the name in the text identify a link.
    """

    class Kind(models.TextChoices):
        MENTION = "mention", _("mention")
        PICTURE = "picture", _("person in the picture")
        EDITION = "edition", _("published story")

    merge = models.ForeignKey(PersonMerge, on_delete=models.PROTECT, related_name="moved")
    kind = models.CharField(max_length=8, choices=Kind)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    folded = models.JSONField(null=True)
    """The merged person's mention, if the survivor had one of the same name already."""
    needs_log_row = models.BooleanField(default=False, db_column="untold")
    """The published story has no log row for the merge yet."""

    class Meta:
        db_table = "articles_movedlink"
        verbose_name = _("moved link")
        verbose_name_plural = _("moved links")
        constraints = [
            models.UniqueConstraint(
                fields=["merge", "kind", "article", "photo", "name"],
                nulls_distinct=False,
                name="moved_link_is_journaled_once",
            )
        ]
        indexes = [
            models.Index(fields=["merge", "article"], name="moved_untold", condition=Q(needs_log_row=True))
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name} in {self.article_id}"


class Mention(models.Model):
    """A person named in a story; `person` is null for unknown and ambiguous names."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        LINKED = "linked", _("linked automatically")
        CONFIRMED = "confirmed", _("confirmed")
        REJECTED = "rejected", _("rejected")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="mentions",
        verbose_name=_("person"),
    )
    name = models.CharField(_("name in the text"), max_length=200)
    offices = ArrayField(
        models.CharField(max_length=200), default=list, blank=True, verbose_name=_("offices in the text")
    )
    in_caption = models.BooleanField(_("in a caption"), default=False)
    count = models.PositiveIntegerField(_("times in the text"), default=0)
    spans = models.JSONField(default=list, editable=False)
    """[[paragraph, start, end], ...] in the story's plain paragraphs."""
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PROPOSED)
    rule = models.CharField(max_length=60, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ("position", "id")
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "name", "person"],
                nulls_distinct=False,
                name="mention_is_one_a_name_and_person",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["linked", "confirmed"]) | ~Q(person=None),
                name="linked_mention_has_a_person",
            ),
        ]

        indexes = [GinIndex(fields=["name"], name="mention_name_trigrams", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.name
