from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.photo import Photo
from people.models import PersonMerge


class MovedLink(models.Model):
    """One link that a merge of two people moved to the survivor, or one published story that named the loser.

    Mentions are written anew with every save, so a link is known by its story (and photo) and the name in the text.
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
    """The loser's mention as it was, where the survivor had one of the same name and only one could stay."""
    untold = models.BooleanField(default=False)
    """The published story still needs its row in the log."""

    class Meta:
        verbose_name = _("moved link")
        verbose_name_plural = _("moved links")
        constraints = [
            models.UniqueConstraint(
                fields=["merge", "kind", "article", "photo", "name"],
                nulls_distinct=False,
                name="moved_link_is_journaled_once",
            )
        ]
        indexes = [models.Index(fields=["merge", "article"], name="moved_untold", condition=Q(untold=True))]

    def __str__(self) -> str:
        return f"{self.kind} {self.name} in {self.article_id}"
