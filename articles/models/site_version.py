from django.db import models
from django.db.models import Q


class SiteRevision(models.Model):
    """A single row with the last transaction that changed data other than stories.

    Triggers write it at commit. The publication log does not cover people, aliases, offices, topics, sections,
    agencies and rights, but their cached pages must expire at once as well.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    changed = models.BigIntegerField(default=0)

    class Meta:
        db_table = "site_mark"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="site_has_one_mark")]

    def __str__(self) -> str:
        return str(self.changed)
