"""Prices of an agency's pictures, and what has been done about each billed use."""

from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.agency import Agency
from articles.models.article import Article
from articles.models.photo import Photo

AMOUNT: dict[str, Any] = {"max_digits": 9, "decimal_places": 2, "validators": [MinValueValidator(0)]}


class PictureTerms(models.Model):
    """Price in euros of an agency's pictures from a day on, until the next terms."""

    class TermsMedium(models.TextChoices):
        ONLINE = "online", pgettext_lazy("medium", "online")
        PRINT = "print", pgettext_lazy("medium", "print")

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="picture_terms")
    medium = models.CharField(_("medium"), max_length=6, choices=TermsMedium, default=TermsMedium.ONLINE)
    since = models.DateField(_("from"))
    flat_rate = models.DecimalField(_("flat rate a month, €"), default=0, **AMOUNT)
    quota = models.PositiveIntegerField(
        _("quota a month"), null=True, blank=True,
        help_text=_("Uses that the flat rate covers. Empty: all with a flat rate, none without."),
    )  # fmt: skip
    price = models.DecimalField(
        _("price a use, €"), null=True, blank=True, help_text=_("For uses that the flat rate does not cover."), **AMOUNT
    )  # fmt: skip
    entered_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ("medium", "since")
        verbose_name = _("picture terms")
        verbose_name_plural = _("picture terms")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "medium", "since"],
                name="picture_terms_begin_once_a_day",
                violation_error_message=_("There are terms from this day on already."),
            ),
            models.CheckConstraint(
                condition=Q(flat_rate__gte=0) & (Q(price=None) | Q(price__gte=0)),
                name="picture_terms_are_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=False) | Q(flat_rate__gt=0, quota=None),
                name="picture_terms_price_every_use",
                violation_error_message=_("Enter the price of a use that the flat rate does not cover."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.since}"


class BillingStatus(models.Model):
    """Status of the use of a photo in a story; without a row it is to be reported."""

    class Status(models.TextChoices):
        TO_REPORT = "to-report", pgettext_lazy("picture use", "to report")
        REPORTED = "reported", pgettext_lazy("picture use", "reported")
        PAID = "paid", pgettext_lazy("picture use", "paid")
        DISPUTED = "disputed", pgettext_lazy("picture use", "disputed")

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="+")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(_("status"), max_length=9, choices=Status)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("picture use")
        verbose_name_plural = _("picture uses")
        constraints = [
            models.UniqueConstraint(fields=["article", "photo"], name="billing_status_is_one_a_use"),
            models.CheckConstraint(
                condition=Q(status__in=["to-report", "reported", "paid", "disputed"]),
                name="billing_status_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.photo_id} in #{self.article_id}"
