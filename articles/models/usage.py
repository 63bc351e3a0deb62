"""Usage of the feed: rate limits, the request log and daily totals."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from articles.models.partner import Partner, PartnerKey


class KeyMeter(models.Model):
    """Requests of a key in the current minute and day (UTC), shared by all workers."""

    key = models.OneToOneField(PartnerKey, on_delete=models.CASCADE, primary_key=True, related_name="meter")
    minute = models.DateTimeField()
    in_minute = models.PositiveIntegerField(default=0)
    walk_in_minute = models.PositiveIntegerField(default=0, db_default=0)
    """Pages of `changes` far from the end of the log; they do not count in `in_minute`."""
    day = models.DateField()
    in_day = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "feed_meter"

    def __str__(self) -> str:
        return f"{self.key_id}: {self.in_minute} this minute, {self.in_day} today"


class FeedRequest(models.Model):
    """A request to the feed, stored for 30 days, its IP address for 7."""

    at = models.DateTimeField(_("when"))
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="requests")
    key = models.ForeignKey(PartnerKey, on_delete=models.CASCADE, null=True, related_name="+")
    method = models.CharField(max_length=7)
    endpoint = models.CharField(_("endpoint"), max_length=40)
    """The route's name: `changes`, `story`, `picture-file` …"""
    path = models.CharField(_("path"), max_length=200)
    status = models.PositiveSmallIntegerField(_("status"))
    problem = models.CharField(_("problem"), max_length=40, blank=True)
    """The last part of the problem's type, such as `cursor-invalid`."""
    bytes = models.BigIntegerField(_("bytes"), default=0)
    ms = models.PositiveIntegerField(_("milliseconds"), default=0)
    items = models.PositiveIntegerField(_("stories delivered"), default=0)
    reached = models.BigIntegerField(null=True)
    """Log number of the cursor in a `changes` response; the lag is the head minus this."""
    redactions = models.JSONField(default=dict)
    """{"reason|holder": count} of parts left out of the delivered stories."""
    ip = models.GenericIPAddressField(_("network address"), null=True)

    class Meta:
        db_table = "feed_request"
        ordering = ("-at", "-id")
        verbose_name = _("feed request")
        verbose_name_plural = _("feed requests")
        indexes = [
            models.Index("partner", F("at").desc(), name="feed_request_newest"),
            BrinIndex(fields=["at"], name="feed_request_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.path}"


class FeedDay(models.Model):
    """A partner's daily totals (UTC) of an endpoint, stored for good."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="days")
    day = models.DateField(_("day"))
    endpoint = models.CharField(_("endpoint"), max_length=40)
    calls = models.PositiveIntegerField(_("calls"), default=0)
    unchanged = models.PositiveIntegerField(_("answered 304"), default=0)
    errors = models.PositiveIntegerField(_("errors"), default=0)
    limited = models.PositiveIntegerField(_("over the limit"), default=0)
    bytes = models.BigIntegerField(_("bytes"), default=0)
    items = models.PositiveBigIntegerField(_("stories delivered"), default=0)

    class Meta:
        db_table = "feed_day"
        ordering = ("-day", "endpoint")
        verbose_name = _("feed day")
        verbose_name_plural = _("feed days")
        constraints = [
            models.UniqueConstraint(
                "partner", "day", "endpoint", name="feed_day_is_one_a_partner_and_endpoint"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.endpoint}: {self.calls}"
