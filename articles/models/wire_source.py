"""Sources of agency copy: how each delivers, and what the desk knows about it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from articles.models.agency import Agency
from articles.models.taxonomy import Section


class WireSource(models.Model):
    """A delivery of an agency: one transport with its settings."""

    class Transport(models.TextChoices):
        FOLDER = "folder", _("drop folder")
        PUSH = "push", _("HTTP push")
        POLL = "poll", _("polling")
        MAIL = "mail", _("mail (IMAP)")

    class Protocol(models.TextChoices):
        FEED = "feed", _("RSS, Atom or JSON")
        WIREQ = "wireq", _("dpa wireQ")
        AP_FEED = "ap", _("AP Media API feed")

    code = models.CharField(
        _("code"),
        max_length=24,
        unique=True,
        help_text=_("Part of folder names and addresses, such as dpa-text. It cannot be changed later."),
    )
    name = models.CharField(_("name"), max_length=120)
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="wire_sources",
        verbose_name=_("agency"),
        help_text=_("The contract of this agency applies. Leave it empty for a source of several agencies."),
    )
    transport = models.CharField(_("transport"), max_length=8, choices=Transport)
    active = models.BooleanField(_("active"), default=True)
    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        help_text=_("For items that name no language, such as de."),
    )
    zone = models.CharField(
        _("time zone"),
        max_length=60,
        default="Europe/Berlin",
        help_text=_("For times without an offset, such as Europe/Vienna."),
    )
    section = models.ForeignKey(
        Section,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("section"),
        help_text=_("Section of items that no rule assigns."),
    )
    field_map = models.JSONField(_("field map"), null=True, blank=True)
    """Paths of the fields for a format without a reader; see `articles.wire.field_map.definition`."""
    rendition_hosts = ArrayField(
        models.CharField(max_length=253), default=list, blank=True, verbose_name=_("hosts of pictures")
    )
    """Hosts that pictures may be fetched from; none by default."""
    withholds_killed = models.BooleanField(
        _("withhold killed copy at once"),
        default=False,
        db_default=False,
        help_text=_(
            "A kill takes every story and picture of it off the site and the feeds without an editor; a "
            "chief editor then kills for good or lifts it. Stories that follow the agency are always withheld."
        ),
    )
    retention_days = models.PositiveSmallIntegerField(
        _("days to keep unused items"), default=30, help_text=_("As the contract allows.")
    )
    silence_alarm = models.BooleanField(_("silence alarm"), default=True, db_default=True)
    silence_minutes = models.PositiveIntegerField(
        _("silence alarm after minutes"),
        null=True,
        blank=True,
        help_text=_(
            "Without an item or a heartbeat for this long, the desk is warned. Empty: by the usual rhythm."
        ),
    )
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    """Hours without alarm, in the zone of the source; they may span midnight."""

    protocol = models.CharField(_("protocol"), max_length=8, choices=Protocol, blank=True)
    url = models.CharField(_("address"), max_length=500, blank=True)
    interval_seconds = models.PositiveIntegerField(_("interval in seconds"), default=60)
    encrypted_credentials = models.TextField(blank=True, editable=False)
    """JSON with `user`, `password`, `token`, encrypted with `newsroom.encryption`."""
    key_public = models.CharField(max_length=16, blank=True, editable=False)
    key_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    former_key_public = models.CharField(max_length=16, blank=True, editable=False)
    former_key_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    former_key_until = models.DateTimeField(null=True, editable=False)
    """End of the key before the present one; the agency changes over until then."""
    encrypted_signing_secret = models.CharField(max_length=300, blank=True, editable=False)
    allowed_senders = ArrayField(
        models.CharField(max_length=254), default=list, blank=True, verbose_name=_("allowed senders")
    )
    """Addresses, or domains that begin with @."""
    mail_server_name = models.CharField(
        _("name of the mail server in Authentication-Results"), max_length=253, blank=True
    )
    created_at = models.DateTimeField(_("created"), editable=False)

    class Meta:
        ordering = (Lower("name"),)
        verbose_name = _("wire source")
        verbose_name_plural = _("wire sources")
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z0-9][a-z0-9-]*$"), name="wire_source_code_is_lower_case"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="wire_source_has_a_name"),
            models.CheckConstraint(
                condition=Q(transport__in=["folder", "push", "poll", "mail"]),
                name="wire_source_transport_is_known",
            ),
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_hours_have_both_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WireSourceState(models.Model):
    """Progress and health of a source, apart from the settings that people edit."""

    source = models.OneToOneField(WireSource, on_delete=models.CASCADE, related_name="state")
    cursor = models.JSONField(default=dict)
    """Position in a polled feed, stored in the transaction of the items."""
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=80, blank=True)
    next_poll_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    last_error_at = models.DateTimeField(null=True)
    last_contact_at = models.DateTimeField(null=True)
    """The last answer, connection or heartbeat, with or without an item."""
    last_item_at = models.DateTimeField(null=True)
    repeats = models.PositiveBigIntegerField(default=0)
    """Files received again byte for byte."""
    push_minute = models.DateTimeField(null=True)
    push_count = models.PositiveIntegerField(default=0)
    """Requests to deliver files in that minute, counted for all processes."""
    last_heartbeat_at = models.DateTimeField(null=True)
    """The last test message by which the agency shows that its line works."""
    items_total = models.PositiveBigIntegerField(default=0)
    quarantined_total = models.PositiveBigIntegerField(default=0)
    """Sums of the counts by hours, which are deleted after some weeks."""
    counted_repeats = models.PositiveBigIntegerField(default=0)
    """The part of `repeats` that is in the counts by hours."""

    class Meta:
        verbose_name = _("state of a wire source")
        verbose_name_plural = _("states of wire sources")

    def __str__(self) -> str:
        return f"state of {self.source_id}"
