from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class FormerSlug(models.Model):
    """A former slug of a section or author page, whose old URLs redirect."""

    class Kind(models.TextChoices):
        SECTION = "section", _("section")
        AUTHOR = "author", _("author")

    kind = models.CharField(max_length=10, choices=Kind)
    slug = models.SlugField(max_length=80)
    object_id = models.BigIntegerField(db_column="number")
    """Id of the section or of the desk initials."""

    class Meta:
        verbose_name = _("former slug")
        verbose_name_plural = _("former slugs")
        constraints = [
            models.UniqueConstraint("kind", "slug", name="former_slug_leads_to_one_entry"),
            models.CheckConstraint(
                condition=Q(kind__in=["section", "author"]), name="former_slug_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(slug=""), name="former_slug_is_not_empty"),
        ]
        indexes = [models.Index(fields=["kind", "object_id"], name="former_slug_of_entry")]

    def __str__(self) -> str:
        return self.slug
