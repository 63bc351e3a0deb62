from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class SiteRevision(models.Model):
    """A single row that numbers the changes of other data than stories.

    Triggers write it at commit, so that its lock orders the commits. The publication log does not cover people,
    aliases, offices, topics, sections, agencies and rights, but their cached pages must expire at once as well.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    changed = models.BigIntegerField(default=0)
    """The last transaction that changed something."""
    number = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "site_mark"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="site_has_one_mark")]

    def __str__(self) -> str:
        return str(self.number)


class SiteChange(models.Model):
    """Keys of what one transaction changed on the site.

    `articles.site.dependencies` lists them. Triggers write a row in the transaction of the change and delete all but
    the newest 10,000 numbers.
    """

    class Numbering(models.TextChoices):
        LOG = "log", "log"
        MARK = "mark", "mark"

    pk = models.CompositePrimaryKey("source", "number")
    source = models.CharField(max_length=4, choices=Numbering)
    """What numbers the change: the publication log, or `SiteRevision`."""
    number = models.BigIntegerField()
    keys = ArrayField(models.TextField())

    class Meta:
        db_table = "site_change"

    def __str__(self) -> str:
        return f"{self.source} {self.number}"
