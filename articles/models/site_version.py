from django.db import models
from django.db.models import Q


class SiteRevision(models.Model):
    """One row: the last transaction that changed what pages show beside stories. Triggers write it at commit.

    People, their aliases and offices, topics, sections, agencies and rights are no stories, so the publication log
    does not number them; their pages must end at once all the same.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    changed = models.BigIntegerField(default=0)

    class Meta:
        db_table = "site_mark"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="site_has_one_mark")]

    def __str__(self) -> str:
        return str(self.changed)
