"""Progress of the purges of shared caches by tag."""

from django.db import models
from django.db.models import Q


class CachePurgeRound(models.Model):
    """Progress of one round of purges of one cache through the changes of the site.

    The first round purges at once. The others repeat its purges later, for a response that was built before a change
    and reached the cache after its purge.
    """

    cache = models.CharField(max_length=300)
    """Address without account; see `newsroom.caching.purge.name_cache`."""
    round = models.PositiveSmallIntegerField()
    """0 for the first one."""
    position = models.JSONField(null=True)
    """`articles.models.purge_position.PurgePosition` up to which the cache is purged; null for nothing."""
    state = models.CharField(max_length=32, default="")
    """Digest of what all pages showed at the position, in the first round."""
    target = models.JSONField(null=True)
    """Position up to which a later round purges next."""
    target_at = models.DateTimeField(null=True)
    """When the first round was there."""
    purged_at = models.DateTimeField(null=True)
    """When the cache last confirmed a purge."""
    failing_since = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, default="")
    attempts = models.PositiveIntegerField(default=0)
    """Failed attempts since the last success."""
    retry_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cache_purge_round"
        constraints = [
            models.UniqueConstraint(fields=["cache", "round"], name="cache_has_each_purge_round_once"),
            models.CheckConstraint(
                condition=Q(failing_since=None, attempts=0) | Q(failing_since__isnull=False, attempts__gt=0),
                name="failing_purge_round_counts_attempts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cache} #{self.round}"


class WithdrawalPurge(models.Model):
    """Time at which a cache confirmed that it dropped a withdrawn story."""

    cache = models.CharField(max_length=300)
    seq = models.BigIntegerField()
    """Number of the withdrawal in the publication log."""
    at = models.DateTimeField()

    class Meta:
        db_table = "cache_purge_withdrawal"
        constraints = [
            models.UniqueConstraint(fields=["seq", "cache"], name="withdrawal_is_purged_once_by_cache")
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.cache}"
