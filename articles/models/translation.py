from django.db import models

from articles.models.article import Article


class StoryTranslation(models.Model):
    """A story's place in a group of translations, which have no original.

    Triggers of `feed_state` end the pages of the other stories of a group when one of them is published or withdrawn.
    """

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="translation"
    )
    group_number = models.BigIntegerField()
    """Id of the story with which the group began."""

    class Meta:
        ordering = ("group_number", "article")
        indexes = [models.Index(fields=["group_number"], name="translation_by_group")]

    def __str__(self) -> str:
        return f"{self.article_id} in {self.group_number}"
