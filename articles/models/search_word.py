"""Words of published stories, by which a search finds compounds."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class SearchWord(models.Model):
    """A word that a published story had at some time.

    It may be in no public story any more: nobody is shown it before it is found in one.
    """

    language = models.CharField(max_length=12)
    """Primary subtag of the stories' language."""
    word = models.CharField(max_length=40)
    """In lower case."""
    form = models.CharField(max_length=40)
    """As written, in lower case if it was ever so within a text."""
    stem = models.CharField(max_length=40)
    """The lexeme in the stories' search documents; empty for a stop word."""
    stories = models.PositiveIntegerField()
    """How many published versions had the word."""
    noun = models.BooleanField()
    """A German word that was capitalised within a sentence."""
    name = models.BooleanField()
    """A word of a person's name, a dateline or a byline: it is not divided and not a part."""
    parts = ArrayField(models.CharField(max_length=40), null=True)
    """Base forms of the words in a compound; null until the word has been divided."""

    class Meta:
        constraints = [models.UniqueConstraint("word", "language", name="search_word_is_one_a_language")]
        indexes = [
            GinIndex(fields=["parts"], name="search_word_by_part", condition=~Q(parts=[])),
            GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="search_word_trigrams"),
            models.Index(fields=["id"], name="search_word_undivided", condition=Q(parts=None)),
        ]

    def __str__(self) -> str:
        return self.form


class SearchWordProgress(models.Model):
    """A single row: the publication whose words were collected last."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    revision = models.BigIntegerField(default=0)
    """Moves when words were divided, or all deleted: pages that depend on words end."""

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="search_words_have_one_progress")]

    def __str__(self) -> str:
        return str(self.seq)
