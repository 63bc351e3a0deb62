from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.photo import Photo
from articles.models.taxonomy import Section
from articles.models.wire_file import WireFile
from articles.models.wire_source import WireSource
from articles.wire.item import ItemKind, Notice, PubStatus

URGENT = 2
"""Items of this urgency or a higher one are flash or urgent (IPTC)."""
INDEX_CONFIG = "newsroom_names"
"""Words as spelt, without accents: the wire desk searches in every language, also by the first letters."""


class WireItem(models.Model):
    """Received copy: pasted text with its bytes, or one news item of a file.

    The fields from `source` to `content` are those of the news item. Pasted text has its headline, its urgency and its
    language only, once it was parsed.
    """

    class IntakeOutcome(models.TextChoices):
        """The effect of an item when it arrived."""

        NEW = "new", _("new")
        UPDATE = "update", _("update")
        CORRECTION = "correction", _("correction")
        KILL = "kill", _("kill")
        LIFTED = "lifted", _("kill lifted")
        REPEAT = "repeat", _("repeat")
        OLDER = "older", _("older version")
        HELD = "held", _("held")
        HEARTBEAT = "heartbeat", _("heartbeat")
        """A test message of the agency, dismissed on arrival: no news."""

    class Status(models.TextChoices):
        RECEIVED = "received", _("received")
        READ = "read", _("read")
        USED = "used", _("used in a story")
        REPEATED = "repeated", _("sent again unchanged")
        SUPERSEDED = "superseded", _("superseded by a newer version")
        QUARANTINED = "quarantined", _("set aside")
        DISMISSED = "dismissed", _("dismissed")

    class Medium(models.TextChoices):
        PASTE = "paste", _("pasted")
        FILE = "file", _("file")
        WIRE = "wire", _("by wire")

    received_at = models.DateTimeField(_("received"))
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    channel = models.CharField(_("received as"), max_length=10, choices=Medium, default=Medium.PASTE)
    media_type = models.CharField(_("media type"), max_length=80, default="text/plain")
    raw = models.BinaryField(_("raw copy"))
    sha256 = models.CharField(max_length=64, db_index=True)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.RECEIVED)
    reason = models.TextField(_("reason for setting aside"), blank=True)
    reading = models.JSONField(_("parsed copy"), null=True)
    parsed = models.JSONField(null=True, editable=False)
    """Copy as parsed, with the fingerprint of the lexicon; null once a story is made of the item."""
    agency_item = models.CharField(_("agency item without version"), max_length=200, blank=True)
    agency_version = models.PositiveIntegerField(_("agency version"), null=True)
    version_created = models.DateTimeField(_("version created by the agency"), null=True)
    superseded_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="supersedes",
        verbose_name=_("superseded by"),
    )
    """A newer version by the agency's own data, never by the time of receipt."""
    repeats = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="repeated_by",
        verbose_name=_("the same as"),
    )
    article = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, related_name="wire_items", verbose_name=_("story")
    )

    source = models.ForeignKey(
        WireSource, on_delete=models.PROTECT, null=True, related_name="items", verbose_name=_("source")
    )
    file = models.ForeignKey(
        WireFile, on_delete=models.PROTECT, null=True, related_name="items", verbose_name=_("received file")
    )
    position = models.PositiveIntegerField(default=0)
    """Place of the item in its file, from 0."""
    provider = models.CharField(_("provider"), max_length=120, blank=True)
    """Our code of the agency, or the provider as written."""
    guid = models.CharField(_("item id"), max_length=400, blank=True)
    version = models.CharField(_("version"), max_length=60, blank=True)
    """As the agency writes it."""
    kind = models.CharField(
        _("kind"),
        max_length=12,
        default=ItemKind.TEXT.value,
        choices=[(kind.value, kind.value) for kind in ItemKind],
    )
    pubstatus = models.CharField(
        _("publication status"),
        max_length=10,
        default=PubStatus.USABLE.value,
        choices=[(status.value, status.value) for status in PubStatus],
    )
    notices = ArrayField(
        models.CharField(max_length=16, choices=[(notice.value, notice.value) for notice in Notice]),
        default=list,
        blank=True,
    )
    urgency = models.PositiveSmallIntegerField(_("urgency"), null=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    service = models.CharField(_("service"), max_length=40, blank=True)
    headline = models.CharField(_("headline"), max_length=300, blank=True)
    slugline = models.CharField(_("slugline"), max_length=200, blank=True)
    embargo = models.DateTimeField(_("embargo"), null=True)
    held = models.BooleanField(_("held"), default=False)
    """An embargo without an end: nothing may be published until an editor decides."""
    expires = models.DateTimeField(_("expires"), null=True)
    content = models.JSONField(null=True, editable=False)
    """The news item as `articles.wire.to_dict.item_to_dict` gives it."""
    warnings = models.JSONField(_("warnings"), default=list)
    outcome = models.CharField(_("effect"), max_length=10, choices=IntakeOutcome, blank=True)
    section = models.ForeignKey(
        Section, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("section")
    )
    photo = models.ForeignKey(
        Photo, on_delete=models.SET_NULL, null=True, related_name="wire_items", verbose_name=_("photo")
    )
    """The picture of the item, once it was stored as a photo of the desk."""
    repeats_count = models.PositiveIntegerField(_("received again"), default=0)
    search = SearchVectorField(null=True, editable=False)
    released_at = models.DateTimeField(_("released"), null=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    """Chief editor who decided that a withheld item may be published."""

    class Meta:
        ordering = ("-received_at", "-id")
        verbose_name = _("received copy")
        verbose_name_plural = _("wire")
        indexes = [
            models.Index("provider", "headline", name="wire_item_twins", condition=~Q(headline="")),
            models.Index(F("received_at").desc(), F("id").desc(), name="wire_item_newest"),
            models.Index(
                "agency_item",
                F("received_at").desc(),
                name="wire_item_of_one_agency_item",
                condition=~Q(agency_item=""),
            ),
            models.Index("source", F("received_at").desc(), F("id").desc(), name="wire_item_of_source"),
            models.Index(
                F("received_at").desc(),
                F("id").desc(),
                name="wire_item_on_the_wire",
                condition=~Q(source=None),
            ),
            models.Index(
                "provider",
                "slugline",
                F("received_at").desc(),
                name="wire_item_slugline",
                condition=~Q(slugline=""),
            ),
            models.Index(
                F("received_at"),
                name="wire_item_unmatched",
                condition=Q(outcome="", file__isnull=False, status__in=["received", "read", "superseded"]),
            ),
            GinIndex("search", name="wire_item_words", condition=Q(search__isnull=False)),
            models.Index("guid", name="wire_item_guid", condition=~Q(guid="")),
            models.Index("provider", F("received_at").desc(), F("id").desc(), name="wire_item_of_provider"),
            models.Index(
                "section",
                F("received_at").desc(),
                F("id").desc(),
                name="wire_item_of_section",
                condition=~Q(section=None),
            ),
            models.Index(
                "kind",
                F("received_at").desc(),
                F("id").desc(),
                name="wire_item_of_kind",
                condition=~Q(kind="text"),
            ),
            models.Index(
                Left("language", 2), F("received_at").desc(), F("id").desc(), name="wire_item_of_language"
            ),
            models.Index(
                F("received_at").desc(),
                F("id").desc(),
                name="wire_item_urgent",
                condition=Q(urgency__lte=URGENT),
            ),
            GinIndex("notices", name="wire_item_notices", condition=~Q(notices=[])),
            models.Index(
                "outcome",
                F("received_at").desc(),
                F("id").desc(),
                name="wire_item_of_outcome",
                condition=Q(outcome__in=["correction", "kill", "lifted", "held"]),
            ),
            models.Index(
                F("received_at").desc(), F("id").desc(), name="wire_item_warned", condition=~Q(warnings=[])
            ),
            models.Index(
                F("received_at").desc(),
                F("id").desc(),
                name="wire_item_dismissed",
                condition=Q(status__in=["dismissed", "quarantined"]),
            ),
            models.Index(
                F("received_at").desc(), name="wire_item_quarantined", condition=Q(status="quarantined")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="quarantined") | ~Q(reason=""), name="quarantined_copy_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(released_at=None) | Q(released_by__isnull=False),
                name="released_copy_has_an_editor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} #{self.pk}"
