"""Partners, their keys and deliveries, and what they confirmed."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.models.agency import Agency
from articles.models.article import Article
from articles.models.taxonomy import Section
from newsroom.language_tags import MAX_LENGTH


class Scope(models.TextChoices):
    TEXT = "text:read", _("read stories")
    PICTURES = "pictures:read", _("read pictures")
    EMBARGO = "embargo:read", _("read under embargo")
    WEBHOOKS = "webhooks:write", _("manage webhooks")
    USAGE = "usage:read", _("read usage")


class Partner(models.Model):
    """A client of the feed; empty sections, languages or agencies mean all."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    contact_person = models.CharField(_("contact person"), max_length=120, blank=True)
    phone = models.CharField(
        _("telephone"),
        max_length=60,
        blank=True,
        help_text=_("Called if a kill is not fetched; a desk staffed at night is best."),
    )
    sections = models.ManyToManyField(Section, blank=True, related_name="+", verbose_name=_("sections"))
    agencies = models.ManyToManyField(Agency, blank=True, related_name="+", verbose_name=_("agencies"))
    languages = ArrayField(
        models.CharField(max_length=MAX_LENGTH), default=list, blank=True, verbose_name=_("languages")
    )
    contract_from = models.DateTimeField(_("contract from"))
    contract_until = models.DateTimeField(_("contract until"), null=True, blank=True)
    contract_revision = models.PositiveIntegerField(default=1, editable=False)
    active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("created"), editable=False)

    class Meta:
        ordering = ("name",)
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="partner_has_a_name"),
            models.CheckConstraint(
                condition=Q(contract_until=None) | Q(contract_from__lt=F("contract_until")),
                name="contract_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def section_ids(self) -> list[int]:
        """Ids of the sections in the contract; empty for all."""
        return [section.pk for section in self.sections.all()]

    @cached_property
    def agency_codes(self) -> list[str]:
        """Codes of the agencies in the contract; empty for all."""
        return [agency.code for agency in self.agencies.all()]


class PartnerKey(models.Model):
    """A feed key, `nd_<env>_<public>_<secret>`, stored with the secret's SHA-256."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="keys")
    label = models.CharField(_("label"), max_length=80, blank=True)
    public = models.CharField(_("public part"), max_length=16, unique=True, editable=False)
    secret_sha256 = models.CharField(max_length=64, editable=False)
    scopes = ArrayField(
        models.CharField(max_length=20, choices=Scope), default=list, verbose_name=_("scopes")
    )
    networks = ArrayField(models.CharField(max_length=49), default=list, verbose_name=_("networks"))
    """Networks that may use the key, such as `192.0.2.0/24`; empty for all."""
    created_at = models.DateTimeField(_("created"), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    warned_days = models.PositiveSmallIntegerField(null=True, editable=False)
    """Days before expiry of which the last warning was sent."""
    exposed_at = models.DateTimeField(_("seen in a URL"), null=True, editable=False)
    """When it was first sent in a URL, which logs and referrers record."""
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("key")
        verbose_name_plural = _("keys")
        constraints = [
            models.CheckConstraint(
                condition=Q(secret_sha256__regex=r"^[0-9a-f]{64}$"),  # noqa: S106  # a pattern
                name="key_secret_is_hashed",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.public


class Delivery(models.Model):
    """The version of a story last delivered to a partner, for removals and recalls."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="deliveries")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="deliveries")
    seq = models.BigIntegerField()
    version = models.PositiveIntegerField()
    view_hash = models.CharField(max_length=64, blank=True)
    """Hash of the item last sent by the delta sync, empty without one; other deliveries keep it."""
    at = models.DateTimeField()
    recalled_at = models.DateTimeField(null=True)
    """When the partner last fetched the withdrawal of the story."""

    class Meta:
        constraints = [
            models.UniqueConstraint("partner", "article", name="delivery_is_one_a_partner_and_story")
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} has {self.article_id} v{self.version}"


class Receipt(models.Model):
    """A partner's confirmation that it removed a version of a withdrawn story."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="receipts")
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="receipts", verbose_name=_("story")
    )
    version = models.PositiveIntegerField(_("version"))
    at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = [
            models.UniqueConstraint(
                "partner", "article", "version", name="receipt_is_one_a_partner_and_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} removed {self.article_id} v{self.version}"


class IdempotencyRecord(models.Model):
    """A request with an Idempotency-Key and its response, for repeated requests."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=128)
    body_sha256 = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "articles_sentrequest"
        constraints = [
            models.UniqueConstraint("partner", "key", name="sent_request_is_one_a_partner_and_key")
        ]

    def __str__(self) -> str:
        return self.key
